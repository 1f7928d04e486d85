#include "report/result.h"

#include <string.h>

#include "ground/ascii.h"
#include "judgement/policy.h"
#include "judgement/reason.h"

/* "cap_foo" and "foo" as "CAP_FOO". */
static const char *spell_unknown(struct pool *pool, const char *name)
{
    size_t length = strlen(name);
    bool prefixed = length >= 4 && ascii_same(name, "CAP_", 4);
    char *out = pool_alloc(pool, length + 5);

    if (out == NULL)
        return NULL;
    memcpy(out, "CAP_", 4);
    memcpy(out + (prefixed ? 0 : 4), name, length + 1);
    for (char *at = out; *at != '\0'; at++)
        *at = ascii_upper(*at);
    return out;
}

static cisd_code keep_unknown(cisd_result *result)
{
    const struct grant *grant = &result->judgement.grant;
    struct pool *pool = &result->subject->pool;

    result->unknown_count = grant_unknown_count(grant);
    if (result->unknown_count == 0)
        return CISD_OK;
    result->unknown_caps = pool_alloc(pool, result->unknown_count * sizeof *result->unknown_caps);
    if (result->unknown_caps == NULL)
        return CISD_E_NO_MEMORY;
    for (size_t i = 0; i < result->unknown_count; i++) {
        result->unknown_caps[i] = spell_unknown(pool, grant_unknown(grant, i));
        if (result->unknown_caps[i] == NULL)
            return CISD_E_NO_MEMORY;
    }
    return CISD_OK;
}

typedef void remedy_writer(enum remedy_kind kind, const struct subject *subject,
                           const struct judgement *judgement, struct buffer *out);

/* What a writer writes, kept in the subject's pool. */
static const char *keep_text(const cisd_result *result, enum remedy_kind kind,
                             remedy_writer *writer, struct buffer *buffer)
{
    buffer_clear(buffer);
    writer(kind, result->subject, &result->judgement, buffer);
    if (buffer->failed)
        return NULL;
    return pool_copy(&result->subject->pool, buffer->length > 0 ? buffer->data : "",
                     buffer->length);
}

static cisd_code keep_remedies(cisd_result *result, struct buffer *buffer)
{
    if (result->judgement.verdict != CISD_FAIL)
        return CISD_OK;
    for (int kind = 0; kind < REMEDY_KINDS; kind++) {
        struct remedy *remedy = &result->remedies[result->remedy_count];

        if (!remedy_fits(kind, result->subject))
            continue;
        remedy->kind = kind;
        remedy->smallest = keep_text(result, kind, remedy_smallest, buffer);
        remedy->least = keep_text(result, kind, remedy_least, buffer);
        remedy->note = keep_text(result, kind, remedy_note, buffer);
        if (remedy->smallest == NULL || remedy->least == NULL || remedy->note == NULL)
            return CISD_E_NO_MEMORY;
        result->remedy_count++;
    }
    return CISD_OK;
}

/* The policy may be gone before the result is. */
static cisd_code keep_waiver(cisd_result *result, const struct policy_entry *entry)
{
    struct pool *pool = &result->subject->pool;
    struct waiver *waiver = &result->waiver;

    *waiver = (struct waiver){"", "", "", ""};
    if (!result->judgement.waived)
        return CISD_OK;
    waiver->reason = pool_copy(pool, entry->reason, strlen(entry->reason));
    waiver->owner = pool_copy(pool, entry->owner, strlen(entry->owner));
    waiver->ticket = pool_copy(pool, entry->ticket, strlen(entry->ticket));
    waiver->expires = pool_copy(pool, entry->expires, strlen(entry->expires));
    if (waiver->reason == NULL || waiver->owner == NULL || waiver->ticket == NULL ||
        waiver->expires == NULL)
        return CISD_E_NO_MEMORY;
    return CISD_OK;
}

void result_add_rollout(struct buffer *out, const struct rollout *rollout)
{
    if (rollout->differing == 0)
        return;
    buffer_text(out, "; ");
    buffer_number(out, rollout->differing);
    buffer_text(out, " of ");
    buffer_number(out, rollout->tasks);
    buffer_text(out, rollout->tasks == 1 ? " running task differs" : " running tasks differ");
    buffer_text(out, " from the service's spec");
}

/* The first reason says, too, that not all runs what the spec says. */
static cisd_code keep_rollout(cisd_result *result, struct buffer *buffer)
{
    if (result->subject->rollout.differing == 0)
        return CISD_OK;
    buffer_clear(buffer);
    buffer_text(buffer, result_message(result, 0));
    result_add_rollout(buffer, &result->subject->rollout);
    if (buffer->failed)
        return CISD_E_NO_MEMORY;
    result->rollout = pool_copy(&result->subject->pool, buffer->data, buffer->length);
    return result->rollout != NULL ? CISD_OK : CISD_E_NO_MEMORY;
}

cisd_code result_new(struct subject *subject, cisd_profile profile,
                     const struct allowance *allowance, cisd_result **out, struct fault *fault)
{
    cisd_result *result = pool_alloc(&subject->pool, sizeof *result);
    struct buffer buffer;
    cisd_code code;

    *out = NULL;
    if (result == NULL) {
        subject_free(subject);
        return fault_no_memory(fault);
    }
    memset(result, 0, sizeof *result);
    atomic_init(&result->references, 1);
    result->subject = subject;
    result->judgement = rollout_judge(subject, profile, allowance);
    buffer_init(&buffer, &subject->pool.memory);
    code = keep_unknown(result);
    if (code == CISD_OK)
        code = keep_waiver(result, policy_waiver(allowance, result->judgement.excess));
    if (code == CISD_OK)
        code = keep_rollout(result, &buffer);
    if (code == CISD_OK)
        code = keep_remedies(result, &buffer);
    buffer_free(&buffer);
    if (code != CISD_OK) {
        subject_free(subject);
        return fault_no_memory(fault);
    }
    *out = result;
    return CISD_OK;
}

cisd_result *result_ref(cisd_result *result)
{
    atomic_fetch_add_explicit(&result->references, 1, memory_order_relaxed);
    return result;
}

void result_unref(cisd_result *result)
{
    if (result == NULL)
        return;
    if (atomic_fetch_sub_explicit(&result->references, 1, memory_order_acq_rel) == 1)
        subject_free(result->subject);
}

bool result_is_about_evidence(cisd_reason reason)
{
    return reason == CISD_REASON_EVIDENCE_UNREADABLE ||
           reason == CISD_REASON_EVIDENCE_MALFORMED || reason == CISD_REASON_UNRESOLVED_VARIABLE;
}

const char *result_trouble(const cisd_result *result)
{
    const struct judgement *judgement = &result->judgement;

    for (size_t i = 0; i < judgement->finding_count; i++)
        if (result_is_about_evidence(judgement->findings[i].reason))
            return result->subject->trouble;
    return NULL;
}

const char *result_message(const cisd_result *result, size_t index)
{
    cisd_reason reason = result->judgement.findings[index].reason;

    if (result->messages != NULL)
        return result->messages[index];
    if (index == 0 && result->rollout != NULL)
        return result->rollout;
    if (result->subject->trouble != NULL && result_is_about_evidence(reason))
        return result->subject->trouble;
    return reason_message(reason);
}

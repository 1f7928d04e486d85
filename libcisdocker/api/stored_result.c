#include "api/stored_result.h"

#include <string.h>

#include "judgement/reason.h"

cisd_code stored_result_begin_variant(struct stored_report *stored, struct fault *fault)
{
    struct stored_result *draft = &stored->result;
    struct task_lists *variant = pool_alloc(&stored->subject->pool, sizeof *variant);

    if (variant == NULL)
        return fault_no_memory(fault);
    *variant = (struct task_lists){0};
    *draft->next_variant = variant;
    draft->next_variant = &variant->next;
    draft->variant = variant;
    return CISD_OK;
}

/* "CAP_41" as the bit it is: how a kernel's capability is written that has no name yet. */
static cisd_caps nameless_bit(const char *name)
{
    for (int number = CAPABILITY_COUNT; number < CAPABILITY_BITS; number++) {
        char spelled[CAPABILITY_NAME];

        (void)capability_spell(number, spelled);
        if (strcmp(spelled, name) == 0)
            return (cisd_caps)1 << number;
    }
    return CAPS_NONE;
}

static bool is_listed(const struct name_list *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->names[i], name) == 0)
            return true;
    return false;
}

/* Makes bits of what a set has besides names; those that are `unknown` all the same have none. */
static cisd_code resolve(struct stored_set *set, const struct name_list *unknown,
                         const char *where, struct fault *fault)
{
    for (size_t i = 0; i < set->others.count; i++) {
        const char *name = set->others.names[i];
        cisd_caps bit = nameless_bit(name);

        if (unknown != NULL && is_listed(unknown, name))
            continue;
        if (bit == CAPS_NONE)
            return fault_set(fault, CISD_E_FORMAT, "'%s' cannot have '%.100s'", where, name);
        set->caps |= bit;
    }
    return CISD_OK;
}

cisd_code stored_result_end_finding(struct stored_report *stored, struct fault *fault)
{
    struct stored_result *draft = &stored->result;
    const struct finding finding = {.reason = (cisd_reason)draft->reason};
    size_t at = draft->finding_count;

    if (at == JUDGEMENT_REASONS)
        return fault_set(fault, CISD_E_LIMIT, "more than %d reasons", JUDGEMENT_REASONS);
    draft->findings[at] = finding;
    draft->messages[at] = draft->message;
    draft->finding_count++;
    /* What this reason is about are names without a number; those that are granted. */
    if (finding.reason != CISD_REASON_UNKNOWN_CAPABILITY &&
        resolve(&draft->caps, NULL, "reason.capabilities", fault) != CISD_OK)
        return fault->code;
    draft->findings[at].caps = draft->caps.caps;
    return CISD_OK;
}

cisd_code stored_result_end_remedy(struct stored_report *stored, struct fault *fault)
{
    struct stored_result *draft = &stored->result;

    if (draft->remedy_count == REMEDY_KINDS)
        return fault_set(fault, CISD_E_LIMIT, "more than %d remedies", REMEDY_KINDS);
    draft->remedy.kind = (enum remedy_kind)draft->remedy_kind;
    draft->remedies[draft->remedy_count++] = draft->remedy;
    return CISD_OK;
}

/* What can be part of a report, but not of one result. */
static cisd_code check(const struct stored_report *stored, struct fault *fault)
{
    const struct stored_result *draft = &stored->result;
    bool failed = draft->verdict == CISD_FAIL;

    if (draft->finding_count == 0)
        return fault_set(fault, CISD_E_FORMAT, "a result without a reason");
    if (!failed && (draft->waived || draft->remedy_count > 0))
        return fault_set(fault, CISD_E_FORMAT, "a waiver or a remedy of what did not fail");
    if (draft->waived != stored->seen[STORED_WAIVER])
        return fault_set(fault, CISD_E_FORMAT, "'waived' and 'waiver' do not agree");
    if ((!failed || draft->waived) && draft->change != CISD_CHANGE_NONE &&
        draft->change <= CISD_CHANGE_UNCHANGED)
        return fault_set(fault, CISD_E_FORMAT, "'change' is one of a failure");
    if (draft->line > UINT32_MAX || draft->column > UINT32_MAX)
        return fault_set(fault, CISD_E_FORMAT, "'location' is not a place");
    if (stored->report->result_count >= STORED_RESULTS_MAX)
        return fault_set(fault, CISD_E_LIMIT, "more than %d results", STORED_RESULTS_MAX);
    return CISD_OK;
}

static cisd_code resolve_sets(struct stored_result *draft, struct fault *fault)
{
    if (resolve(&draft->excess, &draft->granted.others, "excess", fault) != CISD_OK ||
        resolve(&draft->required, NULL, "required", fault) != CISD_OK ||
        resolve(&draft->bounding, NULL, "kernel.bounding", fault) != CISD_OK)
        return fault->code;
    return resolve(&draft->effective, NULL, "kernel.effective", fault);
}

/*
 * The permitted sets stand nowhere; what exceeded the configuration was seen in one of the sets.
 */
static void fill_kernel(struct stored_report *stored)
{
    const struct stored_result *draft = &stored->result;
    struct kernel_witness *kernel = &stored->subject->kernel;

    kernel->bounding = draft->bounding.caps;
    kernel->effective = draft->effective.caps;
    for (size_t i = 0; i < draft->finding_count; i++)
        if (draft->findings[i].reason == CISD_REASON_KERNEL_EXCEEDS_CONFIG)
            kernel->permitted |= draft->findings[i].caps;
}

/* A message without what is said behind it of a rollout. */
static const char *without_rollout(struct subject *subject, const char *message)
{
    size_t length = strlen(message);
    const char *bare = message;
    struct buffer tail;

    buffer_init(&tail, &subject->pool.memory);
    result_add_rollout(&tail, &subject->rollout);
    if (tail.length > 0 && tail.length <= length &&
        strcmp(message + length - tail.length, tail.data) == 0)
        bare = pool_copy(&subject->pool, message, length - tail.length);
    if (tail.failed)
        bare = NULL;
    buffer_free(&tail);
    return bare;
}

/* Where the evidence itself was the matter, what happened is the message. */
static cisd_code fill_trouble(struct stored_report *stored, struct fault *fault)
{
    static const enum evidence evidence[CISD_REASONS] = {
        [CISD_REASON_EVIDENCE_UNREADABLE] = EVIDENCE_UNREADABLE,
        [CISD_REASON_EVIDENCE_MALFORMED] = EVIDENCE_MALFORMED,
        [CISD_REASON_UNRESOLVED_VARIABLE] = EVIDENCE_UNRESOLVED,
    };
    const struct stored_result *draft = &stored->result;

    for (size_t i = 0; i < draft->finding_count; i++) {
        cisd_reason reason = draft->findings[i].reason;
        const char *message = draft->messages[i];

        if (!result_is_about_evidence(reason))
            continue;
        if (i == 0)
            message = without_rollout(stored->subject, message);
        if (message == NULL)
            return fault_no_memory(fault);
        if (strcmp(message, reason_message(reason)) == 0)
            continue;
        stored->subject->evidence = evidence[reason];
        stored->subject->trouble = message;
    }
    return CISD_OK;
}

static struct judgement judgement_of(const struct stored_report *stored)
{
    const struct stored_result *draft = &stored->result;
    struct judgement judgement = {
        .verdict = (cisd_verdict)draft->verdict,
        .severity = (cisd_severity)draft->severity,
        .waived = draft->waived,
        .finding_count = draft->finding_count,
        .grant = {.caps = draft->granted.caps,
                  .adds = grant_named(&stored->subject->cap_add),
                  .adds_all = subject_list_has_all(&stored->subject->cap_add)},
        .excess = draft->excess.caps,
        .required = draft->required.caps,
    };

    memcpy(judgement.findings, draft->findings, sizeof judgement.findings);
    return judgement;
}

/* Fills in what a subject has besides what went there at once. */
static cisd_code fill_subject(struct stored_report *stored, struct fault *fault)
{
    struct subject *subject = stored->subject;

    subject->kind = (cisd_subject_kind)stored->result.kind;
    subject->line = (unsigned)stored->result.line;
    subject->column = (unsigned)stored->result.column;
    fill_kernel(stored);
    return fill_trouble(stored, fault);
}

/* A result in the subject's pool; NULL if there is no memory. */
static cisd_result *make(struct stored_report *stored)
{
    const struct stored_result *draft = &stored->result;
    struct pool *pool = &stored->subject->pool;
    cisd_result *result = pool_alloc(pool, sizeof *result);
    const char **messages = pool_alloc(pool, draft->finding_count * sizeof *messages);

    if (result == NULL || messages == NULL)
        return NULL;
    memcpy(messages, draft->messages, draft->finding_count * sizeof *messages);
    *result = (cisd_result){
        .subject = stored->subject,
        .judgement = judgement_of(stored),
        .unknown_caps = draft->granted.others.names,
        .unknown_count = draft->granted.others.count,
        .waiver = draft->waiver,
        .change = (cisd_change)draft->change,
        .messages = messages,
        .remedy_count = draft->remedy_count,
    };
    atomic_init(&result->references, 1);
    memcpy(result->remedies, draft->remedies, sizeof result->remedies);
    return result;
}

cisd_code stored_result_end(struct stored_report *stored, struct fault *fault)
{
    cisd_result *result;
    cisd_code code;

    if (check(stored, fault) != CISD_OK || resolve_sets(&stored->result, fault) != CISD_OK ||
        fill_subject(stored, fault) != CISD_OK)
        return fault->code;
    result = make(stored);
    if (result == NULL)
        return fault_no_memory(fault);
    stored->subject = NULL;
    code = report_keep(stored->report, result, fault);
    if (code == CISD_OK)
        report_count(stored->report, result);
    result_unref(result);
    return code;
}

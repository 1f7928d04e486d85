#include "api/allowances.h"

#include <string.h>

void allowances_init(struct allowances *allowances, const struct memory *memory)
{
    memset(allowances, 0, sizeof *allowances);
    allowances->memory = *memory;
}

void allowances_free(struct allowances *allowances)
{
    for (size_t i = 0; i < allowances->count; i++) {
        policy_unref(allowances->policies[i].policy);
        memory_free(&allowances->memory, allowances->policies[i].matched);
    }
    memory_free(&allowances->memory, allowances->policies);
    memory_free(&allowances->memory, allowances->waivers);
}

/* Room for one waiver more than there are entries: nothing allocates nothing. */
static bool make_room(struct allowances *allowances, size_t more)
{
    size_t count = allowances->entry_count + more;
    const struct policy_entry **grown = memory_resize(&allowances->memory, allowances->waivers,
                                                      (count + 1) * sizeof *grown);

    if (grown == NULL)
        return false;
    allowances->waivers = grown;
    allowances->entry_count = count;
    return true;
}

cisd_code allowances_add(struct allowances *allowances, cisd_policy *policy,
                         struct fault *fault)
{
    struct applied_policy *grown = memory_grow(&allowances->memory, allowances->policies,
                                               allowances->count, &allowances->capacity,
                                               sizeof *grown);
    bool *matched;

    if (grown == NULL)
        return fault_no_memory(fault);
    allowances->policies = grown;
    if (!make_room(allowances, policy->count))
        return fault_no_memory(fault);
    matched = memory_zero(&allowances->memory, (policy->count + 1) * sizeof *matched);
    if (matched == NULL)
        return fault_no_memory(fault);
    allowances->policies[allowances->count++] =
        (struct applied_policy){policy_ref(policy), matched};
    return CISD_OK;
}

/* "NET_RAW, chown": what a subject's own label asks for. A name that is unknown asks nothing. */
static cisd_caps read_label(const char *text)
{
    static const char separators[] = ", \t";
    cisd_caps caps = CAPS_NONE;

    while (*text != '\0') {
        size_t length = strcspn(text, separators);
        char name[CAPABILITY_NAME];
        int number = -1;

        if (length > 0 && length < sizeof name) {
            memcpy(name, text, length);
            name[length] = '\0';
            number = capability_number(name);
        }
        if (number >= 0)
            caps |= (cisd_caps)1 << number;
        text += length + (text[length] != '\0');
    }
    return caps;
}

struct allowance allowances_of(const struct allowances *allowances, const struct subject *subject)
{
    struct allowance allowance = {.waivers = allowances->waivers};
    const char *label = NULL;

    for (size_t i = 0; i < allowances->count; i++)
        policy_allow(allowances->policies[i].policy, subject, allowances->day, &allowance,
                     allowances->policies[i].matched);
    if (allowances->trusted_label != NULL)
        label = subject_label(subject, allowances->trusted_label);
    if (label != NULL)
        allowance.required |= read_label(label);
    return allowance;
}

static cisd_code entry_labels(const struct policy_entry *entry, allowances_label *wanted,
                              void *user, struct fault *fault)
{
    for (int key = 0; key < POLICY_KEYS; key++) {
        const char *label = policy_key_label((enum policy_key)key);
        const char *name = label != NULL ? label : entry->keys[key];

        if (entry->keys[key] == NULL || (label == NULL && key != POLICY_LABEL))
            continue;
        if (wanted(user, name, strcspn(name, "="), fault) != CISD_OK)
            return fault->code;
    }
    return CISD_OK;
}

cisd_code allowances_labels(const struct allowances *allowances, allowances_label *wanted,
                            void *user, struct fault *fault)
{
    const char *trusted = allowances->trusted_label;

    if (trusted != NULL && wanted(user, trusted, strlen(trusted), fault) != CISD_OK)
        return fault->code;
    for (size_t i = 0; i < allowances->count; i++) {
        const cisd_policy *policy = allowances->policies[i].policy;

        for (size_t j = 0; j < policy->count; j++)
            if (entry_labels(&policy->entries[j], wanted, user, fault) != CISD_OK)
                return fault->code;
    }
    return CISD_OK;
}

/* Whether a note is to be made of an entry. */
static bool is_notable(const struct allowances *allowances, const struct policy_entry *entry,
                       bool matched, cisd_policy_note note)
{
    bool expired = policy_entry_expired(entry, allowances->day);

    switch (note) {
    case CISD_NOTE_STALE:
        return !matched;
    case CISD_NOTE_EXPIRED:
        return expired;
    default:
        return matched && !expired && policy_entry_unexplained(entry);
    }
}

static cisd_code add_notes(const struct allowances *allowances, cisd_report *report,
                           cisd_policy_note note, struct fault *fault)
{
    for (size_t i = 0; i < allowances->count; i++) {
        const struct applied_policy *applied = &allowances->policies[i];

        for (size_t j = 0; j < applied->policy->count; j++)
            if (is_notable(allowances, &applied->policy->entries[j], applied->matched[j], note) &&
                report_add_note(report, note, applied->policy, j, fault) != CISD_OK)
                return fault->code;
    }
    return CISD_OK;
}

cisd_code allowances_report(const struct allowances *allowances, cisd_report *report,
                            struct fault *fault)
{
    for (size_t i = 0; i < allowances->count; i++)
        if (report_add_policy(report, allowances->policies[i].policy->file, fault) != CISD_OK)
            return fault->code;
    for (int note = 0; note < CISD_POLICY_NOTES; note++) {
        /* What was not looked at may be what an entry is about. */
        if (note == CISD_NOTE_STALE && !report_is_complete(report))
            continue;
        if (add_notes(allowances, report, (cisd_policy_note)note, fault) != CISD_OK)
            return fault->code;
    }
    return CISD_OK;
}

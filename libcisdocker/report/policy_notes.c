/* What a report says of the policies that were applied. */
#include <string.h>

#include "report/report.h"

static const char *keep(cisd_report *report, const char *text)
{
    return pool_copy(&report->pool, text, strlen(text));
}

cisd_code report_add_policy(cisd_report *report, const char *file, struct fault *fault)
{
    const char **grown = memory_grow(&report->pool.memory, report->policies, report->policy_count,
                                     &report->policy_capacity, sizeof *grown);

    if (grown == NULL)
        return fault_no_memory(fault);
    report->policies = grown;
    grown[report->policy_count] = keep(report, file);
    if (grown[report->policy_count] == NULL)
        return fault_no_memory(fault);
    report->policy_count++;
    return CISD_OK;
}

/* What an entry is about, in one line. */
static const char *describe(cisd_report *report, const struct policy_entry *entry)
{
    struct buffer text;
    const char *kept;

    buffer_init(&text, &report->pool.memory);
    for (int key = 0; key < POLICY_KEYS; key++) {
        if (entry->keys[key] == NULL)
            continue;
        buffer_text(&text, text.length > 0 ? ", " : "");
        buffer_text(&text, policy_key_name((enum policy_key)key));
        buffer_char(&text, ' ');
        buffer_text(&text, entry->keys[key]);
    }
    kept = text.failed ? NULL : keep(report, text.data);
    buffer_free(&text);
    return kept;
}

cisd_code report_add_note(cisd_report *report, cisd_policy_note note, const cisd_policy *policy,
                          size_t entry, struct fault *fault)
{
    const struct policy_entry *from = &policy->entries[entry];
    struct policy_note *grown = memory_grow(&report->pool.memory, report->notes,
                                            report->note_count, &report->note_capacity,
                                            sizeof *grown);
    struct policy_note made = {
        .note = note, .line = from->line, .waiver = from->kind == POLICY_WAIVER};

    if (grown == NULL)
        return fault_no_memory(fault);
    report->notes = grown;
    made.file = keep(report, policy->file);
    made.reason = keep(report, from->reason);
    made.expires = keep(report, from->expires);
    made.about = describe(report, from);
    if (made.file == NULL || made.reason == NULL || made.expires == NULL || made.about == NULL)
        return fault_no_memory(fault);
    grown[report->note_count++] = made;
    return CISD_OK;
}

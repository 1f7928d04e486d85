#include "api/stored_merge.h"

#include <string.h>

#include "report/comparison.h"
#include "report/rule.h"
#include "report/words.h"

/* The rule and the profile decide what a verdict means: those of all reports must be the same. */
static cisd_code check_rule(const struct stored_document *document, const cisd_rule **rule,
                            struct fault *fault)
{
    *rule = rule_find(document->rule_id);
    if (*rule != NULL && strcmp((*rule)->texts[CISD_RULE_ID], document->rule_id) == 0 &&
        strcmp((*rule)->texts[CISD_RULE_BENCHMARK], document->benchmark) == 0 &&
        strcmp((*rule)->texts[CISD_RULE_VERSION], document->version) == 0)
        return CISD_OK;
    return fault_set(fault, CISD_E_UNSUPPORTED, "there is no check %.40s of %.80s %.40s",
                     document->rule_id, document->benchmark, document->version);
}

static cisd_code merge_frame(struct stored_report *stored, struct fault *fault)
{
    const struct stored_document *document = &stored->document;
    cisd_profile profile = (cisd_profile)document->profile;
    cisd_report *report = stored->report;
    const cisd_rule *rule;

    if (check_rule(document, &rule, fault) != CISD_OK)
        return fault->code;
    if (report->rule == NULL) {
        report->rule = rule;
        report->profile = profile;
        report->started = document->started;
        report->finished = document->finished;
        return CISD_OK;
    }
    if (rule != report->rule)
        return fault_set(fault, CISD_E_UNSUPPORTED, "it is of another check than those before it");
    if (profile != report->profile)
        return fault_set(fault, CISD_E_UNSUPPORTED,
                         "its profile is '%s', of those before it '%s'", words_profile(profile),
                         words_profile(report->profile));
    if (document->started < report->started)
        report->started = document->started;
    if (document->finished > report->finished)
        report->finished = document->finished;
    return CISD_OK;
}

/* Targets are numbered through. */
static cisd_code shift_targets(struct stored_report *stored, struct fault *fault)
{
    const cisd_report *report = stored->report;
    size_t first = stored->document.first_target, count = report->target_count - first;

    for (size_t i = stored->document.first_result; i < report->result_count; i++) {
        struct subject *subject = report->results[i]->subject;

        if (subject->target >= count)
            return fault_set(fault, CISD_E_FORMAT, "result %zu has target %zu of %zu",
                             i - stored->document.first_result, subject->target, count);
        subject->target += first;
    }
    return CISD_OK;
}

static bool same_note(const struct policy_note *one, const struct policy_note *other)
{
    return one->note == other->note && one->line == other->line && one->waiver == other->waiver &&
           strcmp(one->file, other->file) == 0 && strcmp(one->about, other->about) == 0 &&
           strcmp(one->reason, other->reason) == 0 && strcmp(one->expires, other->expires) == 0;
}

static bool has_note(const struct policy_note *notes, size_t count, const struct policy_note *note)
{
    for (size_t i = 0; i < count; i++)
        if (same_note(&notes[i], note))
            return true;
    return false;
}

static bool has_policy(const char *const *policies, size_t count, const char *file)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(policies[i], file) == 0)
            return true;
    return false;
}

/* An entry is stale only if no report that applied its file found a use for it. */
static void drop_used(cisd_report *report, const struct stored_document *document)
{
    size_t kept = 0;

    for (size_t i = 0; i < report->note_count; i++) {
        const struct policy_note *note = &report->notes[i];

        if (note->note == CISD_NOTE_STALE &&
            has_policy(document->policies, document->policy_count, note->file) &&
            !has_note(document->notes, document->note_count, note))
            continue;
        report->notes[kept++] = *note;
    }
    report->note_count = kept;
}

/* Keeps a note behind the others of its kind. */
static cisd_code insert_note(cisd_report *report, const struct policy_note *note,
                             struct fault *fault)
{
    struct policy_note *grown;
    size_t at = report->note_count;

    if (at >= STORED_NOTES_MAX)
        return fault_set(fault, CISD_E_LIMIT, "more than %d notes on policies", STORED_NOTES_MAX);
    grown = memory_grow(&report->pool.memory, report->notes, at, &report->note_capacity,
                        sizeof *grown);
    if (grown == NULL)
        return fault_no_memory(fault);
    report->notes = grown;
    for (; at > 0 && grown[at - 1].note > note->note; at--)
        grown[at] = grown[at - 1];
    grown[at] = *note;
    report->note_count++;
    return CISD_OK;
}

static cisd_code merge_notes(cisd_report *report, const struct stored_document *document,
                             struct fault *fault)
{
    const bool first = report->policy_count == 0 && report->note_count == 0;

    drop_used(report, document);
    for (size_t i = 0; i < document->note_count; i++) {
        const struct policy_note *note = &document->notes[i];
        bool told = !first && has_note(report->notes, report->note_count, note);
        bool used = note->note == CISD_NOTE_STALE && !told &&
                    has_policy(report->policies, report->policy_count, note->file);

        if (!told && !used && insert_note(report, note, fault) != CISD_OK)
            return fault->code;
    }
    return CISD_OK;
}

static cisd_code merge_policies(cisd_report *report, const struct stored_document *document,
                                struct fault *fault)
{
    const size_t before = report->policy_count;

    if (merge_notes(report, document, fault) != CISD_OK)
        return fault->code;
    for (size_t i = 0; i < document->policy_count; i++) {
        const char *file = document->policies[i];

        if (has_policy(report->policies, before, file))
            continue;
        if (report->policy_count >= STORED_POLICIES_MAX)
            return fault_set(fault, CISD_E_LIMIT, "more than %d policies", STORED_POLICIES_MAX);
        if (report_add_policy(report, file, fault) != CISD_OK)
            return fault->code;
    }
    return CISD_OK;
}

/* Counts are reckoned anew but for those that no result and no list tells. */
static cisd_code merge_baseline(struct stored_report *stored, struct fault *fault)
{
    const struct stored_document *document = &stored->document;
    cisd_report *report = stored->report;
    struct comparison *comparison = report->comparison;

    for (size_t i = document->first_result; i < report->result_count; i++) {
        cisd_change change = report->results[i]->change;

        if (document->baseline == NULL && change != CISD_CHANGE_NONE)
            return fault_set(fault, CISD_E_FORMAT, "a change without 'baseline'");
        if (document->baseline != NULL && change <= CISD_CHANGE_UNCHANGED)
            comparison_count(comparison, report->results[i]);
    }
    if (document->baseline == NULL)
        return CISD_OK;
    if (comparison->file[0] == '\0') {
        comparison->file = document->baseline;
        comparison->started = document->baseline_started;
    }
    if (document->baseline_started < comparison->started)
        comparison->started = document->baseline_started;
    comparison->counts[CISD_CHANGE_FIXED] = comparison->fixed_count;
    comparison->counts[CISD_CHANGE_WAIVED] += document->now_waived;
    comparison->counts[CISD_CHANGE_UNDECIDED] += document->undecided;
    return CISD_OK;
}

cisd_code stored_merge(struct stored_report *stored, struct fault *fault)
{
    if (merge_frame(stored, fault) != CISD_OK || shift_targets(stored, fault) != CISD_OK)
        return fault->code;
    if (merge_baseline(stored, fault) != CISD_OK)
        return fault->code;
    return merge_policies(stored->report, &stored->document, fault);
}

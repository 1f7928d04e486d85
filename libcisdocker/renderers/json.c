/* cisdocker-report/1: the report as one JSON object, and as JSON lines. */
#include "renderers/json.h"

#include "judgement/reason.h"
#include "renderers/json_writer.h"
#include "renderers/renderer.h"
#include "report/rule.h"
#include "report/words.h"

static void write_caps(struct json_writer *json, cisd_caps caps)
{
    char name[CAPABILITY_NAME];

    for (int number = 0; number < CAPABILITY_BITS; number++) {
        if ((caps >> number & 1) == 0)
            continue;
        (void)capability_spell(number, name);
        json_string(json, NULL, name);
    }
}

/* A set, and with it the names that are granted but have no number. */
static void write_set(struct json_writer *json, const char *key, cisd_caps caps,
                      const cisd_result *unknown)
{
    json_open(json, key, '[');
    write_caps(json, caps);
    for (size_t i = 0; unknown != NULL && i < unknown->unknown_count; i++)
        json_string(json, NULL, unknown->unknown_caps[i]);
    json_close(json, ']');
}

static void write_list(struct json_writer *json, const char *key, const struct name_list *list)
{
    if (!list->known) {
        json_null(json, key);
        return;
    }
    json_open(json, key, '[');
    for (size_t i = 0; i < list->count; i++)
        json_string(json, NULL, list->names[i]);
    json_close(json, ']');
}

static void string_or_null(struct json_writer *json, const char *key, const char *text)
{
    if (text[0] != '\0')
        json_string(json, key, text);
    else
        json_null(json, key);
}

static void write_subject(struct json_writer *json, const struct subject *subject)
{
    json_open(json, "subject", '{');
    json_string(json, "kind", words_subject_kind(subject->kind));
    string_or_null(json, "id", subject->id);
    json_string(json, "name", subject->name);
    string_or_null(json, "image", subject->image);
    string_or_null(json, "state", subject->state);
    if (subject->service[0] != '\0')
        json_string(json, "service", subject->service);
    json_number(json, "target", (long long)subject->target);
    if (subject->file != NULL) {
        json_open(json, "location", '{');
        json_string(json, "file", subject->file);
        json_number(json, "line", subject->line);
        json_number(json, "column", subject->column);
        json_close(json, '}');
    }
    json_close(json, '}');
}

static void write_reasons(struct json_writer *json, const cisd_result *result)
{
    const struct judgement *judgement = &result->judgement;

    json_open(json, "reasons", '[');
    for (size_t i = 0; i < judgement->finding_count; i++) {
        const struct finding *finding = &judgement->findings[i];

        json_open(json, NULL, '{');
        json_string(json, "code", reason_name(finding->reason));
        write_set(json, "capabilities", finding->caps,
                  finding->reason == CISD_REASON_UNKNOWN_CAPABILITY ? result : NULL);
        json_string(json, "message", result_message(result, i));
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* How far the running tasks are of the service's spec, and the lists of those that are not. */
static void write_rollout(struct json_writer *json, const struct rollout *rollout)
{
    json_open(json, "rollout", '{');
    json_number(json, "tasks", (long long)rollout->tasks);
    json_number(json, "differing", (long long)rollout->differing);
    json_open(json, "variants", '[');
    for (const struct task_lists *lists = rollout->variants; lists != NULL; lists = lists->next) {
        json_open(json, NULL, '{');
        json_number(json, "tasks", (long long)lists->tasks);
        write_list(json, "cap_add", &lists->cap_add);
        write_list(json, "cap_drop", &lists->cap_drop);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
}

static void write_evidence(struct json_writer *json, const struct subject *subject)
{
    json_open(json, "evidence", '{');
    if (subject->privileged == CISD_NOT_KNOWN)
        json_null(json, "privileged");
    else
        json_bool(json, "privileged", subject->privileged == CISD_YES);
    write_list(json, "cap_add", &subject->cap_add);
    write_list(json, "cap_drop", &subject->cap_drop);
    if (subject->exact.known)
        write_list(json, "capabilities", &subject->exact);
    if (subject->bounding.known)
        write_list(json, "bounding", &subject->bounding);
    if (subject->user[0] != '\0')
        json_string(json, "user", subject->user);
    if (subject->rollout.known)
        write_rollout(json, &subject->rollout);
    if (subject->kernel.seen) {
        json_open(json, "kernel", '{');
        json_bool(json, "complete", subject->kernel.complete);
        if (subject->kernel.unread > 0)
            json_number(json, "unread", (long long)subject->kernel.unread);
        write_set(json, "bounding", subject->kernel.bounding, NULL);
        write_set(json, "effective", subject->kernel.effective, NULL);
        json_close(json, '}');
    }
    json_close(json, '}');
}

static void write_remedies(struct json_writer *json, const cisd_result *result)
{
    json_open(json, "remediation", '[');
    for (size_t i = 0; i < result->remedy_count; i++) {
        const struct remedy *remedy = &result->remedies[i];

        json_open(json, NULL, '{');
        json_string(json, "kind", remedy_kind_name(remedy->kind));
        json_string(json, "smallest", remedy->smallest);
        json_string(json, "least", remedy->least);
        json_string(json, "note", remedy->note);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_waiver(struct json_writer *json, const struct waiver *waiver)
{
    json_open(json, "waiver", '{');
    json_string(json, "reason", waiver->reason);
    string_or_null(json, "owner", waiver->owner);
    string_or_null(json, "ticket", waiver->ticket);
    string_or_null(json, "expires", waiver->expires);
    json_close(json, '}');
}

static void write_result(struct json_writer *json, const cisd_result *result)
{
    const struct judgement *judgement = &result->judgement;

    json_open(json, NULL, '{');
    write_subject(json, result->subject);
    json_string(json, "verdict", words_verdict(judgement->verdict));
    json_bool(json, "waived", judgement->waived);
    if (judgement->waived)
        write_waiver(json, &result->waiver);
    if (result->change != CISD_CHANGE_NONE)
        json_string(json, "change", words_change(result->change));
    json_string(json, "severity", words_severity(judgement->severity));
    write_reasons(json, result);
    write_evidence(json, result->subject);
    write_set(json, "granted", judgement->grant.caps, result);
    write_set(json, "excess", judgement->excess, result);
    write_set(json, "required", judgement->required, NULL);
    write_remedies(json, result);
    json_close(json, '}');
}

void json_write_result(struct buffer *out, const cisd_result *result)
{
    struct json_writer json = {.out = out};

    write_result(&json, result);
}

static void write_counts(struct json_writer *json, const cisd_report *report)
{
    static const cisd_verdict shown[] = {CISD_ERROR, CISD_UNKNOWN, CISD_NOTAPPLICABLE,
                                         CISD_NOTCHECKED};

    json_open(json, "counts", '{');
    json_number(json, "pass", (long long)report->counts[CISD_PASS]);
    json_number(json, "fail", (long long)report->counts[CISD_FAIL]);
    json_number(json, "waived", (long long)report->waived);
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
        json_number(json, words_verdict(shown[i]), (long long)report->counts[shown[i]]);
    json_close(json, '}');
}

static void write_targets(struct json_writer *json, const cisd_report *report)
{
    json_open(json, "targets", '[');
    for (size_t i = 0; i < report->target_count; i++) {
        const struct target *target = &report->targets[i];

        json_open(json, NULL, '{');
        json_string(json, "kind", target->kind);
        json_string(json, "uri", target->uri);
        string_or_null(json, "engine", target->engine);
        string_or_null(json, "engine_version", target->engine_version);
        string_or_null(json, "host", target->host);
        json_bool(json, "complete", target->complete);
        if (target->error != NULL)
            json_string(json, "error", target->error);
        else
            json_null(json, "error");
        if (target->note != NULL)
            json_string(json, "note", target->note);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_note(struct json_writer *json, const struct policy_note *note)
{
    json_open(json, NULL, '{');
    json_string(json, "file", note->file);
    json_number(json, "line", note->line);
    json_string(json, "kind", note->waiver ? "waiver" : "required");
    json_string(json, "about", note->about);
    json_string(json, "reason", note->reason);
    string_or_null(json, "expires", note->expires);
    json_close(json, '}');
}

static void write_notes(struct json_writer *json, const cisd_report *report, cisd_policy_note kind)
{
    json_open(json, words_policy_note(kind), '[');
    for (size_t i = 0; i < report->note_count; i++)
        if (report->notes[i].note == kind)
            write_note(json, &report->notes[i]);
    json_close(json, ']');
}

static void write_policy(struct json_writer *json, const cisd_report *report)
{
    if (report->policy_count == 0) {
        json_null(json, "policy");
        return;
    }
    json_open(json, "policy", '{');
    json_string(json, "file", report->policies[0]);
    json_open(json, "files", '[');
    for (size_t i = 0; i < report->policy_count; i++)
        json_string(json, NULL, report->policies[i]);
    json_close(json, ']');
    for (int kind = 0; kind < CISD_POLICY_NOTES; kind++)
        write_notes(json, report, (cisd_policy_note)kind);
    json_close(json, '}');
}

/* What failed in the baseline and does not fail any more. */
static void write_fixed(struct json_writer *json, const struct fixed *fixed)
{
    json_open(json, NULL, '{');
    json_string(json, "kind", words_subject_kind(fixed->kind));
    json_string(json, "name", fixed->name);
    string_or_null(json, "image", fixed->image);
    string_or_null(json, "host", fixed->host);
    if (fixed->service[0] != '\0')
        json_string(json, "service", fixed->service);
    if (fixed->file != NULL)
        json_string(json, "file", fixed->file);
    json_bool(json, "gone", fixed->gone);
    json_close(json, '}');
}

static void write_baseline(struct json_writer *json, const struct comparison *comparison)
{
    if (comparison == NULL)
        return;
    json_open(json, "baseline", '{');
    json_string(json, "file", comparison->file);
    json_time(json, "started", comparison->started);
    json_open(json, "counts", '{');
    for (int change = CISD_CHANGE_NEW; change < CISD_CHANGES; change++)
        json_number(json, words_change((cisd_change)change),
                    (long long)comparison->counts[change]);
    json_close(json, '}');
    json_open(json, "fixed", '[');
    for (size_t i = 0; i < comparison->fixed_count; i++)
        write_fixed(json, &comparison->fixed[i]);
    json_close(json, ']');
    json_close(json, '}');
}

static void write_rule(struct json_writer *json, const cisd_rule *rule)
{
    json_open(json, "rule", '{');
    json_string(json, "id", rule->texts[CISD_RULE_ID]);
    json_string(json, "title", rule->texts[CISD_RULE_TITLE]);
    json_string(json, "benchmark", rule->texts[CISD_RULE_BENCHMARK]);
    json_string(json, "version", rule->texts[CISD_RULE_VERSION]);
    json_number(json, "level", rule->level);
    json_string(json, "severity", rule->texts[CISD_RULE_SEVERITY]);
    json_close(json, '}');
}

/* What is known before the first result. */
static void write_head(struct json_writer *json, const cisd_report *report)
{
    json_string(json, "schema", "cisdocker-report/1");
    json_open(json, "tool", '{');
    json_string(json, "name", "cisdocker");
    json_string(json, "version", CISD_VERSION);
    json_close(json, '}');
    write_rule(json, report->rule);
    json_string(json, "profile", words_profile(report->profile));
    json_time(json, "started", report->started);
}

/* What is known only after the last. */
static void write_foot(struct json_writer *json, const cisd_report *report)
{
    json_time(json, "finished", report->finished);
    write_targets(json, report);
    write_counts(json, report);
    write_policy(json, report);
    write_baseline(json, report->comparison);
}

/* One object: head and foot on a line each, and so each result, so that reports can be compared. */
static cisd_code json_begin(cisd_renderer *renderer, struct fault *fault)
{
    struct json_writer json = {.out = &renderer->out};

    (void)fault;
    json_open(&json, NULL, '{');
    write_head(&json, renderer->report);
    buffer_text(json.out, ",\n\"results\":[");
    return CISD_OK;
}

static cisd_code json_add(cisd_renderer *renderer, cisd_result *result, struct fault *fault)
{
    struct json_writer json = {.out = &renderer->out};

    (void)fault;
    buffer_text(json.out, renderer->added > 0 ? ",\n" : "\n");
    write_result(&json, result);
    return CISD_OK;
}

static cisd_code json_finish(cisd_renderer *renderer, struct fault *fault)
{
    struct json_writer json = {.out = &renderer->out};

    (void)fault;
    buffer_text(json.out, "\n],\n");
    write_foot(&json, renderer->report);
    buffer_text(json.out, "}\n");
    return CISD_OK;
}

const struct renderer_type renderer_json = {
    .name = "json", .begin = json_begin, .add = json_add, .finish = json_finish};

static cisd_code jsonl_add(cisd_renderer *renderer, cisd_result *result, struct fault *fault)
{
    struct json_writer json = {.out = &renderer->out};

    (void)fault;
    write_result(&json, result);
    buffer_char(json.out, '\n');
    return CISD_OK;
}

static cisd_code jsonl_finish(cisd_renderer *renderer, struct fault *fault)
{
    struct json_writer json = {.out = &renderer->out};

    (void)fault;
    json_open(&json, NULL, '{');
    write_head(&json, renderer->report);
    write_foot(&json, renderer->report);
    json_close(&json, '}');
    buffer_char(json.out, '\n');
    return CISD_OK;
}

const struct renderer_type renderer_jsonl = {
    .name = "jsonl", .add = jsonl_add, .finish = jsonl_finish};

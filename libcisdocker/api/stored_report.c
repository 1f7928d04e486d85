#include "api/stored_report.h"

#include <string.h>

#include "api/stored_merge.h"
#include "api/stored_result.h"
#include "api/stored_rules.h"
#include "api/stored_value.h"
#include "report/comparison.h"

#define FORMAT "cisdocker-report/1"

/* What each kind of value is in JSON. */
static const struct {
    enum json_type type;
    const char *name;
} kinds[] = {
    [STORED_IS_OBJECT] = {JSON_OBJECT, "an object"},
    [STORED_IS_ARRAY] = {JSON_ARRAY, "an array"},
    [STORED_IS_LIST] = {JSON_ARRAY, "an array"},
    [STORED_IS_TEXT] = {JSON_STRING, "a string"},
    [STORED_IS_WORDS] = {JSON_STRING, "a string"},
    [STORED_IS_LINES] = {JSON_STRING, "a string"},
    [STORED_IS_BOOL] = {JSON_BOOL, "true or false"},
    [STORED_IS_COUNT] = {JSON_NUMBER, "a number"},
    [STORED_IS_TIME] = {JSON_STRING, "a time"},
    [STORED_IS_DATE] = {JSON_STRING, "a date"},
    [STORED_IS_CHOICE] = {JSON_STRING, "a string"},
    [STORED_IS_NAME] = {JSON_STRING, "a list of strings"},
    [STORED_IS_CAP] = {JSON_STRING, "a list of strings"},
};

void stored_report_init(struct stored_report *stored, cisd_report *report)
{
    *stored = (struct stored_report){.report = report};
}

static void forget_document(struct stored_report *stored)
{
    const struct memory *memory = &stored->report->pool.memory;

    memory_free(memory, stored->document.policies);
    memory_free(memory, stored->document.notes);
    stored->document = (struct stored_document){0};
}

void stored_report_drop(struct stored_report *stored)
{
    forget_document(stored);
    subject_free(stored->subject);
}

/* --------------------------------------------------------- what they end */

static cisd_code end_target(struct stored_report *stored, struct fault *fault)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz-";
    cisd_report *report = stored->report;
    struct target *target = &stored->target, *grown;

    if (target->kind[0] == '\0' || target->kind[strspn(target->kind, letters)] != '\0')
        return stored_value_refuse(&stored_rules[STORED_TARGET_KIND], target->kind, fault);
    if (target->engine[0] != '\0' && strcmp(target->engine, "docker") != 0 &&
        strcmp(target->engine, "podman") != 0)
        return stored_value_refuse(&stored_rules[STORED_TARGET_ENGINE], target->engine, fault);
    if (report->target_count >= STORED_TARGETS_MAX)
        return fault_set(fault, CISD_E_LIMIT, "more than %d targets", STORED_TARGETS_MAX);
    grown = memory_grow(&report->pool.memory, report->targets, report->target_count,
                        &report->target_capacity, sizeof *grown);
    if (grown == NULL)
        return fault_no_memory(fault);
    report->targets = grown;
    /* A report does not say what kind of error it was. */
    target->code = target->complete ? CISD_OK : CISD_E_IO;
    grown[report->target_count++] = *target;
    return CISD_OK;
}

static cisd_code end_note(struct stored_report *stored, struct fault *fault)
{
    struct stored_document *document = &stored->document;
    struct policy_note *grown;

    if (stored->note_line > UINT32_MAX)
        return fault_set(fault, CISD_E_FORMAT, "'line' is not a line");
    if (document->note_count >= STORED_NOTES_MAX)
        return fault_set(fault, CISD_E_LIMIT, "more than %d notes on policies", STORED_NOTES_MAX);
    grown = memory_grow(&stored->report->pool.memory, document->notes, document->note_count,
                        &document->note_capacity, sizeof *grown);
    if (grown == NULL)
        return fault_no_memory(fault);
    document->notes = grown;
    stored->note.line = (unsigned)stored->note_line;
    stored->note.waiver = stored->note_kind != 0;
    stored->note.note = stored->note_list;
    grown[document->note_count++] = stored->note;
    return CISD_OK;
}

static cisd_code end_policy(struct stored_report *stored, struct fault *fault)
{
    struct stored_document *document = &stored->document;
    const char **grown;

    if (document->policy_count >= STORED_POLICIES_MAX)
        return fault_set(fault, CISD_E_LIMIT, "more than %d policies", STORED_POLICIES_MAX);
    grown = memory_grow(&stored->report->pool.memory, document->policies, document->policy_count,
                        &document->policy_capacity, sizeof *grown);
    if (grown == NULL)
        return fault_no_memory(fault);
    document->policies = grown;
    grown[document->policy_count++] = stored->policy;
    return CISD_OK;
}

static cisd_code end_fixed(struct stored_report *stored, struct fault *fault)
{
    if (stored->report->comparison->fixed_count >= STORED_RESULTS_MAX)
        return fault_set(fault, CISD_E_LIMIT, "more than %d results", STORED_RESULTS_MAX);
    stored->fixed.kind = (cisd_subject_kind)stored->fixed_kind;
    return comparison_add_fixed(stored->report, &stored->fixed, fault);
}

static cisd_code check_format(const struct stored_report *stored, struct fault *fault)
{
    if (strcmp(stored->document.schema, FORMAT) == 0)
        return CISD_OK;
    return fault_set(fault, CISD_E_UNSUPPORTED, "it is of the format '%.100s', not " FORMAT,
                     stored->document.schema);
}

static cisd_code end_document(struct stored_report *stored, struct fault *fault)
{
    if (stored_merge(stored, fault) != CISD_OK)
        return fault->code;
    forget_document(stored);
    stored->documents++;
    return CISD_OK;
}

static cisd_code check_members(const struct stored_report *stored, int object,
                               struct fault *fault)
{
    for (int field = 1; field < STORED_FIELDS; field++) {
        const struct stored_rule *rule = &stored_rules[field];

        if ((int)rule->parent == object && rule->required && !stored->seen[field])
            return fault_set(fault, CISD_E_FORMAT, "'%s' is missing", rule->name);
    }
    return CISD_OK;
}

/* At the end of an object: all of it was read. */
static cisd_code end(struct stored_report *stored, int field, struct fault *fault)
{
    if (stored_rules[field].kind != STORED_IS_OBJECT)
        return CISD_OK;
    if (check_members(stored, field, fault) != CISD_OK)
        return fault->code;
    switch (field) {
    case STORED_TARGET: return end_target(stored, fault);
    case STORED_NOTE: return end_note(stored, fault);
    case STORED_FIXED: return end_fixed(stored, fault);
    case STORED_REASON: return stored_result_end_finding(stored, fault);
    case STORED_REMEDY: return stored_result_end_remedy(stored, fault);
    case STORED_RESULT: return stored_result_end(stored, fault);
    case STORED_DOCUMENT: return end_document(stored, fault);
    default: return CISD_OK;
    }
}

/* ------------------------------------------------------- what they begin */

static void begin_document(struct stored_report *stored)
{
    stored->document = (struct stored_document){
        .first_target = stored->report->target_count,
        .first_result = stored->report->result_count};
}

/* Of several reports with a baseline, what changed is told together. */
static cisd_code begin_baseline(struct stored_report *stored, struct fault *fault)
{
    cisd_report *report = stored->report;

    if (report->comparison != NULL)
        return CISD_OK;
    report->comparison = pool_alloc(&report->pool, sizeof *report->comparison);
    if (report->comparison == NULL)
        return fault_no_memory(fault);
    *report->comparison = (struct comparison){.file = ""};
    return CISD_OK;
}

static cisd_code begin_result(struct stored_report *stored, struct fault *fault)
{
    stored->subject = subject_new(&stored->report->pool.memory, CISD_CONTAINER);
    if (stored->subject == NULL)
        return fault_no_memory(fault);
    stored->result = (struct stored_result){.waiver = {"", "", "", ""}};
    stored->result.next_variant = &stored->subject->rollout.variants;
    return CISD_OK;
}

/* What goes with a value once it is stored: of an object, before its members. */
static cisd_code begin(struct stored_report *stored, int field, struct fault *fault)
{
    switch (field) {
    case STORED_DOCUMENT: begin_document(stored); break;
    case STORED_SCHEMA: return check_format(stored, fault);
    case STORED_TARGET:
        stored->target = (struct target){.engine = "", .engine_version = "", .host = ""};
        break;
    case STORED_POLICY_FILE: return end_policy(stored, fault);
    case STORED_STALE: stored->note_list = CISD_NOTE_STALE; break;
    case STORED_EXPIRED: stored->note_list = CISD_NOTE_EXPIRED; break;
    case STORED_UNEXPLAINED: stored->note_list = CISD_NOTE_UNEXPLAINED; break;
    case STORED_BASELINE: return begin_baseline(stored, fault);
    case STORED_FIXED:
        stored->fixed = (struct fixed){.image = "", .host = "", .service = ""};
        break;
    case STORED_NOTE: stored->note = (struct policy_note){.expires = ""}; break;
    case STORED_RESULT: return begin_result(stored, fault);
    case STORED_REASON: stored->result.caps = (struct stored_set){0}; break;
    case STORED_ROLLOUT: stored->subject->rollout.known = true; break;
    case STORED_VARIANT: return stored_result_begin_variant(stored, fault);
    case STORED_KERNEL: stored->subject->kernel.seen = true; break;
    default: break;
    }
    return CISD_OK;
}

static void open_object(struct stored_report *stored, int object)
{
    for (int field = 1; field < STORED_FIELDS; field++)
        if ((int)stored_rules[field].parent == object)
            stored->seen[field] = false;
}

static cisd_code handle(struct stored_report *stored, int field, const struct json_value *value,
                        struct fault *fault)
{
    const struct stored_rule *rule = &stored_rules[field];

    if (value->type == JSON_TROUBLE)
        return fault_set(fault, CISD_E_FORMAT, "%.*s", (int)value->length, value->text);
    if (value->type == JSON_END)
        return end(stored, field, fault);
    stored->seen[field] = true;
    if (value->type == JSON_NULL && rule->nullable)
        return CISD_OK;
    if (value->type != kinds[rule->kind].type)
        return fault_set(fault, CISD_E_FORMAT, "'%s' is not %s", rule->name,
                         kinds[rule->kind].name);
    if (rule->kind == STORED_IS_OBJECT)
        open_object(stored, field);
    if (stored_value_store(stored, field, value, fault) != CISD_OK)
        return fault->code;
    return begin(stored, field, fault);
}

cisd_code stored_report_handle(void *user, int field, const struct json_value *value,
                               struct fault *fault)
{
    struct stored_report *stored = user;
    cisd_code code = handle(stored, field, value, fault);

    stored->refused = code != CISD_OK;
    return code;
}

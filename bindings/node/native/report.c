#include "report.h"

#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "render.h"
#include "results.h"
#include "task.h"

static void free_report(struct handle *handle)
{
    struct report *report = (struct report *)handle;

    cisd_report_unref(report->report);
    handle_unref(report->audit);
    free(report);
}

napi_value report_value(napi_env env, cisd_report *report, struct handle *audit)
{
    struct report *held = handle_new(HANDLE_REPORT, sizeof *held, free_report);

    if (held == NULL) {
        cisd_report_unref(report);
        throw_failure(env, CISD_E_NO_MEMORY, NULL);
        return NULL;
    }
    held->report = report;
    held->audit = audit != NULL ? handle_ref(audit) : NULL;
    return handle_value(env, held, (int64_t)cisd_report_result_count(report) * 2048);
}

struct report *report_idle(napi_env env, napi_value value)
{
    struct report *report = handle_of(env, value, HANDLE_REPORT);

    if (report == NULL || report->audit == NULL || !audit_is_changing(report->audit))
        return report;
    throw_state(env, "the audit is at work in another call");
    return NULL;
}

/* ---------------------------------------------------------------- facts */

static napi_value rule_of(napi_env env, const cisd_report *report)
{
    return text_value(env, cisd_rule_text(cisd_report_rule(report), CISD_RULE_ID));
}

static napi_value counts_value(napi_env env, const cisd_report *report)
{
    napi_value value = object_value(env);

    for (int i = 0; i < CISD_VERDICTS; i++)
        set_member(env, value, cisd_verdict_name((cisd_verdict)i),
                   number_value(env, (double)cisd_report_count(report, (cisd_verdict)i)));
    return value;
}

static napi_value failures_value(napi_env env, const cisd_report *report)
{
    napi_value value = object_value(env);

    for (int i = CISD_SEVERITY_LOW; i <= CISD_SEVERITY_HIGH; i++)
        set_member(env, value, cisd_severity_name((cisd_severity)i),
                   number_value(env, (double)cisd_report_failures(report, (cisd_severity)i)));
    return value;
}

static napi_value changes_value(napi_env env, const cisd_report *report)
{
    napi_value value = object_value(env);

    for (int i = CISD_CHANGE_NEW; i < CISD_CHANGES; i++)
        set_member(env, value, cisd_change_name((cisd_change)i),
                   number_value(env, (double)cisd_report_change_count(report, (cisd_change)i)));
    return value;
}

static napi_value new_failures_value(napi_env env, const cisd_report *report)
{
    napi_value value = object_value(env);

    for (int i = CISD_SEVERITY_LOW; i <= CISD_SEVERITY_HIGH; i++)
        set_member(env, value, cisd_severity_name((cisd_severity)i),
                   number_value(env, (double)cisd_report_new_failures(report, (cisd_severity)i)));
    return value;
}

typedef const char *(*report_text)(const cisd_report *report, size_t index);

struct report_member {
    const char *name;
    report_text get;
};

static void set_texts(napi_env env, napi_value object, const cisd_report *report, size_t index,
                      const struct report_member *members, size_t count)
{
    for (size_t i = 0; i < count; i++)
        set_member(env, object, members[i].name, text_value(env, members[i].get(report, index)));
}

static napi_value target_value(napi_env env, const cisd_report *report, size_t index)
{
    static const struct report_member members[] = {
        {"kind", cisd_report_target_kind},     {"uri", cisd_report_target_uri},
        {"engine", cisd_report_target_engine}, {"engineVersion", cisd_report_target_engine_version},
        {"host", cisd_report_target_host},     {"note", cisd_report_target_note},
        {"error", cisd_report_target_error},
    };
    napi_value value = object_value(env);
    cisd_code code = cisd_report_target_code(report, index);

    set_texts(env, value, report, index, members, sizeof members / sizeof *members);
    set_member(env, value, "complete",
               flag_value(env, cisd_report_target_complete(report, index) != 0));
    set_member(env, value, "code",
               text_value(env, code != CISD_OK ? cisd_code_name(code) : NULL));
    return value;
}

static napi_value note_value(napi_env env, const cisd_report *report, size_t index)
{
    static const struct report_member members[] = {
        {"file", cisd_report_note_file},
        {"about", cisd_report_note_about},
        {"reason", cisd_report_note_reason},
        {"expires", cisd_report_note_expires},
    };
    napi_value value = object_value(env);

    set_texts(env, value, report, index, members, sizeof members / sizeof *members);
    set_member(env, value, "kind",
               text_value(env, cisd_policy_note_name(cisd_report_note(report, index))));
    set_member(env, value, "line", number_value(env, cisd_report_note_line(report, index)));
    set_member(env, value, "isWaiver",
               flag_value(env, cisd_report_note_is_waiver(report, index) != 0));
    return value;
}

static napi_value fixed_value(napi_env env, const cisd_report *report, size_t index)
{
    static const struct report_member members[] = {
        {"name", cisd_report_fixed_name},   {"service", cisd_report_fixed_service},
        {"image", cisd_report_fixed_image}, {"host", cisd_report_fixed_host},
        {"file", cisd_report_fixed_file},
    };
    napi_value value = object_value(env);

    set_texts(env, value, report, index, members, sizeof members / sizeof *members);
    set_member(env, value, "kind",
               text_value(env, cisd_subject_kind_name(cisd_report_fixed_kind(report, index))));
    set_member(env, value, "gone", flag_value(env, cisd_report_fixed_gone(report, index) != 0));
    return value;
}

static napi_value policy_value(napi_env env, const cisd_report *report, size_t index)
{
    return text_value(env, cisd_report_policy_file(report, index));
}

static napi_value each(napi_env env, const cisd_report *report, size_t count,
                       napi_value (*make)(napi_env, const cisd_report *, size_t))
{
    napi_value value = array_value(env);

    for (size_t i = 0; i < count; i++)
        push(env, value, (uint32_t)i, make(env, report, i));
    return value;
}

/* reportInfo(report): all but the results */
napi_value report_info(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct report *held = report_idle(env, call.arguments[0]);
    const cisd_report *report = held != NULL ? held->report : NULL;
    napi_value value;

    if (report == NULL)
        return NULL;
    value = object_value(env);
    set_member(env, value, "rule", rule_of(env, report));
    set_member(env, value, "profile",
               text_value(env, cisd_profile_name(cisd_report_profile(report))));
    set_member(env, value, "started", number_value(env, (double)cisd_report_started(report)));
    set_member(env, value, "finished", number_value(env, (double)cisd_report_finished(report)));
    set_member(env, value, "counts", counts_value(env, report));
    set_member(env, value, "waived", number_value(env, (double)cisd_report_waived(report)));
    set_member(env, value, "failures", failures_value(env, report));
    set_member(env, value, "targets",
               each(env, report, cisd_report_target_count(report), target_value));
    set_member(env, value, "policies",
               each(env, report, cisd_report_policy_count(report), policy_value));
    set_member(env, value, "notes",
               each(env, report, cisd_report_note_count(report), note_value));
    set_member(env, value, "baseline", text_value(env, cisd_report_baseline(report)));
    set_member(env, value, "changes", changes_value(env, report));
    set_member(env, value, "newFailures", new_failures_value(env, report));
    set_member(env, value, "fixed",
               each(env, report, cisd_report_fixed_count(report), fixed_value));
    set_member(env, value, "resultCount",
               number_value(env, (double)cisd_report_result_count(report)));
    return value;
}

/* reportResults(report, first): a batch of its results */
napi_value report_results(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct report *held = report_idle(env, call.arguments[0]);
    size_t at = (size_t)take_number(env, call.arguments[1]);
    struct results *results = held != NULL ? results_new(RESULTS_MAX) : NULL;
    bool good = results != NULL;

    for (; good && results->count < results->most && at < cisd_report_result_count(held->report);
         at++)
        good = results_add(results, cisd_result_ref(cisd_report_result(held->report, at)));
    if (good)
        return results_value(env, results);
    handle_unref(results);
    if (held != NULL)
        throw_failure(env, CISD_E_NO_MEMORY, NULL);
    return NULL;
}

/* ---------------------------------------------------------------- reading back */

/* The names of the files are in `data`, ended by NULL. */
static void run_load(struct task *task)
{
    cisd_report *report = NULL;

    for (const char *const *paths = task->data; *paths != NULL && task->code == CISD_OK; paths++)
        task->code = cisd_report_load(*paths, &report, &task->error);
    task->made = report;
}

static napi_value finish_load(napi_env env, struct task *task)
{
    cisd_report *report = task->made;

    task->made = NULL;
    return report_value(env, report, NULL);
}

static void clean_load(struct task *task)
{
    cisd_report_unref(task->made);
}

/* reportLoad(paths): a promise of a report; at least one path */
napi_value report_load(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct task *task = task_new(env, run_load, finish_load);
    bool failed = false;
    size_t count = 0;

    if (task == NULL)
        return NULL;
    task->clean = clean_load;
    task->data = take_texts(env, call.arguments[0], &task->kept, &count, &failed);
    if (!failed && count == 0) {
        failed = true;
        (void)napi_throw_type_error(env, NULL, "a path is needed");
    }
    if (!failed)
        return task_start(env, task, NULL);
    task_free(task);
    return NULL;
}

/* Hands out what is left of a task's bytes: a cisd_read_fn. */
static int read_data(void *user, void *buffer, size_t size, size_t *length)
{
    struct task *task = user;
    size_t left = task->size - task->at;

    *length = left < size ? left : size;
    if (*length > 0)
        memcpy(buffer, (const char *)task->data + task->at, *length);
    task->at += *length;
    return 0;
}

static void run_parse(struct task *task)
{
    cisd_report *report = NULL;

    task->code = cisd_report_load_reader(task->name, read_data, task, &report, &task->error);
    task->made = report;
}

/* reportParse(name, buffer): a promise of a report */
napi_value report_parse(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct task *task = task_new(env, run_parse, finish_load);
    bool failed = false;

    if (task == NULL)
        return NULL;
    task->clean = clean_load;
    task->name = take_text(env, call.arguments[0], &task->kept, &failed);
    if (!failed && task_data(env, task, call.arguments[1]))
        return task_start(env, task, NULL);
    task_free(task);
    return NULL;
}

/* reportCompare(report, name, baseline) */
napi_value report_compare(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct report *report = handle_idle(env, call.arguments[0], HANDLE_REPORT);
    struct report *baseline = report != NULL ? report_idle(env, call.arguments[2]) : NULL;
    struct kept kept = {0};
    bool failed = baseline == NULL;
    const char *name = take_text(env, call.arguments[1], &kept, &failed);
    cisd_error *error = NULL;
    cisd_code code = CISD_OK;

    if (!failed)
        code = cisd_report_compare(report->report, name, baseline->report, &error);
    kept_free(&kept);
    if (code != CISD_OK)
        throw_failure(env, code, error);
    return NULL;
}

/* ---------------------------------------------------------------- writing */

/* Starts a task on a report, of which no other thread changes anything meanwhile. */
static napi_value start(napi_env env, struct task *task, struct report *report)
{
    if (report->audit != NULL && report->audit->busy > 0) {
        task_free(task);
        throw_state(env, "the audit is at work in another call");
        return NULL;
    }
    task->also = report->audit;
    return task_start(env, task, report);
}

static const cisd_report *report_at(const struct task *task)
{
    return ((const struct report *)task->handle)->report;
}

static void run_render(struct task *task)
{
    task->code = cisd_report_render(report_at(task), (cisd_format)task->number, task->data,
                                    bytes_add, &task->bytes, &task->error);
}

/* The options of a task live in its memory, as `data`. */
static void clean_options(struct task *task)
{
    free(task->made);
}

/* reportRender(report, format, options): a promise of a Buffer */
napi_value report_render(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct report *report = report_idle(env, call.arguments[0]);
    struct task *task = report != NULL ? task_new(env, run_render, task_bytes) : NULL;
    cisd_render_options *options = task != NULL ? malloc(sizeof *options) : NULL;
    bool failed = options == NULL;

    if (task == NULL)
        return NULL;
    task->clean = clean_options;
    task->made = options;
    task->data = options;
    task->number = (int)take_number(env, call.arguments[1]);
    if (failed)
        throw_failure(env, CISD_E_NO_MEMORY, NULL);
    else
        *options = render_options(env, call.arguments[2], &task->kept, &failed);
    if (!failed)
        return start(env, task, report);
    task_free(task);
    return NULL;
}

static void run_override(struct task *task)
{
    task->code = cisd_report_write_override(report_at(task), (cisd_fix_form)task->form, bytes_add,
                                            &task->bytes, &task->error);
}

/* reportOverride(report, form): a promise of a Buffer */
napi_value report_override(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct report *report = report_idle(env, call.arguments[0]);
    struct task *task = report != NULL ? task_new(env, run_override, task_bytes) : NULL;

    if (task == NULL)
        return NULL;
    task->form = (int)take_number(env, call.arguments[1]);
    return start(env, task, report);
}

static void run_edit(struct task *task)
{
    task->code = cisd_report_edit_compose(report_at(task), (cisd_fix_form)task->form, task->name,
                                          task->data, task->size, bytes_add, &task->bytes,
                                          &task->error);
}

/* reportEditCompose(report, form, name, buffer): a promise of a Buffer */
napi_value report_edit_compose(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct report *report = report_idle(env, call.arguments[0]);
    struct task *task = report != NULL ? task_new(env, run_edit, task_bytes) : NULL;
    bool failed = false;

    if (task == NULL)
        return NULL;
    task->form = (int)take_number(env, call.arguments[1]);
    task->name = take_text(env, call.arguments[2], &task->kept, &failed);
    if (!failed && task_data(env, task, call.arguments[3]))
        return start(env, task, report);
    task_free(task);
    return NULL;
}

static void run_propose(struct task *task)
{
    task->code = cisd_policy_init(report_at(task), (unsigned)task->number, bytes_add,
                                  &task->bytes, &task->error);
}

/* reportProposePolicy(report, days): a promise of a Buffer */
napi_value report_propose_policy(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct report *report = report_idle(env, call.arguments[0]);
    struct task *task = report != NULL ? task_new(env, run_propose, task_bytes) : NULL;

    if (task == NULL)
        return NULL;
    task->number = (int)take_number(env, call.arguments[1]);
    return start(env, task, report);
}

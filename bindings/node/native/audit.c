#include "audit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "bridge.h"
#include "policy.h"
#include "report.h"
#include "results.h"
#include "task.h"

/*
 * A batch ends when it is full, or has taken this long. Where the next result may have to be waited
 * for, each is a batch of its own: none is held back for the sake of those that come after.
 */
#define BATCH_MS 20

/* About what an audit takes with a file open, for the collector: it does not see C's memory. */
#define WEIGHT 100000

/* JavaScript is told of progress this often at most, and at the end. */
#define PROGRESS_MS 50

struct audit {
    struct handle handle;
    cisd_audit *audit;
    struct bridge *bridge; /* NULL where nothing is to be asked */
    struct reader *readers;
    struct kept kept; /* what must live as long as the audit */
    int64_t told;     /* when progress was told */
    bool waits;       /* for engines, pipes or JavaScript */
};

/* What a reader callback is given. */
struct reader {
    struct audit *audit;
    int which;
    struct reader *next;
};

static int64_t milliseconds(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Frees what is the library's; the report may still ask whether the audit is at work. */
static void release_audit(struct handle *handle)
{
    struct audit *audit = (struct audit *)handle;

    cisd_audit_free(audit->audit);
    bridge_release(audit->bridge);
    audit->audit = NULL;
    audit->bridge = NULL;
}

static void free_audit(struct handle *handle)
{
    struct audit *audit = (struct audit *)handle;

    release_audit(handle);
    while (audit->readers != NULL) {
        struct reader *next = audit->readers->next;

        free(audit->readers);
        audit->readers = next;
    }
    kept_free(&audit->kept);
    free(audit);
}

static void stop_audit(struct handle *handle)
{
    struct audit *audit = (struct audit *)handle;

    if (audit->audit != NULL)
        cisd_audit_cancel(audit->audit);
    bridge_close(audit->bridge);
}

bool audit_is_changing(const struct handle *handle)
{
    return handle->busy > 0 && !bridge_waits(((const struct audit *)handle)->bridge);
}

static struct audit *audit_of(struct call *call)
{
    return handle_idle(call->env, call->arguments[0], HANDLE_AUDIT);
}

/* auditNew(rule) */
napi_value audit_new(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct audit *audit = handle_new(HANDLE_AUDIT, sizeof *audit, free_audit);
    struct kept kept = {0};
    cisd_error *error = NULL;
    bool failed = audit == NULL;
    const char *rule = take_text(env, call.arguments[0], &kept, &failed);
    cisd_code code = failed ? CISD_E_NO_MEMORY
                            : cisd_audit_new(rule, NULL, &audit->audit, &error);

    kept_free(&kept);
    if (code == CISD_OK) {
        audit->handle.stop = stop_audit;
        audit->handle.release = release_audit;
        return handle_value(env, audit, WEIGHT);
    }
    if (!failed || audit == NULL)
        throw_failure(env, code, error);
    handle_unref(audit);
    return NULL;
}

/* Throws where a call failed; undefined else. */
static napi_value done(napi_env env, cisd_code code, cisd_error *error)
{
    if (code == CISD_OK)
        return undefined_value(env);
    throw_failure(env, code, error);
    return NULL;
}

/* ---------------------------------------------------------------- settings */

static cisd_code set_profile(cisd_audit *audit, int64_t value, cisd_error **error)
{
    return cisd_audit_set_profile(audit, (cisd_profile)value, error);
}

static cisd_code set_kernel(cisd_audit *audit, int64_t value, cisd_error **error)
{
    return cisd_audit_set_kernel(audit, (cisd_kernel)value, error);
}

static cisd_code set_services(cisd_audit *audit, int64_t value, cisd_error **error)
{
    return cisd_audit_set_services(audit, value != 0, error);
}

/* auditSet(audit, which, number) */
napi_value audit_set(napi_env env, napi_callback_info info)
{
    static cisd_code (*const setters[])(cisd_audit *, int64_t, cisd_error **) = {
        set_profile, set_kernel, set_services, cisd_audit_set_time};
    struct call call = call_begin(env, info);
    struct audit *audit = audit_of(&call);
    int64_t which = take_number(env, call.arguments[1]);
    cisd_error *error = NULL;

    if (audit == NULL || which < 0 || (size_t)which >= sizeof setters / sizeof *setters)
        return NULL;
    return done(env, setters[which](audit->audit, take_number(env, call.arguments[2]), &error),
                error);
}

static int ask_progress(void *user, size_t finished, size_t total)
{
    struct audit *audit = user;
    int64_t now = milliseconds();

    if (finished < total && now - audit->told < PROGRESS_MS)
        return 0;
    audit->told = now;
    return bridge_ask(audit->bridge, -1, (double)finished, (double)total, NULL, 0, NULL);
}

/* auditWatch(audit, ask, progress): who is asked; `progress` is whether about progress, too. */
napi_value audit_watch(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct audit *audit = audit_of(&call);

    if (audit == NULL)
        return NULL;
    if (audit->bridge == NULL)
        audit->bridge = bridge_new(env, call.arguments[1]);
    if (audit->bridge == NULL)
        return NULL;
    audit->waits = true;
    if (take_flag(env, call.arguments[2]))
        cisd_audit_set_progress(audit->audit, ask_progress, audit);
    return undefined_value(env);
}

/* auditSelect(audit, key, value) */
napi_value audit_select(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct audit *audit = audit_of(&call);
    struct kept kept = {0};
    bool failed = audit == NULL;
    const char *key = take_text(env, call.arguments[1], &kept, &failed);
    const char *value = take_text(env, call.arguments[2], &kept, &failed);
    cisd_error *error = NULL;
    cisd_code code = failed ? CISD_OK : cisd_audit_select(audit->audit, key, value, &error);

    kept_free(&kept);
    return failed ? NULL : done(env, code, error);
}

/* auditAddPolicy(audit, policy) */
napi_value audit_add_policy(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct audit *audit = audit_of(&call);
    cisd_policy *policy = audit != NULL ? policy_of(env, call.arguments[1]) : NULL;
    cisd_error *error = NULL;

    if (policy == NULL)
        return NULL;
    return done(env, cisd_audit_add_policy(audit->audit, policy, &error), error);
}

/* auditSetBaseline(audit, name, report) */
napi_value audit_set_baseline(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct audit *audit = audit_of(&call);
    struct report *baseline = audit != NULL ? report_idle(env, call.arguments[2]) : NULL;
    struct kept kept = {0};
    bool failed = baseline == NULL;
    const char *name = take_text(env, call.arguments[1], &kept, &failed);
    cisd_error *error = NULL;
    cisd_code code =
        failed ? CISD_OK : cisd_audit_set_baseline(audit->audit, name, baseline->report, &error);

    kept_free(&kept);
    return failed ? NULL : done(env, code, error);
}

/* ---------------------------------------------------------------- targets */

/* Whether who writes a file may let its reader wait. */
static bool is_pipe(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

/* auditAddText(audit, which, text): what takes one text */
napi_value audit_add_text(napi_env env, napi_callback_info info)
{
    static cisd_code (*const adders[])(cisd_audit *, const char *, cisd_error **) = {
        cisd_audit_add_inspect, cisd_audit_add_root, cisd_audit_add_command,
        cisd_audit_trust_label};
    struct call call = call_begin(env, info);
    struct audit *audit = audit_of(&call);
    int64_t which = take_number(env, call.arguments[1]);
    struct kept kept = {0};
    bool failed = audit == NULL || which < 0 || (size_t)which >= sizeof adders / sizeof *adders;
    const char *text = take_text(env, call.arguments[2], &kept, &failed);
    cisd_error *error = NULL;
    cisd_code code = CISD_OK;

    if (!failed && text == NULL) {
        failed = true;
        (void)napi_throw_type_error(env, NULL, "a string is needed");
    }
    if (!failed) {
        code = adders[which](audit->audit, text, &error);
        audit->waits |= adders[which] == cisd_audit_add_inspect && is_pipe(text);
    }
    kept_free(&kept);
    return failed ? NULL : done(env, code, error);
}

/* auditAddEngine(audit, uri, options) */
napi_value audit_add_engine(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct audit *audit = audit_of(&call);
    napi_value given = call.arguments[2];
    struct kept kept = {0};
    bool failed = audit == NULL;
    const char *uri = take_text(env, call.arguments[1], &kept, &failed);
    const cisd_engine_options options = {
        .size = sizeof options,
        .timeout_ms = take_number(env, member_of(env, given, "timeout")),
        .time_limit_ms = take_number(env, member_of(env, given, "timeLimit")),
        .connections = (unsigned)take_number(env, member_of(env, given, "connections")),
        .tls_authority = take_text(env, member_of(env, given, "tlsAuthority"), &kept, &failed),
        .tls_certificate = take_text(env, member_of(env, given, "tlsCertificate"), &kept, &failed),
        .tls_key = take_text(env, member_of(env, given, "tlsKey"), &kept, &failed),
        .ssh_program = take_text(env, member_of(env, given, "sshProgram"), &kept, &failed),
        .ssh_environment =
            failed ? NULL
                   : take_texts(env, member_of(env, given, "sshEnvironment"), &audit->kept, NULL,
                                &failed),
    };
    cisd_error *error = NULL;
    cisd_code code = failed ? CISD_OK : cisd_audit_add_engine(audit->audit, uri, &options, &error);

    if (!failed)
        audit->waits = true;
    kept_free(&kept);
    return failed ? NULL : done(env, code, error);
}

static int ask_reader(void *user, void *buffer, size_t size, size_t *length)
{
    struct reader *reader = user;

    return bridge_ask(reader->audit->bridge, reader->which, (double)size, 0, buffer, size, length);
}

/* auditAddReader(audit, name, which): after auditWatch */
napi_value audit_add_reader(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct audit *audit = audit_of(&call);
    struct reader *reader = malloc(sizeof *reader);
    struct kept kept = {0};
    bool failed = audit == NULL || audit->bridge == NULL;
    const char *name = take_text(env, call.arguments[1], &kept, &failed);
    cisd_error *error = NULL;
    cisd_code code = reader != NULL ? CISD_OK : CISD_E_NO_MEMORY;

    if (failed || reader == NULL) {
        free(reader);
    } else {
        *reader = (struct reader){audit, (int)take_number(env, call.arguments[2]), audit->readers};
        audit->readers = reader;
        code = cisd_audit_add_inspect_reader(audit->audit, name, ask_reader, reader, &error);
    }
    kept_free(&kept);
    return failed ? NULL : done(env, code, error);
}

/* auditAddCompose(audit, options) */
napi_value audit_add_compose(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct audit *audit = audit_of(&call);
    napi_value given = call.arguments[1];
    struct kept kept = {0};
    bool failed = audit == NULL;
    cisd_compose_options options = {.size = sizeof options};
    cisd_error *error = NULL;
    cisd_code code = CISD_OK;

    options.files =
        take_texts(env, member_of(env, given, "files"), &kept, &options.file_count, &failed);
    options.env_files = take_texts(env, member_of(env, given, "envFiles"), &kept,
                                   &options.env_file_count, &failed);
    options.environment = take_texts(env, member_of(env, given, "environment"), &kept,
                                     &options.environment_count, &failed);
    options.profiles = take_texts(env, member_of(env, given, "profiles"), &kept,
                                  &options.profile_count, &failed);
    options.project_directory =
        take_text(env, member_of(env, given, "projectDirectory"), &kept, &failed);
    options.stack = take_flag(env, member_of(env, given, "stack"));
    if (!failed)
        code = cisd_audit_add_compose(audit->audit, &options, &error);
    kept_free(&kept);
    return failed ? NULL : done(env, code, error);
}

/* ---------------------------------------------------------------- work */

static void run_next(struct task *task)
{
    struct audit *audit = (struct audit *)task->handle;
    struct results *results = task->made;
    int64_t end = milliseconds() + BATCH_MS;
    cisd_result *result = NULL;

    while (results->count < results->most && (results->count == 0 || milliseconds() < end)) {
        task->code = cisd_audit_next(audit->audit, &result, &task->error);
        if (task->code != CISD_OK || result == NULL)
            break;
        if (!results_add(results, result)) {
            task->code = CISD_E_NO_MEMORY;
            break;
        }
    }
    /* What came before a failure is handed out; the next call fails again. */
    if (task->code != CISD_OK && task->code != CISD_E_CANCELLED && results->count > 0) {
        cisd_error_free(task->error);
        task->error = NULL;
        task->code = CISD_OK;
    }
}

static napi_value finish_next(napi_env env, struct task *task)
{
    struct results *results = task->made;

    if (results->count == 0)
        return text_value(env, NULL);
    task->made = NULL;
    return results_value(env, results);
}

static void clean_next(struct task *task)
{
    handle_unref(task->made);
}

/* auditNext(audit): a promise of a batch of results, or of null at the end */
napi_value audit_next(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct audit *audit = audit_of(&call);
    struct task *task = audit != NULL ? task_new(env, run_next, finish_next) : NULL;

    if (task == NULL)
        return NULL;
    task->clean = clean_next;
    task->made = results_new(audit->waits ? 1 : RESULTS_MAX);
    if (task->made != NULL)
        return task_start(env, task, audit);
    task_free(task);
    throw_failure(env, CISD_E_NO_MEMORY, NULL);
    return NULL;
}

static void run_collect(struct task *task)
{
    struct audit *audit = (struct audit *)task->handle;
    cisd_report *report = NULL;

    task->code = cisd_audit_collect(audit->audit, &report, &task->error);
    task->made = report;
}

static napi_value finish_collect(napi_env env, struct task *task)
{
    cisd_report *report = task->made;

    task->made = NULL;
    return report_value(env, report, NULL);
}

static void clean_collect(struct task *task)
{
    cisd_report_unref(task->made);
}

/* auditCollect(audit): a promise of a report */
napi_value audit_collect(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct audit *audit = audit_of(&call);
    struct task *task = audit != NULL ? task_new(env, run_collect, finish_collect) : NULL;

    if (task == NULL)
        return NULL;
    task->clean = clean_collect;
    return task_start(env, task, audit);
}

/* auditAnswer(audit, status, buffer): the answer to what was asked; any time after a close() */
napi_value audit_answer(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct audit *audit = handle_of(env, call.arguments[0], HANDLE_AUDIT);
    void *data = NULL;
    size_t length = 0;

    if (audit == NULL)
        return NULL;
    (void)napi_get_buffer_info(env, call.arguments[2], &data, &length);
    bridge_answer(audit->bridge, (int)take_number(env, call.arguments[1]), data, length);
    return undefined_value(env);
}

/* auditCancel(audit): nor does it wait any longer for what JavaScript was asked */
napi_value audit_cancel(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct audit *audit = handle_of(env, call.arguments[0], HANDLE_AUDIT);

    if (audit == NULL)
        return NULL;
    cisd_audit_cancel(audit->audit);
    bridge_close(audit->bridge);
    return undefined_value(env);
}

/* auditReport(audit): its report as far as it has come */
napi_value audit_report(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct audit *audit = handle_of(env, call.arguments[0], HANDLE_AUDIT);

    if (audit == NULL)
        return NULL;
    return report_value(env, cisd_report_ref((cisd_report *)cisd_audit_report(audit->audit)),
                        &audit->handle);
}

/* The exported functions about audits: check arguments, delegate, hand faults out. */
#include "api/arguments.h"
#include "api/error.h"
#include "api/run.h"
#include "report/comparison.h"
#include "report/rule.h"
#include "sources/command.h"
#include "sources/compose.h"
#include "sources/engine.h"
#include "sources/rootdir.h"
#include "sources/snapshot.h"

#define CONNECTIONS_MAX 16

static cisd_code done(const cisd_audit *audit, const struct fault *fault, cisd_error **error)
{
    return fault->code == CISD_OK ? CISD_OK : error_hand_out(&audit->memory, fault, error);
}

cisd_code cisd_audit_new(const char *rule, const cisd_allocator *allocator, cisd_audit **audit,
                         cisd_error **error)
{
    const cisd_rule *found = rule != NULL ? rule_find(rule) : NULL;
    struct memory memory;
    struct fault fault = {.code = CISD_OK};

    memory_init(&memory, NULL);
    if (audit == NULL)
        return error_argument(&memory, "the audit argument is NULL", error);
    *audit = NULL;
    if (allocator != NULL &&
        (allocator->size != sizeof *allocator || allocator->reallocate == NULL))
        return error_argument(&memory, "the allocator is not set up", error);
    memory_init(&memory, allocator);
    if (found == NULL)
        return error_argument(&memory, "there is no such rule", error);
    *audit = memory_zero(&memory, sizeof **audit);
    if (*audit == NULL)
        return error_hand_out(&memory, (fault_no_memory(&fault), &fault), error);
    (*audit)->memory = memory;
    atomic_init(&(*audit)->cancelled, false);
    ahead_group_init(&(*audit)->group);
    selection_init(&(*audit)->selection, &memory);
    witness_init(&(*audit)->witness, &memory, "/proc");
    allowances_init(&(*audit)->allowances, &memory);
    pool_init(&(*audit)->label_pool, &memory);
    if (report_new(&memory, found, &(*audit)->report, &fault) == CISD_OK)
        return CISD_OK;
    cisd_audit_free(*audit);
    *audit = NULL;
    return error_hand_out(&memory, &fault, error);
}

void cisd_audit_free(cisd_audit *audit)
{
    struct memory memory;

    if (audit == NULL)
        return;
    memory = audit->memory;
    /* All are told to stop before the first is waited for. */
    atomic_store(&audit->cancelled, true);
    for (size_t i = 0; i < audit->source_count; i++)
        if (audit->sources[i] != NULL)
            audit->sources[i]->type->close(audit->sources[i]);
    memory_free(&memory, audit->sources);
    ahead_group_destroy(&audit->group);
    selection_free(&audit->selection);
    witness_free(&audit->witness);
    allowances_free(&audit->allowances);
    memory_free(&memory, audit->label_keys);
    pool_free(&audit->label_pool);
    report_unref(audit->report);
    memory_free(&memory, audit);
}

/* An audit that has begun takes no more settings. */
static cisd_code check_settable(const cisd_audit *audit, struct fault *fault)
{
    fault_clear(fault);
    if (audit->begun)
        return fault_set(fault, CISD_E_STATE, "the audit has begun");
    return CISD_OK;
}

cisd_code cisd_audit_set_profile(cisd_audit *audit, cisd_profile profile, cisd_error **error)
{
    struct fault fault;

    if (check_settable(audit, &fault) != CISD_OK)
        return error_hand_out(&audit->memory, &fault, error);
    if ((unsigned)profile > CISD_PROFILE_MANUAL)
        return error_argument(&audit->memory, "there is no such profile", error);
    if (audit->report->comparison != NULL && profile != audit->report->profile)
        return error_argument(&audit->memory, "the baseline is of another profile", error);
    audit->report->profile = profile;
    return CISD_OK;
}

cisd_code cisd_audit_set_kernel(cisd_audit *audit, cisd_kernel kernel, cisd_error **error)
{
    struct fault fault;

    if (check_settable(audit, &fault) != CISD_OK)
        return error_hand_out(&audit->memory, &fault, error);
    if ((unsigned)kernel > CISD_KERNEL_OFF)
        return error_argument(&audit->memory, "there is no such use of the kernel", error);
    audit->kernel = kernel;
    return CISD_OK;
}

cisd_code cisd_audit_set_time(cisd_audit *audit, int64_t seconds, cisd_error **error)
{
    struct fault fault;

    if (check_settable(audit, &fault) != CISD_OK)
        return error_hand_out(&audit->memory, &fault, error);
    audit->time_fixed = true;
    audit->fixed_time = seconds;
    return CISD_OK;
}

cisd_code cisd_audit_set_baseline(cisd_audit *audit, const char *name, cisd_report *baseline,
                                  cisd_error **error)
{
    struct fault fault;

    if (name == NULL || baseline == NULL)
        return error_argument(&audit->memory, "a baseline needs a name and a report", error);
    if (check_settable(audit, &fault) == CISD_OK)
        (void)comparison_begin(audit->report, name, baseline, &fault);
    return done(audit, &fault, error);
}

cisd_code cisd_audit_set_services(cisd_audit *audit, int wanted, cisd_error **error)
{
    struct fault fault;

    if (check_settable(audit, &fault) == CISD_OK)
        audit->no_services = wanted == 0;
    return done(audit, &fault, error);
}

cisd_code cisd_audit_select(cisd_audit *audit, const char *key, const char *value,
                            cisd_error **error)
{
    struct fault fault;

    if (key == NULL || value == NULL)
        return error_argument(&audit->memory, "a selection needs a key and a value", error);
    if (check_settable(audit, &fault) == CISD_OK)
        (void)selection_add(&audit->selection, key, value, &fault);
    return done(audit, &fault, error);
}

cisd_code cisd_audit_add_policy(cisd_audit *audit, cisd_policy *policy, cisd_error **error)
{
    struct fault fault;

    if (policy == NULL)
        return error_argument(&audit->memory, "the policy is NULL", error);
    if (check_settable(audit, &fault) == CISD_OK)
        (void)allowances_add(&audit->allowances, policy, &fault);
    return done(audit, &fault, error);
}

cisd_code cisd_audit_trust_label(cisd_audit *audit, const char *key, cisd_error **error)
{
    struct fault fault;

    if (key == NULL || key[0] == '\0')
        return error_argument(&audit->memory, "the label's key is missing", error);
    if (check_settable(audit, &fault) == CISD_OK) {
        audit->allowances.trusted_label = pool_copy(&audit->label_pool, key, strlen(key));
        if (audit->allowances.trusted_label == NULL)
            (void)fault_no_memory(&fault);
    }
    return done(audit, &fault, error);
}

/* Adds an opened source, unless it could not be opened. */
static cisd_code add(cisd_audit *audit, struct source *source, struct fault *fault,
                     cisd_error **error)
{
    if (fault->code == CISD_OK)
        (void)run_add(audit, source, fault);
    return done(audit, fault, error);
}

cisd_code cisd_audit_add_engine(cisd_audit *audit, const char *uri,
                                const cisd_engine_options *options, cisd_error **error)
{
    cisd_engine_options ours = {0};
    struct source *source = NULL;
    struct fault fault;

    if (uri == NULL)
        return error_argument(&audit->memory, "the engine's uri is NULL", error);
    if (options != NULL && !arguments_take(&ours, sizeof ours, options))
        return error_argument(&audit->memory, "the engine options are of a newer library", error);
    if (ours.timeout_ms < 0 || ours.time_limit_ms < 0 || ours.connections > CONNECTIONS_MAX)
        return error_argument(&audit->memory, "an engine option is out of range", error);
    if (check_settable(audit, &fault) == CISD_OK)
        (void)engine_open(&audit->memory, uri, &ours, &source, &fault);
    return add(audit, source, &fault, error);
}

cisd_code cisd_audit_add_inspect(cisd_audit *audit, const char *path, cisd_error **error)
{
    struct source *source = NULL;
    struct fault fault;

    if (path == NULL)
        return error_argument(&audit->memory, "the path is NULL", error);
    if (check_settable(audit, &fault) == CISD_OK)
        (void)snapshot_open_file(&audit->memory, path, &source, &fault);
    return add(audit, source, &fault, error);
}

cisd_code cisd_audit_add_inspect_reader(cisd_audit *audit, const char *name, cisd_read_fn read,
                                        void *user, cisd_error **error)
{
    struct source *source = NULL;
    struct fault fault;

    if (name == NULL || read == NULL)
        return error_argument(&audit->memory, "a reader needs a name and a function", error);
    if (check_settable(audit, &fault) == CISD_OK)
        (void)snapshot_open_reader(&audit->memory, name, read, user, &source, &fault);
    return add(audit, source, &fault, error);
}

cisd_code cisd_audit_add_command(cisd_audit *audit, const char *line, cisd_error **error)
{
    struct source *source = NULL;
    struct fault fault;

    if (line == NULL)
        return error_argument(&audit->memory, "the command line is NULL", error);
    if (check_settable(audit, &fault) == CISD_OK)
        (void)command_open(&audit->memory, line, &source, &fault);
    return add(audit, source, &fault, error);
}

cisd_code cisd_audit_add_root(cisd_audit *audit, const char *directory, cisd_error **error)
{
    struct source *source = NULL;
    struct fault fault;

    if (directory == NULL)
        return error_argument(&audit->memory, "the directory is NULL", error);
    if (check_settable(audit, &fault) == CISD_OK)
        (void)rootdir_open(&audit->memory, directory, &source, &fault);
    return add(audit, source, &fault, error);
}

/* Whether a list of strings of a caller has what its count says. */
static bool has_strings(const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (texts == NULL || texts[i] == NULL)
            return false;
    return true;
}

cisd_code cisd_audit_add_compose(cisd_audit *audit, const cisd_compose_options *options,
                                 cisd_error **error)
{
    cisd_compose_options ours = {0};
    struct source *source = NULL;
    struct fault fault;

    if (options == NULL || !arguments_take(&ours, sizeof ours, options))
        return error_argument(&audit->memory, "the compose options are not set up, or of a newer "
                                              "library", error);
    if (ours.file_count == 0 || !has_strings(ours.files, ours.file_count))
        return error_argument(&audit->memory, "the compose options name no file", error);
    if (!has_strings(ours.env_files, ours.env_file_count) ||
        !has_strings(ours.environment, ours.environment_count) ||
        !has_strings(ours.profiles, ours.profile_count))
        return error_argument(&audit->memory, "a string of the compose options is NULL", error);
    if (check_settable(audit, &fault) == CISD_OK)
        (void)compose_open(&audit->memory, &ours, &source, &fault);
    return add(audit, source, &fault, error);
}

void cisd_audit_set_progress(cisd_audit *audit, cisd_progress_fn progress, void *user)
{
    audit->progress = progress;
    audit->progress_user = user;
}

cisd_code cisd_audit_next(cisd_audit *audit, cisd_result **result, cisd_error **error)
{
    struct fault fault = {.code = CISD_OK};

    if (result == NULL)
        return error_argument(&audit->memory, "the result argument is NULL", error);
    *result = NULL;
    if (audit->source_count == 0)
        (void)fault_set(&fault, CISD_E_STATE, "the audit has no target");
    else
        (void)run_next(audit, result, &fault);
    return done(audit, &fault, error);
}

cisd_code cisd_audit_run(cisd_audit *audit, cisd_result_fn callback, void *user,
                         cisd_error **error)
{
    cisd_result *result;
    cisd_code code;

    if (callback == NULL)
        return error_argument(&audit->memory, "the callback is NULL", error);
    while ((code = cisd_audit_next(audit, &result, error)) == CISD_OK && result != NULL) {
        int stop = callback(user, result);

        cisd_result_unref(result);
        if (stop != 0) {
            struct fault fault;

            (void)fault_set(&fault, CISD_E_CANCELLED, "stopped by the callback");
            return error_hand_out(&audit->memory, &fault, error);
        }
    }
    return code;
}

void cisd_audit_cancel(cisd_audit *audit)
{
    if (audit != NULL)
        atomic_store(&audit->cancelled, true);
}

const cisd_report *cisd_audit_report(const cisd_audit *audit)
{
    return audit->report;
}

cisd_code cisd_audit_collect(cisd_audit *audit, cisd_report **report, cisd_error **error)
{
    struct fault fault = {.code = CISD_OK};
    cisd_result *result;
    cisd_code code;

    if (report == NULL)
        return error_argument(&audit->memory, "the report argument is NULL", error);
    *report = NULL;
    while ((code = cisd_audit_next(audit, &result, error)) == CISD_OK && result != NULL) {
        code = report_keep(audit->report, result, &fault);
        cisd_result_unref(result);
        if (code != CISD_OK)
            return error_hand_out(&audit->memory, &fault, error);
    }
    if (code == CISD_OK)
        *report = report_ref(audit->report);
    return code;
}

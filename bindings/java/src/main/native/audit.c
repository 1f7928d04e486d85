#include "audit.h"

#include <stdlib.h>

#include "io_cisdocker_Native.h"
#include "reader.h"
#include "result.h"

NATIVE(jlong, auditNew)(JNIEnv *env, jclass self, jbyteArray rule)
{
    struct call call = {.env = env};
    struct audit *audit = calloc(1, sizeof *audit);
    const char *number = audit != NULL ? kept_text(&audit->kept, env, rule) : NULL;
    cisd_error *error = NULL;
    cisd_code code = CISD_E_NO_MEMORY;

    (void)self;
    if (audit != NULL && !audit->kept.failed)
        code = cisd_audit_new(number, NULL, &audit->audit, &error);
    if (call_end(&call, code, error))
        return TO_ADDRESS(audit);
    if (audit != NULL)
        kept_free(&audit->kept);
    free(audit);
    return 0;
}

NATIVE(void, auditFree)(JNIEnv *env, jclass self, jlong address)
{
    struct audit *audit = TO_POINTER(address);

    (void)env, (void)self;
    cisd_result_unref(audit->pending);
    cisd_audit_free(audit->audit);
    kept_free(&audit->kept);
    free(audit);
}

NATIVE(void, auditCancel)(JNIEnv *env, jclass self, jlong address)
{
    (void)env, (void)self;
    cisd_audit_cancel(((struct audit *)TO_POINTER(address))->audit);
}

/* ------------------------------------------------------------- callbacks */

static int tell_java(void *user, size_t done, size_t total)
{
    struct call *call = ((struct audit *)user)->call;
    jboolean goes_on;

    if (call == NULL)
        return -1;
    goes_on = call_progress(call, done, total);
    return call_threw(call) || !goes_on ? -1 : 0;
}

NATIVE(void, auditProgress)(JNIEnv *env, jclass self, jlong address, jboolean wanted)
{
    struct audit *audit = TO_POINTER(address);

    (void)env, (void)self;
    cisd_audit_set_progress(audit->audit, wanted ? tell_java : NULL, audit);
}

/* -------------------------------------------------------------- settings */

NATIVE(void, auditSet)(JNIEnv *env, jclass self, jlong address, jint what, jlong value)
{
    cisd_audit *audit = ((struct audit *)TO_POINTER(address))->audit;
    struct call call = {.env = env};
    cisd_error *error = NULL;
    cisd_code code = CISD_E_ARGUMENT;

    (void)self;
    switch (what) {
    case io_cisdocker_Native_PROFILE:
        code = cisd_audit_set_profile(audit, (cisd_profile)value, &error);
        break;
    case io_cisdocker_Native_KERNEL:
        code = cisd_audit_set_kernel(audit, (cisd_kernel)value, &error);
        break;
    case io_cisdocker_Native_TIME:
        code = cisd_audit_set_time(audit, value, &error);
        break;
    case io_cisdocker_Native_SERVICES:
        code = cisd_audit_set_services(audit, (int)value, &error);
        break;
    }
    (void)call_end(&call, code, error);
}

/* No table: it would ask a library that is too old for its functions before its version is. */
static cisd_code add(cisd_audit *audit, jint what, const char *text, cisd_error **error)
{
    switch (what) {
    case io_cisdocker_Native_INSPECT:
        return cisd_audit_add_inspect(audit, text, error);
    case io_cisdocker_Native_ROOT:
        return cisd_audit_add_root(audit, text, error);
    case io_cisdocker_Native_COMMAND:
        return cisd_audit_add_command(audit, text, error);
    case io_cisdocker_Native_LABEL:
        return cisd_audit_trust_label(audit, text, error);
    }
    return CISD_E_ARGUMENT;
}

NATIVE(void, auditAdd)(JNIEnv *env, jclass self, jlong address, jint what, jbyteArray text)
{
    struct call call = {.env = env};
    struct kept kept = {0};
    const char *copy = kept_text(&kept, env, text);
    cisd_error *error = NULL;
    cisd_code code = CISD_E_NO_MEMORY;

    (void)self;
    if (!kept.failed)
        code = add(((struct audit *)TO_POINTER(address))->audit, what, copy, &error);
    kept_free(&kept);
    (void)call_end(&call, code, error);
}

NATIVE(void, auditSelect)(JNIEnv *env, jclass self, jlong address, jbyteArray key,
                          jbyteArray value)
{
    struct call call = {.env = env};
    struct kept kept = {0};
    const char *keys = kept_text(&kept, env, key), *values = kept_text(&kept, env, value);
    cisd_error *error = NULL;
    cisd_code code = CISD_E_NO_MEMORY;

    (void)self;
    if (!kept.failed)
        code = cisd_audit_select(((struct audit *)TO_POINTER(address))->audit, keys, values,
                                 &error);
    kept_free(&kept);
    (void)call_end(&call, code, error);
}

NATIVE(void, auditAddPolicy)(JNIEnv *env, jclass self, jlong address, jlong policy)
{
    struct call call = {.env = env};
    cisd_error *error = NULL;
    cisd_code code = cisd_audit_add_policy(((struct audit *)TO_POINTER(address))->audit,
                                           TO_POINTER(policy), &error);

    (void)self;
    (void)call_end(&call, code, error);
}

NATIVE(void, auditBaseline)(JNIEnv *env, jclass self, jlong address, jbyteArray name,
                            jlong report)
{
    struct call call = {.env = env};
    struct kept kept = {0};
    const char *copy = kept_text(&kept, env, name);
    cisd_error *error = NULL;
    cisd_code code = CISD_E_NO_MEMORY;

    (void)self;
    if (!kept.failed)
        code = cisd_audit_set_baseline(((struct audit *)TO_POINTER(address))->audit, copy,
                                       TO_POINTER(report), &error);
    kept_free(&kept);
    (void)call_end(&call, code, error);
}

NATIVE(void, auditAddReader)(JNIEnv *env, jclass self, jlong address, jbyteArray name, jint number)
{
    struct audit *audit = TO_POINTER(address);
    struct call call = {.env = env};
    struct kept kept = {0};
    const char *copy = kept_text(&kept, env, name);
    struct reader *reader = kept_memory(&audit->kept, sizeof *reader);
    cisd_error *error = NULL;
    cisd_code code = CISD_E_NO_MEMORY;

    (void)self;
    if (!kept.failed && reader != NULL) {
        *reader = (struct reader){.call = &audit->call, .number = number};
        code = cisd_audit_add_inspect_reader(audit->audit, copy, reader_read, reader, &error);
    }
    kept_free(&kept);
    (void)call_end(&call, code, error);
}

NATIVE(void, auditAddEngine)(JNIEnv *env, jclass self, jlong address, jbyteArray uri,
                             jlong timeout, jlong limit, jint connections, jobjectArray files,
                             jobjectArray environment)
{
    struct audit *audit = TO_POINTER(address);
    struct call call = {.env = env};
    size_t count = 0;
    const char *copy = kept_text(&audit->kept, env, uri);
    const char *const *paths = kept_texts(&audit->kept, env, files, &count);
    cisd_engine_options options = {
        .size = sizeof options, .timeout_ms = (long)timeout, .time_limit_ms = (long)limit,
        .connections = (unsigned)connections,
        .ssh_environment = kept_texts(&audit->kept, env, environment, &count),
    };
    cisd_error *error = NULL;
    cisd_code code = CISD_E_NO_MEMORY;

    (void)self;
    if (!audit->kept.failed) {
        options.tls_authority = paths[0];
        options.tls_certificate = paths[1];
        options.tls_key = paths[2];
        options.ssh_program = paths[3];
        code = cisd_audit_add_engine(audit->audit, copy, &options, &error);
    }
    (void)call_end(&call, code, error);
}

NATIVE(void, auditAddCompose)(JNIEnv *env, jclass self, jlong address, jobjectArray files,
                              jobjectArray env_files, jobjectArray environment,
                              jobjectArray profiles, jbyteArray directory, jboolean stack)
{
    struct call call = {.env = env};
    struct kept kept = {0};
    cisd_compose_options options = {.size = sizeof options, .stack = stack};
    cisd_error *error = NULL;
    cisd_code code = CISD_E_NO_MEMORY;

    (void)self;
    options.files = kept_texts(&kept, env, files, &options.file_count);
    options.env_files = kept_texts(&kept, env, env_files, &options.env_file_count);
    options.environment = kept_texts(&kept, env, environment, &options.environment_count);
    options.profiles = kept_texts(&kept, env, profiles, &options.profile_count);
    options.project_directory = kept_text(&kept, env, directory);
    if (!kept.failed)
        code = cisd_audit_add_compose(((struct audit *)TO_POINTER(address))->audit, &options,
                                      &error);
    kept_free(&kept);
    (void)call_end(&call, code, error);
}

/* --------------------------------------------------------------- results */

/* The next result: one that had to wait, or a new one. */
static cisd_code draw(struct audit *audit, cisd_result **result, cisd_error **error)
{
    *result = audit->pending;
    audit->pending = NULL;
    return *result != NULL ? CISD_OK : cisd_audit_next(audit->audit, result, error);
}

NATIVE(jbyteArray, auditNext)(JNIEnv *env, jclass self, jlong address, jobject callbacks)
{
    struct audit *audit = TO_POINTER(address);
    struct call call = {.env = env, .callbacks = callbacks};
    cisd_result *result = NULL;
    cisd_error *error = NULL;
    cisd_code code;

    (void)self;
    audit->call = &call;
    code = draw(audit, &result, &error);
    audit->call = NULL;
    if (!call_end(&call, code, error)) {
        audit->pending = result;
        return NULL;
    }
    return result != NULL ? result_pack(env, result) : NULL;
}

NATIVE(jlong, auditCollect)(JNIEnv *env, jclass self, jlong address, jobject callbacks)
{
    struct audit *audit = TO_POINTER(address);
    struct call call = {.env = env, .callbacks = callbacks};
    cisd_report *report = NULL;
    cisd_error *error = NULL;
    cisd_code code;

    (void)self;
    audit->call = &call;
    code = cisd_audit_collect(audit->audit, &report, &error);
    audit->call = NULL;
    if (call_end(&call, code, error))
        return TO_ADDRESS(report);
    cisd_report_unref(report);
    return 0;
}

/* The audit's own report, which outlives the audit by this reference. */
NATIVE(jlong, auditReport)(JNIEnv *env, jclass self, jlong address)
{
    (void)env, (void)self;
    return TO_ADDRESS(cisd_report_ref(
        (cisd_report *)cisd_audit_report(((struct audit *)TO_POINTER(address))->audit)));
}

#include "call.h"
#include "io_cisdocker_Native.h"
#include "kept.h"
#include "pack.h"
#include "reader.h"
#include "render_options.h"
#include "result.h"
#include "sink.h"

static void pack_counts(struct pack *pack, const cisd_report *report)
{
    for (int i = 0; i < CISD_VERDICTS; i++)
        pack_long(pack, cisd_report_count(report, (cisd_verdict)i));
    pack_long(pack, cisd_report_waived(report));
    for (int i = CISD_SEVERITY_LOW; i <= CISD_SEVERITY_HIGH; i++)
        pack_long(pack, cisd_report_failures(report, (cisd_severity)i));
}

/* Since the baseline, if there is one. */
static void pack_changes(struct pack *pack, const cisd_report *report)
{
    pack_text(pack, cisd_report_baseline(report));
    for (int i = 0; i < CISD_CHANGES; i++)
        pack_long(pack, cisd_report_change_count(report, (cisd_change)i));
    for (int i = CISD_SEVERITY_LOW; i <= CISD_SEVERITY_HIGH; i++)
        pack_long(pack, cisd_report_new_failures(report, (cisd_severity)i));
}

static void pack_fixed(struct pack *pack, const cisd_report *report)
{
    size_t count = cisd_report_fixed_count(report);

    pack_int(pack, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        pack_int(pack, cisd_report_fixed_kind(report, i));
        pack_text(pack, cisd_report_fixed_name(report, i));
        pack_text(pack, cisd_report_fixed_service(report, i));
        pack_text(pack, cisd_report_fixed_image(report, i));
        pack_text(pack, cisd_report_fixed_host(report, i));
        pack_text(pack, cisd_report_fixed_file(report, i));
        pack_int(pack, cisd_report_fixed_gone(report, i));
    }
}

static void pack_targets(struct pack *pack, const cisd_report *report)
{
    size_t count = cisd_report_target_count(report);

    pack_int(pack, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        pack_text(pack, cisd_report_target_kind(report, i));
        pack_text(pack, cisd_report_target_uri(report, i));
        pack_text(pack, cisd_report_target_engine(report, i));
        pack_text(pack, cisd_report_target_engine_version(report, i));
        pack_text(pack, cisd_report_target_host(report, i));
        pack_int(pack, cisd_report_target_complete(report, i));
        pack_text(pack, cisd_report_target_note(report, i));
        pack_int(pack, cisd_report_target_code(report, i));
        pack_text(pack, cisd_report_target_error(report, i));
    }
}

static void pack_policies(struct pack *pack, const cisd_report *report)
{
    size_t count = cisd_report_policy_count(report);

    pack_int(pack, (int64_t)count);
    for (size_t i = 0; i < count; i++)
        pack_text(pack, cisd_report_policy_file(report, i));
}

static void pack_notes(struct pack *pack, const cisd_report *report)
{
    size_t count = cisd_report_note_count(report);

    pack_int(pack, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        pack_int(pack, cisd_report_note(report, i));
        pack_text(pack, cisd_report_note_file(report, i));
        pack_int(pack, cisd_report_note_line(report, i));
        pack_int(pack, cisd_report_note_is_waiver(report, i));
        pack_text(pack, cisd_report_note_about(report, i));
        pack_text(pack, cisd_report_note_reason(report, i));
        pack_text(pack, cisd_report_note_expires(report, i));
    }
}

NATIVE(jbyteArray, reportSummary)(JNIEnv *env, jclass self, jlong address)
{
    const cisd_report *report = TO_POINTER(address);
    struct pack pack;

    (void)self;
    pack_begin(&pack);
    pack_text(&pack, cisd_rule_text(cisd_report_rule(report), CISD_RULE_ID));
    pack_int(&pack, cisd_report_profile(report));
    pack_long(&pack, (uint64_t)cisd_report_started(report));
    pack_long(&pack, (uint64_t)cisd_report_finished(report));
    pack_counts(&pack, report);
    pack_targets(&pack, report);
    pack_policies(&pack, report);
    pack_notes(&pack, report);
    pack_changes(&pack, report);
    pack_fixed(&pack, report);
    return pack_end(&pack, env);
}

/* One report of all the files. */
NATIVE(jlong, reportLoad)(JNIEnv *env, jclass self, jobjectArray paths)
{
    struct call call = {.env = env};
    struct kept kept = {0};
    size_t count = 0;
    const char *const *files = kept_texts(&kept, env, paths, &count);
    cisd_report *report = NULL;
    cisd_error *error = NULL;
    cisd_code code = kept.failed ? CISD_E_NO_MEMORY : CISD_OK;

    (void)self;
    for (size_t i = 0; code == CISD_OK && i < count; i++)
        code = cisd_report_load(files[i], &report, &error);
    kept_free(&kept);
    return call_end(&call, code, error) ? TO_ADDRESS(report) : 0;
}

NATIVE(jlong, reportLoadReader)(JNIEnv *env, jclass self, jbyteArray name, jobject callbacks)
{
    struct call call = {.env = env, .callbacks = callbacks}, *under_way = &call;
    struct reader reader = {.call = &under_way};
    struct kept kept = {0};
    const char *copy = kept_text(&kept, env, name);
    cisd_report *report = NULL;
    cisd_error *error = NULL;
    cisd_code code = CISD_E_NO_MEMORY;

    (void)self;
    if (!kept.failed)
        code = cisd_report_load_reader(copy, reader_read, &reader, &report, &error);
    kept_free(&kept);
    return call_end(&call, code, error) ? TO_ADDRESS(report) : 0;
}

NATIVE(void, reportCompare)(JNIEnv *env, jclass self, jlong report, jbyteArray name,
                            jlong baseline)
{
    struct call call = {.env = env};
    struct kept kept = {0};
    const char *copy = kept_text(&kept, env, name);
    cisd_error *error = NULL;
    cisd_code code = CISD_E_NO_MEMORY;

    (void)self;
    if (!kept.failed)
        code = cisd_report_compare(TO_POINTER(report), copy, TO_POINTER(baseline), &error);
    kept_free(&kept);
    (void)call_end(&call, code, error);
}

NATIVE(void, reportUnref)(JNIEnv *env, jclass self, jlong report)
{
    (void)env, (void)self;
    cisd_report_unref(TO_POINTER(report));
}

NATIVE(jlong, reportResultCount)(JNIEnv *env, jclass self, jlong report)
{
    (void)env, (void)self;
    return (jlong)cisd_report_result_count(TO_POINTER(report));
}

NATIVE(jbyteArray, reportResult)(JNIEnv *env, jclass self, jlong report, jlong index)
{
    cisd_result *result = cisd_report_result(TO_POINTER(report), (size_t)index);
    jbyteArray bytes = result_pack(env, cisd_result_ref(result));

    (void)self;
    if (bytes != NULL)
        cisd_result_unref(result); /* the report has it */
    return bytes;
}

NATIVE(void, reportRender)(JNIEnv *env, jclass self, jlong report, jint format, jintArray numbers,
                           jobjectArray texts, jobjectArray addresses, jobjectArray facts,
                           jobject callbacks)
{
    struct render_options options = {0};
    cisd_error *error = NULL;
    cisd_code code = CISD_E_NO_MEMORY;
    struct sink sink;

    (void)self;
    sink_begin(&sink, env, callbacks);
    if (render_options_take(&options, env, numbers, texts, addresses, facts))
        code = cisd_report_render(TO_POINTER(report), (cisd_format)format, &options.options,
                                  sink_write, &sink, &error);
    kept_free(&options.kept);
    (void)sink_end(&sink, code, error);
}

NATIVE(void, reportOverride)(JNIEnv *env, jclass self, jlong report, jint form, jobject callbacks)
{
    cisd_error *error = NULL;
    struct sink sink;
    cisd_code code;

    (void)self;
    sink_begin(&sink, env, callbacks);
    code = cisd_report_write_override(TO_POINTER(report), (cisd_fix_form)form, sink_write, &sink,
                                      &error);
    (void)sink_end(&sink, code, error);
}

NATIVE(void, reportEditCompose)(JNIEnv *env, jclass self, jlong report, jint form, jbyteArray name,
                                jbyteArray text, jobject callbacks)
{
    struct kept kept = {0};
    const char *names = kept_text(&kept, env, name), *copy = kept_text(&kept, env, text);
    cisd_error *error = NULL;
    cisd_code code = CISD_E_NO_MEMORY;
    struct sink sink;

    (void)self;
    sink_begin(&sink, env, callbacks);
    if (!kept.failed)
        code = cisd_report_edit_compose(TO_POINTER(report), (cisd_fix_form)form, names, copy,
                                        (size_t)(*env)->GetArrayLength(env, text), sink_write,
                                        &sink, &error);
    kept_free(&kept);
    (void)sink_end(&sink, code, error);
}

NATIVE(void, reportDraftPolicy)(JNIEnv *env, jclass self, jlong report, jint days,
                                jobject callbacks)
{
    cisd_error *error = NULL;
    struct sink sink;
    cisd_code code;

    (void)self;
    sink_begin(&sink, env, callbacks);
    code = cisd_policy_init(TO_POINTER(report), (unsigned)days, sink_write, &sink, &error);
    (void)sink_end(&sink, code, error);
}

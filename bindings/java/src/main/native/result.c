#include "result.h"

#include "call.h"
#include "io_cisdocker_Native.h"
#include "pack.h"
#include "sink.h"

static void pack_subject(struct pack *pack, const cisd_result *result)
{
    pack_int(pack, cisd_result_kind(result));
    pack_text(pack, cisd_result_id(result));
    pack_text(pack, cisd_result_image(result));
    pack_text(pack, cisd_result_state(result));
    pack_text(pack, cisd_result_user(result));
    pack_long(pack, cisd_result_target(result));
    pack_text(pack, cisd_result_service(result));
    pack_text(pack, cisd_result_file(result));
    pack_int(pack, cisd_result_line(result));
    pack_int(pack, cisd_result_column(result));
}

static void pack_waiver(struct pack *pack, const cisd_result *result)
{
    pack_int(pack, cisd_result_waived(result));
    if (!cisd_result_waived(result))
        return;
    pack_text(pack, cisd_result_waiver_reason(result));
    pack_text(pack, cisd_result_waiver_owner(result));
    pack_text(pack, cisd_result_waiver_ticket(result));
    pack_text(pack, cisd_result_waiver_expires(result));
}

static void pack_reasons(struct pack *pack, const cisd_result *result)
{
    size_t count = cisd_result_reason_count(result);

    pack_int(pack, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        pack_int(pack, cisd_result_reason(result, i));
        pack_long(pack, cisd_result_reason_caps(result, i));
        pack_text(pack, cisd_result_reason_message(result, i));
    }
}

static void pack_list(struct pack *pack, const cisd_result *result, cisd_list list)
{
    size_t count = cisd_result_list_count(result, list);

    pack_int(pack, cisd_result_list_known(result, list) ? (int64_t)count : -1);
    for (size_t i = 0; i < count; i++)
        pack_text(pack, cisd_result_list_at(result, list, i));
}

static void pack_kernel(struct pack *pack, const cisd_result *result)
{
    pack_int(pack, cisd_result_kernel_seen(result));
    if (!cisd_result_kernel_seen(result))
        return;
    pack_int(pack, cisd_result_kernel_complete(result));
    pack_long(pack, cisd_result_kernel_bounding(result));
    pack_long(pack, cisd_result_kernel_effective(result));
}

static void pack_rollout(struct pack *pack, const cisd_result *result)
{
    pack_int(pack, cisd_result_rollout_known(result));
    if (!cisd_result_rollout_known(result))
        return;
    pack_long(pack, cisd_result_rollout_tasks(result));
    pack_long(pack, cisd_result_rollout_differing(result));
}

static void pack_evidence(struct pack *pack, const cisd_result *result)
{
    pack_int(pack, cisd_result_privileged(result));
    pack_list(pack, result, CISD_CAP_ADD);
    pack_list(pack, result, CISD_CAP_DROP);
    pack_kernel(pack, result);
    pack_rollout(pack, result);
}

static void pack_unknown(struct pack *pack, const cisd_result *result)
{
    size_t count = cisd_result_unknown_cap_count(result);

    pack_int(pack, (int64_t)count);
    for (size_t i = 0; i < count; i++)
        pack_text(pack, cisd_result_unknown_cap(result, i));
}

static void pack_remedies(struct pack *pack, const cisd_result *result)
{
    size_t count = cisd_result_remedy_count(result);

    pack_int(pack, (int64_t)count);
    for (size_t i = 0; i < count; i++) {
        pack_text(pack, cisd_result_remedy_kind(result, i));
        pack_text(pack, cisd_result_remedy_smallest(result, i));
        pack_text(pack, cisd_result_remedy_least(result, i));
        pack_text(pack, cisd_result_remedy_note(result, i));
    }
}

jbyteArray result_pack(JNIEnv *env, cisd_result *result)
{
    struct pack pack;
    jbyteArray bytes;

    pack_begin(&pack);
    pack_long(&pack, (uint64_t)TO_ADDRESS(result));
    pack_int(&pack, cisd_result_verdict(result));
    pack_int(&pack, cisd_result_severity(result));
    pack_int(&pack, cisd_result_change(result));
    pack_text(&pack, cisd_result_name(result));
    pack_long(&pack, cisd_result_granted(result));
    pack_long(&pack, cisd_result_excess(result));
    pack_long(&pack, cisd_result_required(result));
    pack_waiver(&pack, result);
    pack_reasons(&pack, result);
    pack_unknown(&pack, result);
    pack_subject(&pack, result);
    pack_evidence(&pack, result);
    pack_remedies(&pack, result);
    bytes = pack_end(&pack, env);
    if (bytes == NULL)
        cisd_result_unref(result);
    return bytes;
}

NATIVE(void, resultRef)(JNIEnv *env, jclass self, jlong result)
{
    (void)env, (void)self;
    (void)cisd_result_ref(TO_POINTER(result));
}

NATIVE(void, resultUnref)(JNIEnv *env, jclass self, jlong result)
{
    (void)env, (void)self;
    cisd_result_unref(TO_POINTER(result));
}

NATIVE(void, resultFix)(JNIEnv *env, jclass self, jlong result, jint form, jobject callbacks)
{
    cisd_error *error = NULL;
    struct sink sink;
    cisd_code code;

    (void)self;
    sink_begin(&sink, env, callbacks);
    code = cisd_result_write_fix(TO_POINTER(result), (cisd_fix_form)form, sink_write, &sink,
                                 &error);
    (void)sink_end(&sink, code, error);
}

NATIVE(void, resultJson)(JNIEnv *env, jclass self, jlong result, jobject callbacks)
{
    cisd_error *error = NULL;
    struct sink sink;
    cisd_code code;

    (void)self;
    sink_begin(&sink, env, callbacks);
    code = cisd_result_write_json(TO_POINTER(result), sink_write, &sink, &error);
    (void)sink_end(&sink, code, error);
}

#include "call.h"
#include "io_cisdocker_Native.h"
#include "kept.h"
#include "pack.h"
#include "render_options.h"
#include "sink.h"

NATIVE(jlong, policyLoad)(JNIEnv *env, jclass self, jbyteArray path)
{
    struct call call = {.env = env};
    struct kept kept = {0};
    const char *copy = kept_text(&kept, env, path);
    cisd_policy *policy = NULL;
    cisd_error *error = NULL;
    cisd_code code = kept.failed ? CISD_E_NO_MEMORY : cisd_policy_load(copy, &policy, &error);

    (void)self;
    kept_free(&kept);
    return call_end(&call, code, error) ? TO_ADDRESS(policy) : 0;
}

NATIVE(jlong, policyParse)(JNIEnv *env, jclass self, jbyteArray name, jbyteArray text)
{
    struct call call = {.env = env};
    struct kept kept = {0};
    const char *names = kept_text(&kept, env, name), *copy = kept_text(&kept, env, text);
    cisd_policy *policy = NULL;
    cisd_error *error = NULL;
    cisd_code code = CISD_E_NO_MEMORY;

    (void)self;
    if (!kept.failed)
        code = cisd_policy_parse(names, copy, (size_t)(*env)->GetArrayLength(env, text), &policy,
                                 &error);
    kept_free(&kept);
    return call_end(&call, code, error) ? TO_ADDRESS(policy) : 0;
}

NATIVE(void, policyUnref)(JNIEnv *env, jclass self, jlong policy)
{
    (void)env, (void)self;
    cisd_policy_unref(TO_POINTER(policy));
}

static void pack_entry(struct pack *pack, const cisd_policy *policy, size_t index)
{
    pack_int(pack, cisd_policy_entry_is_waiver(policy, index));
    pack_int(pack, CISD_POLICY_KEYS);
    for (int key = 0; key < CISD_POLICY_KEYS; key++)
        pack_text(pack, cisd_policy_entry_match(policy, index, (cisd_policy_key)key));
    pack_long(pack, cisd_policy_entry_caps(policy, index));
    pack_int(pack, cisd_policy_entry_covers_all(policy, index));
    pack_text(pack, cisd_policy_entry_reason(policy, index));
    pack_text(pack, cisd_policy_entry_owner(policy, index));
    pack_text(pack, cisd_policy_entry_ticket(policy, index));
    pack_text(pack, cisd_policy_entry_expires(policy, index));
    pack_int(pack, cisd_policy_entry_line(policy, index));
    pack_text(pack, cisd_policy_entry_never(policy, index));
}

NATIVE(jbyteArray, policyContent)(JNIEnv *env, jclass self, jlong address)
{
    const cisd_policy *policy = TO_POINTER(address);
    size_t count = cisd_policy_entry_count(policy);
    struct pack pack;

    (void)self;
    pack_begin(&pack);
    pack_text(&pack, cisd_policy_file(policy));
    pack_int(&pack, (int64_t)count);
    for (size_t i = 0; i < count; i++)
        pack_entry(&pack, policy, i);
    return pack_end(&pack, env);
}

NATIVE(void, policyExplain)(JNIEnv *env, jclass self, jlong policy, jlong now, jintArray numbers,
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
        code = cisd_policy_explain(TO_POINTER(policy), now, &options.options, sink_write, &sink,
                                   &error);
    kept_free(&options.kept);
    (void)sink_end(&sink, code, error);
}

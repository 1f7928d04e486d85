#include "call.h"
#include "io_cisdocker_Native.h"
#include "kept.h"
#include "pack.h"

static jbyteArray pack_context(JNIEnv *env, const cisd_context *context)
{
    struct pack pack;

    pack_begin(&pack);
    pack_text(&pack, cisd_context_name(context));
    pack_text(&pack, cisd_context_host(context));
    pack_text(&pack, cisd_context_authority(context));
    pack_text(&pack, cisd_context_certificate(context));
    pack_text(&pack, cisd_context_key(context));
    return pack_end(&pack, env);
}

NATIVE(jbyteArray, context)(JNIEnv *env, jclass self, jbyteArray folder, jbyteArray name)
{
    struct call call = {.env = env};
    struct kept kept = {0};
    const char *folders = kept_text(&kept, env, folder), *names = kept_text(&kept, env, name);
    cisd_context *context = NULL;
    cisd_error *error = NULL;
    cisd_code code = CISD_E_NO_MEMORY;
    jbyteArray bytes = NULL;

    (void)self;
    if (!kept.failed)
        code = cisd_context_load(folders, names, &context, &error);
    kept_free(&kept);
    if (call_end(&call, code, error))
        bytes = pack_context(env, context);
    cisd_context_free(context);
    return bytes;
}

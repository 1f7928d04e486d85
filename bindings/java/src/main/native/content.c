#include "io_cisdocker_Native.h"
#include "kept.h"
#include "pack.h"
#include "sink.h"

NATIVE(jbyteArray, contents)(JNIEnv *env, jclass self)
{
    struct pack pack;

    (void)self;
    pack_begin(&pack);
    pack_int(&pack, (int64_t)cisd_content_count());
    for (size_t i = 0; i < cisd_content_count(); i++) {
        pack_text(&pack, cisd_content_name(i));
        pack_text(&pack, cisd_content_description(i));
        pack_int(&pack, cisd_content_is_program(i));
    }
    return pack_end(&pack, env);
}

NATIVE(void, contentWrite)(JNIEnv *env, jclass self, jbyteArray name, jobject callbacks)
{
    struct kept kept = {0};
    const char *copy = kept_text(&kept, env, name);
    cisd_error *error = NULL;
    cisd_code code = CISD_E_NO_MEMORY;
    struct sink sink;

    (void)self;
    sink_begin(&sink, env, callbacks);
    if (!kept.failed)
        code = cisd_content_write(copy, sink_write, &sink, &error);
    kept_free(&kept);
    (void)sink_end(&sink, code, error);
}

#include "render_options.h"

/* In the order of io.cisdocker.RenderOptions. */
enum number { COLOR, VERBOSE, QUIET, WIDTH, PER_SUBJECT, NUMBERS };
enum text { HOST, FQDN, TEXTS };

int render_options_take(struct render_options *options, JNIEnv *env, jintArray numbers,
                        jobjectArray texts, jobjectArray addresses, jobjectArray facts)
{
    jint values[NUMBERS] = {0};
    const char *const *names;
    size_t count;

    (*env)->GetIntArrayRegion(env, numbers, 0, NUMBERS, values);
    names = kept_texts(&options->kept, env, texts, &count);
    if (names == NULL || count != TEXTS)
        return 0;
    options->options = (cisd_render_options){
        .size = sizeof options->options,
        .color = values[COLOR],
        .verbose = values[VERBOSE],
        .quiet = values[QUIET],
        .width = (unsigned)values[WIDTH],
        .per_subject = values[PER_SUBJECT],
        .asset_host = names[HOST],
        .asset_fqdn = names[FQDN],
        .asset_addresses = kept_texts(&options->kept, env, addresses, &count),
        .asset_facts = kept_texts(&options->kept, env, facts, &count),
    };
    return !options->kept.failed;
}

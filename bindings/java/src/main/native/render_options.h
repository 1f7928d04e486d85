/* Options of renderers as Java hands them over. */
#ifndef CISD_JAVA_RENDER_OPTIONS_H
#define CISD_JAVA_RENDER_OPTIONS_H

#include <cisdocker/cisdocker.h>
#include <jni.h>

#include "kept.h"

struct render_options {
    cisd_render_options options; /* points into what is kept */
    struct kept kept;
};

/* Copies them; false where there is no memory. What is kept is to be freed either way. */
int render_options_take(struct render_options *options, JNIEnv *env, jintArray numbers,
                        jobjectArray texts, jobjectArray addresses, jobjectArray facts);

#endif

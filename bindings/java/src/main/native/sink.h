/* Hands what the library writes to Java in large pieces. */
#ifndef CISD_JAVA_SINK_H
#define CISD_JAVA_SINK_H

#include "call.h"

#define SINK_SIZE 16384

struct sink {
    struct call call;
    size_t length;
    char data[SINK_SIZE];
};

void sink_begin(struct sink *sink, JNIEnv *env, jobject callbacks);

/* A cisd_write_fn whose user is a struct sink. */
int sink_write(void *user, const char *data, size_t length);

/* Writes the rest and ends the call as call_end does. */
int sink_end(struct sink *sink, cisd_code code, cisd_error *error);

#endif

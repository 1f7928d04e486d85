/* A stream of Java as the library reads it. */
#ifndef CISD_JAVA_READER_H
#define CISD_JAVA_READER_H

#include "call.h"

/* The user of reader_read. */
struct reader {
    struct call *const *call; /* the one under way; NULL there while there is none */
    jint number;              /* what io.cisdocker.Callbacks knows the stream by */
};

/* A cisd_read_fn. */
int reader_read(void *user, void *buffer, size_t size, size_t *length);

#endif

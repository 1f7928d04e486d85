/*
 * Many values in one array of bytes, so that an object crosses in one call. io.cisdocker.Unpacker
 * reads them in the same order: numbers in the machine's byte order, a text as its length (-1 for
 * NULL) and its bytes.
 */
#ifndef CISD_JAVA_PACK_H
#define CISD_JAVA_PACK_H

#include <jni.h>
#include <stddef.h>
#include <stdint.h>

#define PACK_FIRST 4096

struct pack {
    unsigned char *data;
    size_t length, capacity;
    int failed;
    unsigned char first[PACK_FIRST]; /* enough for most */
};

void pack_begin(struct pack *pack);
void pack_int(struct pack *pack, int64_t value);
void pack_long(struct pack *pack, uint64_t value);
void pack_text(struct pack *pack, const char *text);

/* Makes the array and frees the rest; NULL with an exception pending where there is no memory. */
jbyteArray pack_end(struct pack *pack, JNIEnv *env);

#endif

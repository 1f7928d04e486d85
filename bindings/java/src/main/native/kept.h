/* Copies of Java's strings, which come as UTF-8 without NUL: ended by NUL, freed together. */
#ifndef CISD_JAVA_KEPT_H
#define CISD_JAVA_KEPT_H

#include <jni.h>
#include <stddef.h>

struct kept {
    struct kept_block *blocks;
    int failed; /* an allocation failed, or an exception is pending */
};

/* Memory that lives as long as the rest; NULL where there is none. */
void *kept_memory(struct kept *kept, size_t size);

/* A copy of a text; NULL for null. */
const char *kept_text(struct kept *kept, JNIEnv *env, jbyteArray text);

/* Copies of texts, ended by NULL, and how many; NULL for null. */
const char *const *kept_texts(struct kept *kept, JNIEnv *env, jobjectArray texts, size_t *count);

void kept_free(struct kept *kept);

#endif

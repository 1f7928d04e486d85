#include "kept.h"

#include <stdlib.h>

struct kept_block {
    struct kept_block *next;
    max_align_t memory[];
};

void *kept_memory(struct kept *kept, size_t size)
{
    struct kept_block *block = calloc(1, sizeof *block + size);

    if (block == NULL) {
        kept->failed = 1;
        return NULL;
    }
    block->next = kept->blocks;
    kept->blocks = block;
    return block->memory;
}

const char *kept_text(struct kept *kept, JNIEnv *env, jbyteArray text)
{
    jsize length;
    char *copy;

    if (text == NULL)
        return NULL;
    length = (*env)->GetArrayLength(env, text);
    copy = kept_memory(kept, (size_t)length + 1);
    if (copy != NULL)
        (*env)->GetByteArrayRegion(env, text, 0, length, (jbyte *)copy);
    return copy;
}

const char *const *kept_texts(struct kept *kept, JNIEnv *env, jobjectArray texts, size_t *count)
{
    const char **copies;

    *count = 0;
    if (texts == NULL)
        return NULL;
    *count = (size_t)(*env)->GetArrayLength(env, texts);
    copies = kept_memory(kept, (*count + 1) * sizeof *copies);
    for (size_t i = 0; copies != NULL && i < *count; i++) {
        jbyteArray text = (*env)->GetObjectArrayElement(env, texts, (jsize)i);

        copies[i] = kept_text(kept, env, text);
        (*env)->DeleteLocalRef(env, text);
    }
    return copies;
}

void kept_free(struct kept *kept)
{
    while (kept->blocks != NULL) {
        struct kept_block *block = kept->blocks;

        kept->blocks = block->next;
        free(block);
    }
}

#include "file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int text_add(void *user, const char *data, size_t length)
{
    struct text *text = user;

    if (text->length + length + 1 > text->capacity) {
        text->capacity = (text->length + length + 1) * 2;
        text->data = realloc(text->data, text->capacity);
        if (text->data == NULL)
            exit(99);
    }
    memcpy(text->data + text->length, data, length);
    text->length += length;
    text->data[text->length] = '\0';
    return 0;
}

struct text text_of_file(const char *path)
{
    struct text text = {0};
    char part[4096];
    FILE *file = fopen(path, "rb");
    size_t got;

    if (file == NULL)
        return text;
    (void)text_add(&text, "", 0);
    while ((got = fread(part, 1, sizeof part, file)) > 0)
        (void)text_add(&text, part, got);
    (void)fclose(file);
    return text;
}

void text_free(struct text *text)
{
    free(text->data);
    memset(text, 0, sizeof *text);
}

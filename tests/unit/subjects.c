#include "subjects.h"

#include <stdlib.h>
#include <string.h>

void subjects_fill(struct subject *subject, struct name_list *list, const char *words)
{
    list->known = true;
    while (words != NULL && *words != '\0') {
        size_t length = strcspn(words, " ");

        if (subject_list_add(subject, list, words, length) != CISD_OK)
            abort();
        words += length + (words[length] == ' ');
    }
}

struct subject *subjects_container(const char *version, const char *add, const char *drop)
{
    struct memory memory;
    struct subject *subject;

    memory_init(&memory, NULL);
    subject = subject_new(&memory, CISD_CONTAINER);
    if (subject == NULL)
        abort();
    subject->name = "web";
    subject->privileged = CISD_NO;
    subject->engine = engine_version_parse(ENGINE_DOCKER, version);
    subjects_fill(subject, &subject->cap_add, add);
    subjects_fill(subject, &subject->cap_drop, drop);
    return subject;
}

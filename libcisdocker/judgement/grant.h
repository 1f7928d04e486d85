/* The grant: which capabilities an engine gives a subject (rule 5.4, section 3). Pure. */
#ifndef CISD_JUDGEMENT_GRANT_H
#define CISD_JUDGEMENT_GRANT_H

#include <stdbool.h>
#include <stddef.h>

#include "facts/capability.h"
#include "facts/subject.h"

struct grant {
    cisd_caps caps;
    bool adds_all;    /* CapAdd asks for every capability */
    bool drops_all;   /* everything is dropped first; what is granted was named */
    cisd_caps adds;   /* asked for by name */
    const struct name_list *named[2]; /* whose unknown names are granted too; NULL for none */
};

/* The grant of a subject whose evidence was read. Where versions differ, the larger one. */
struct grant grant_of(const struct subject *subject);

/* How many names are granted that have no number, and the one at an index. */
size_t grant_unknown_count(const struct grant *grant);
const char *grant_unknown(const struct grant *grant, size_t index);

/* The capabilities that a list names; ALL and unknown names count for none. */
cisd_caps grant_named(const struct name_list *list);

#endif

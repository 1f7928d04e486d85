/* What a remedy says, whoever it is said to. */
#ifndef CISD_RENDERERS_FIX_BODY_H
#define CISD_RENDERERS_FIX_BODY_H

#include "judgement/remedy.h"

struct fix_body {
    const char *text; /* within the remedy */
    size_t length;
};

/* A remedy without the service's name; of a Compose snippet the lines below it. */
struct fix_body fix_body_of(enum remedy_kind kind, const char *fix);

/* Whether two remedies of a kind differ by names at most. */
bool fix_body_same(enum remedy_kind kind, const char *one, const char *other);

#endif

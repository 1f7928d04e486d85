/*
 * Variables in text, as Compose replaces them: $VAR ${VAR} ${VAR-default} ${VAR:-default}
 * ${VAR?error} ${VAR:?error} ${VAR+other} ${VAR:+other}, one in another, and $$ for a dollar; a
 * dollar that begins nothing is one, too.
 */
#ifndef CISD_SOURCES_COMPOSE_INTERPOLATION_H
#define CISD_SOURCES_COMPOSE_INTERPOLATION_H

#include "ground/buffer.h"
#include "sources/compose_environment.h"

/* How deep defaults may stand in defaults, and the most bytes of what comes out. */
#define INTERPOLATION_DEPTH 16
#define INTERPOLATION_BYTES ((size_t)64 << 10)

enum interpolation {
    INTERPOLATION_DONE,
    INTERPOLATION_UNRESOLVED,   /* a variable without which the text is not known */
    INTERPOLATION_MALFORMED     /* "${" that begins nothing, or does not end */
};

/* What stood in the way: the variable's name, or the place; not NUL-terminated, may be empty. */
struct interpolation_trouble {
    const char *text;
    size_t length;
};

/*
 * Adds a text with its variables replaced to a buffer. Compose puts nothing in place of a variable
 * that is not set, and warns; here that is unresolved. For want of memory the buffer has failed.
 */
enum interpolation compose_interpolate(const struct compose_environment *environment,
                                       const char *text, size_t length, struct buffer *out,
                                       struct interpolation_trouble *trouble);

#endif

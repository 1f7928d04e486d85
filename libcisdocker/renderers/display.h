/* Text from outside, made fit for a terminal: nothing in it acts, hides or reorders. */
#ifndef CISD_RENDERERS_DISPLAY_H
#define CISD_RENDERERS_DISPLAY_H

#include <stddef.h>
#include <stdint.h>

#include "ground/buffer.h"

/* No limit for a text. */
#define DISPLAY_WHOLE SIZE_MAX

/* How many columns a printable character takes: 2 for wide ones of East Asia, else 1. */
size_t display_columns(uint32_t character);

/*
 * Adds a text; what is not printable becomes \u{1b}, what is no UTF-8 \x{ff}, a backslash two.
 * A text that takes more columns than the limit (at least 4) is cut and ends with "...".
 */
void display_add(struct buffer *out, const char *text, size_t limit);

/* The same for a name in a list of names: in quotes if it could be taken for more than one. */
void display_name(struct buffer *out, const char *name, size_t limit);

#endif

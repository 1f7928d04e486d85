/* Running text on paper of a given width. */
#ifndef CLI_WRAP_H
#define CLI_WRAP_H

#include <stddef.h>
#include <stdio.h>

/*
 * Writes a label, then text from a column on, broken at blanks. A line end in the text begins a
 * new line. A label that is too long stands on a line of its own.
 */
void wrap_labelled(FILE *out, const char *label, size_t column, size_t width, const char *text);

#endif

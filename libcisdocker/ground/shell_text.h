/* Text from outside as one word of a shell. */
#ifndef CISD_GROUND_SHELL_TEXT_H
#define CISD_GROUND_SHELL_TEXT_H

#include "ground/buffer.h"

/*
 * Adds a text as one word that no shell takes apart. What is not printable is spelled in escapes,
 * in $'...', so that pasting it does not act on the terminal.
 */
void shell_word(struct buffer *out, const char *text);

#endif

/* Text from outside without what acts on a terminal, hides or reorders, for whoever shows it. */
#ifndef CISD_RENDERERS_PLAIN_H
#define CISD_RENDERERS_PLAIN_H

#include <stdbool.h>

#include "ground/buffer.h"

/*
 * Adds a text in which U+FFFD stands for each byte that is no UTF-8 and each character that is not
 * printable or that XML forbids. Line ends and tabs stay where `lines` says so.
 */
void plain_add(struct buffer *out, const char *text, bool lines);

#endif

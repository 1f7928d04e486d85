/* Text from outside as YAML. */
#ifndef CISD_GROUND_YAML_TEXT_H
#define CISD_GROUND_YAML_TEXT_H

#include "ground/buffer.h"

/* Adds a text in double quotes: what is not printable is escaped, nothing ends the quotes early. */
void yaml_quote(struct buffer *out, const char *text);

/* Adds a text as it stands where every reader takes it for this text, else in quotes. */
void yaml_word(struct buffer *out, const char *text);

#endif

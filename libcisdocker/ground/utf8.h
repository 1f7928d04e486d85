/* UTF-8 from outside: checked, repaired, made safe to show. */
#ifndef CISD_GROUND_UTF8_H
#define CISD_GROUND_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Decodes the character at `text`, which has `length` > 0 bytes. Returns how many bytes it takes,
 * 0 if they are no well-formed UTF-8 (overlong forms and surrogates are not).
 */
size_t utf8_decode(const char *text, size_t length, uint32_t *character);

/* Whether bytes are well-formed UTF-8 without NUL. */
bool utf8_is_clean(const char *text, size_t length);

/*
 * Copies into `out`, U+FFFD in place of NUL and of each malformed byte. Returns the length that
 * the copy has, or would have with enough room: call with out NULL to measure. Adds no NUL.
 */
size_t utf8_repair(const char *text, size_t length, char *out);

/*
 * Whether a character can be shown in running text without acting on the terminal or reordering
 * what stands around it: no control characters, no bidi controls, no line separators, no invisible
 * format characters.
 */
bool utf8_is_printable(uint32_t character);

/* Replaces what is not printable by '?', in place. */
void utf8_make_printable(char *text);

#endif

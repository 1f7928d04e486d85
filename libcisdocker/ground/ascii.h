/* Letters without locales: names of the field are ASCII whatever LC_CTYPE says. */
#ifndef CISD_GROUND_ASCII_H
#define CISD_GROUND_ASCII_H

#include <stdbool.h>
#include <stddef.h>

static inline char ascii_upper(char character)
{
    return character >= 'a' && character <= 'z' ? (char)(character - 'a' + 'A') : character;
}

/* Whether two byte strings are equal but for the case of ASCII letters. */
static inline bool ascii_same(const char *one, const char *other, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (ascii_upper(one[i]) != ascii_upper(other[i]))
            return false;
    return true;
}

#endif

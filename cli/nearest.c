#include "nearest.h"

#include <string.h>

#define WORD_MAX 40

static char lower(char character)
{
    return character >= 'A' && character <= 'Z' ? (char)(character - 'A' + 'a') : character;
}

static size_t least(size_t one, size_t two, size_t three)
{
    size_t less = one < two ? one : two;

    return less < three ? less : three;
}

/* How many letters to add, leave out or change (Levenshtein). */
static size_t distance(const char *one, const char *other)
{
    size_t width = strlen(other), row[WORD_MAX + 1];

    for (size_t i = 0; i <= width; i++)
        row[i] = i;
    for (; *one != '\0'; one++) {
        size_t diagonal = row[0]++;

        for (size_t i = 1; i <= width; i++) {
            size_t changed = diagonal + (lower(*one) != lower(other[i - 1]));

            diagonal = row[i];
            row[i] = least(row[i] + 1, row[i - 1] + 1, changed);
        }
    }
    return row[width];
}

void nearest_try(struct nearest *best, const char *typed, const char *candidate)
{
    size_t length = strlen(typed), found;

    if (length > WORD_MAX || strlen(candidate) > WORD_MAX)
        return;
    found = distance(typed, candidate);
    if (found > 1 + length / 4 || (best->word != NULL && found >= best->distance))
        return;
    best->word = candidate;
    best->distance = found;
}

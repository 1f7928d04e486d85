#include "facts/capability.h"

#include <string.h>

#include "ground/ascii.h"

/* Longer than any capability's name: what is longer is like none. */
#define LONGEST 64

/* How many letters must be put in, left out or changed to get from one name to the other. */
static size_t distance(const char *one, const char *other)
{
    size_t row[LONGEST], length = strlen(other);

    for (size_t j = 0; j <= length; j++)
        row[j] = j;
    for (size_t i = 1; *one != '\0' && i < LONGEST; one++, i++) {
        size_t corner = row[0];

        row[0] = i;
        for (size_t j = 1; j <= length; j++) {
            size_t change = corner + (ascii_upper(*one) != other[j - 1]);
            size_t shift = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;

            corner = row[j];
            row[j] = change < shift ? change : shift;
        }
    }
    return row[length];
}

const char *capability_nearest(const char *name)
{
    const char *best = capability_fact(0)->name + 4;
    size_t least = LONGEST;

    if (strlen(name) > 4 && ascii_same(name, "CAP_", 4))
        name += 4;
    for (int number = 0; number < CAPABILITY_COUNT; number++) {
        const char *known = capability_fact(number)->name + 4;
        size_t changes = distance(name, known);

        if (changes < least) {
            least = changes;
            best = known;
        }
    }
    return best;
}

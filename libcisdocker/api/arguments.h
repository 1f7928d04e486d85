/* Option structs that may grow: what an older library does not know must be zero. */
#ifndef CISD_API_ARGUMENTS_H
#define CISD_API_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/*
 * Copies a caller's struct, whose first member is its size, into ours. False where the size makes
 * no sense or a member that this library does not know is not zero.
 */
static inline bool arguments_take(void *ours, size_t our_size, const void *theirs)
{
    const unsigned char *bytes = theirs;
    size_t size;

    memcpy(&size, theirs, sizeof size);
    if (size < sizeof size || size > 65536)
        return false;
    for (size_t i = our_size; i < size; i++)
        if (bytes[i] != 0)
            return false;
    memset(ours, 0, our_size);
    memcpy(ours, theirs, size < our_size ? size : our_size);
    return true;
}

#endif

#include "epoch.h"

#include <inttypes.h>
#include <stdlib.h>

#include "say.h"
#include "status.h"

/* The newest time that fits a year of four digits. */
#define EPOCH_MAX 253402300799

int epoch_read(int64_t *seconds)
{
    const char *set = getenv("SOURCE_DATE_EPOCH");
    intmax_t number;
    char *end;

    *seconds = -1;
    if (set == NULL || set[0] == '\0')
        return STATUS_NONE;
    number = strtoimax(set, &end, 10);
    if (*end != '\0' || number < 0 || number > EPOCH_MAX) {
        say("SOURCE_DATE_EPOCH is '%s', no number of seconds since 1970", set);
        return STATUS_USAGE;
    }
    *seconds = number;
    return STATUS_NONE;
}

/* The time that the environment fixes, so that equal evidence gives equal bytes. */
#ifndef CLI_EPOCH_H
#define CLI_EPOCH_H

#include <stdint.h>

/*
 * Seconds since 1970 by SOURCE_DATE_EPOCH, -1 where it is not set. Returns STATUS_NONE, or the
 * status to end with where it is no time, which was said.
 */
int epoch_read(int64_t *seconds);

#endif

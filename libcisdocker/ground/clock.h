/* Milliseconds that only go forward, for time limits. */
#ifndef CISD_GROUND_CLOCK_H
#define CISD_GROUND_CLOCK_H

#include <time.h>

static inline long long clock_ms(void)
{
    struct timespec now = {0};

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

#endif

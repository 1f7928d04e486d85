/* Numbers that look drawn at random and come the same from the same seed (xorshift64). */
#ifndef UNIT_DRAW_H
#define UNIT_DRAW_H

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct draw {
    uint64_t state;
};

/* Begins with the seed that the environment variable SEED names, else a new one; prints it. */
static inline struct draw draw_begin(void)
{
    const char *wanted = getenv("SEED");
    uint64_t seed = wanted != NULL ? strtoull(wanted, NULL, 10) : (uint64_t)time(NULL);

    printf("SEED=%" PRIu64 "\n", seed);
    return (struct draw){(seed + 1) * 0x9E3779B97F4A7C15u | 1};
}

/* The next number below a bound. */
static inline uint64_t draw(struct draw *from, uint64_t bound)
{
    from->state ^= from->state << 13;
    from->state ^= from->state >> 7;
    from->state ^= from->state << 17;
    return (from->state >> 11) % bound;
}

#endif

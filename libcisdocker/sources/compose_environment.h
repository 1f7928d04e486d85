/*
 * The variables that a Compose file may use. One environment stands upon another: what the lower
 * one defines wins, as the process environment wins over `.env`.
 */
#ifndef CISD_SOURCES_COMPOSE_ENVIRONMENT_H
#define CISD_SOURCES_COMPOSE_ENVIRONMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "ground/fault.h"
#include "ground/memory.h"

#define COMPOSE_VARIABLES 10000

struct compose_variable {
    const char *name;
    const char *value;      /* NULL: made of a variable that has no value */
    bool nothing;           /* of that alone: Compose takes it for empty */
};

struct compose_environment {
    struct pool *pool;
    const struct compose_environment *below;
    struct compose_variable *variables; /* sorted by name */
    size_t count, capacity;
};

void compose_environment_init(struct compose_environment *environment, struct pool *pool,
                              const struct compose_environment *below);

/* Defines a variable, or defines it anew; `value` may be NULL. Copies both. */
cisd_code compose_environment_set(struct compose_environment *environment, const char *name,
                                  size_t name_length, const char *value, size_t value_length,
                                  struct fault *fault);

/* Defines one that is another which is not set, and nothing else. */
cisd_code compose_environment_set_nothing(struct compose_environment *environment,
                                          const char *name, size_t length, struct fault *fault);

/* The variable of this name, from the bottom up; NULL where none is defined. */
const struct compose_variable *
compose_environment_get(const struct compose_environment *environment, const char *name,
                        size_t length);

#endif

#include "sources/compose_environment.h"

#include <string.h>

void compose_environment_init(struct compose_environment *environment, struct pool *pool,
                              const struct compose_environment *below)
{
    *environment = (struct compose_environment){.pool = pool, .below = below};
}

static int compare(const char *name, const char *other, size_t length)
{
    int order = strncmp(name, other, length);

    return order != 0 ? order : name[length] != '\0';
}

/* Where a name stands, or would have to; *found says which. */
static size_t search(const struct compose_environment *environment, const char *name,
                     size_t length, bool *found)
{
    size_t low = 0, high = environment->count;

    *found = false;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(environment->variables[middle].name, name, length);

        if (order == 0) {
            *found = true;
            return middle;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Room for one more; the pool keeps the smaller arrays. */
static cisd_code grow(struct compose_environment *environment, struct fault *fault)
{
    size_t capacity = environment->capacity != 0 ? environment->capacity * 2 : 32;
    struct compose_variable *larger;

    if (environment->count >= COMPOSE_VARIABLES)
        return fault_set(fault, CISD_E_LIMIT, "more than %d variables", COMPOSE_VARIABLES);
    if (environment->count < environment->capacity)
        return CISD_OK;
    larger = pool_alloc(environment->pool, capacity * sizeof *larger);
    if (larger == NULL)
        return fault_no_memory(fault);
    if (environment->count > 0)
        memcpy(larger, environment->variables, environment->count * sizeof *larger);
    environment->variables = larger;
    environment->capacity = capacity;
    return CISD_OK;
}

static cisd_code insert(struct compose_environment *environment, size_t at, const char *name,
                        size_t length, struct fault *fault)
{
    char *copy;

    if (grow(environment, fault) != CISD_OK)
        return fault->code;
    copy = pool_copy(environment->pool, name, length);
    if (copy == NULL)
        return fault_no_memory(fault);
    memmove(environment->variables + at + 1, environment->variables + at,
            (environment->count - at) * sizeof *environment->variables);
    environment->variables[at] = (struct compose_variable){.name = copy};
    environment->count++;
    return CISD_OK;
}

cisd_code compose_environment_set(struct compose_environment *environment, const char *name,
                                  size_t name_length, const char *value, size_t value_length,
                                  struct fault *fault)
{
    char *copy = value != NULL ? pool_copy(environment->pool, value, value_length) : NULL;
    bool found;
    size_t at = search(environment, name, name_length, &found);

    if (value != NULL && copy == NULL)
        return fault_no_memory(fault);
    if (!found && insert(environment, at, name, name_length, fault) != CISD_OK)
        return fault->code;
    environment->variables[at].value = copy;
    environment->variables[at].nothing = false;
    return CISD_OK;
}

cisd_code compose_environment_set_nothing(struct compose_environment *environment,
                                          const char *name, size_t length, struct fault *fault)
{
    bool found;

    if (compose_environment_set(environment, name, length, NULL, 0, fault) == CISD_OK)
        environment->variables[search(environment, name, length, &found)].nothing = true;
    return fault->code;
}

const struct compose_variable *
compose_environment_get(const struct compose_environment *environment, const char *name,
                        size_t length)
{
    const struct compose_variable *below = NULL;
    bool found;
    size_t at;

    if (environment->below != NULL)
        below = compose_environment_get(environment->below, name, length);
    if (below != NULL)
        return below;
    at = search(environment, name, length, &found);
    return found ? &environment->variables[at] : NULL;
}

#include "sources/compose_services.h"

#include <string.h>

/* Where a name stands, or would have to. */
static size_t search(const struct compose_services *services, enum compose_section section,
                     const char *name, bool *found)
{
    size_t low = 0, high = services->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct compose_service *other = services->all[middle];
        int order = strcmp(other->name, name);

        if (order == 0)
            order = (int)other->section - (int)section;
        if (order == 0) {
            *found = true;
            return middle;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *found = false;
    return low;
}

struct compose_service *compose_services_find(const struct compose_services *services,
                                              enum compose_section section, const char *name)
{
    bool found;
    size_t at = search(services, section, name, &found);

    return found ? services->all[at] : NULL;
}

/* Room for one more; the pool keeps the smaller arrays. */
static cisd_code grow(struct compose_load *load, struct compose_services *services,
                      struct fault *fault)
{
    size_t capacity = services->capacity != 0 ? services->capacity * 2 : 32;
    struct compose_service **larger;

    if (services->count >= COMPOSE_SERVICES)
        return fault_set(fault, CISD_E_LIMIT, "the project has more than %d services",
                         COMPOSE_SERVICES);
    if (services->count < services->capacity)
        return CISD_OK;
    larger = pool_alloc(&load->pool, capacity * sizeof *larger);
    if (larger == NULL)
        return fault_no_memory(fault);
    if (services->count > 0)
        memcpy(larger, services->all, services->count * sizeof *larger);
    services->all = larger;
    services->capacity = capacity;
    return CISD_OK;
}

cisd_code compose_services_add(struct compose_load *load, struct compose_services *services,
                               struct compose_service *service, struct fault *fault)
{
    bool found;
    size_t at = search(services, service->section, service->name, &found);

    if (grow(load, services, fault) != CISD_OK)
        return fault->code;
    memmove(services->all + at + 1, services->all + at,
            (services->count - at) * sizeof *services->all);
    services->all[at] = service;
    services->count++;
    return CISD_OK;
}

void compose_services_replace(struct compose_services *services, struct compose_service *service)
{
    bool found;
    size_t at = search(services, service->section, service->name, &found);

    if (found)
        services->all[at] = service;
}

static void remove_at(struct compose_services *services, size_t at)
{
    services->count--;
    memmove(services->all + at, services->all + at + 1,
            (services->count - at) * sizeof *services->all);
}

cisd_code compose_services_apply(struct compose_load *load, struct compose_services *services,
                                 struct compose_service *service, struct fault *fault)
{
    bool found;
    size_t at = search(services, service->section, service->name, &found);

    if (service->effect == COMPOSE_RESET) {
        if (found)
            remove_at(services, at);
        return CISD_OK;
    }
    if (!found)
        return compose_services_add(load, services, service, fault);
    if (service->effect == COMPOSE_UNITE)
        return compose_service_merge(load, services->all[at], service, fault);
    services->all[at] = service;
    return CISD_OK;
}

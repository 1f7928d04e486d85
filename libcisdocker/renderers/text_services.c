#include "renderers/text_services.h"

#include <string.h>

struct known_service {
    size_t target;
    const char *name;
    cisd_verdict verdict;
    bool waived;
    cisd_caps excess;
};

void text_services_init(struct text_services *services, const struct memory *memory)
{
    memset(services, 0, sizeof *services);
    pool_init(&services->pool, memory);
}

void text_services_free(struct text_services *services)
{
    memory_free(&services->pool.memory, services->slots);
    pool_free(&services->pool);
}

static size_t hash_of(size_t target, const char *name)
{
    size_t hash = target + 5381;

    for (; *name != '\0'; name++)
        hash = hash * 33 + (unsigned char)*name;
    return hash;
}

/* The slot of a service, or the free one where it belongs. There is one. */
static struct known_service **find(const struct text_services *services, size_t target,
                                   const char *name)
{
    size_t at = hash_of(target, name) & (services->capacity - 1);

    for (;; at = (at + 1) & (services->capacity - 1)) {
        struct known_service *known = services->slots[at];

        if (known == NULL || (known->target == target && strcmp(known->name, name) == 0))
            return &services->slots[at];
    }
}

/* Keeps at least half of the slots free. */
static cisd_code make_room(struct text_services *services)
{
    struct text_services larger = *services;

    if (services->count < services->capacity / 2)
        return CISD_OK;
    larger.capacity = services->capacity == 0 ? 64 : services->capacity * 2;
    larger.slots = memory_zero(&services->pool.memory, larger.capacity * sizeof *larger.slots);
    if (larger.slots == NULL)
        return CISD_E_NO_MEMORY;
    for (size_t i = 0; i < services->capacity; i++)
        if (services->slots[i] != NULL)
            *find(&larger, services->slots[i]->target, services->slots[i]->name) =
                services->slots[i];
    memory_free(&services->pool.memory, services->slots);
    services->slots = larger.slots;
    services->capacity = larger.capacity;
    return CISD_OK;
}

static const char *keep(struct text_services *services, const char *text)
{
    return pool_copy(&services->pool, text, strlen(text));
}

static cisd_code note_rollout(struct text_services *services, const struct subject *subject)
{
    const struct rollout *rollout = &subject->rollout;
    const char *name;

    if (rollout->differing == 0 || services->rollout_count++ >= SERVICES_ROLLOUTS)
        return CISD_OK;
    name = keep(services, subject->name);
    if (name == NULL)
        return CISD_E_NO_MEMORY;
    services->rollouts[services->rollout_count - 1] =
        (struct known_rollout){name, rollout->tasks, rollout->differing};
    return CISD_OK;
}

cisd_code text_services_note(struct text_services *services, const cisd_result *result)
{
    const struct subject *subject = result->subject;
    struct known_service *known, **slot;

    if (subject->kind != CISD_SERVICE)
        return CISD_OK;
    if (note_rollout(services, subject) != CISD_OK || make_room(services) != CISD_OK)
        return CISD_E_NO_MEMORY;
    slot = find(services, subject->target, subject->name);
    if (*slot != NULL || services->count == SERVICES_KEPT)
        return CISD_OK;
    known = pool_alloc(&services->pool, sizeof *known);
    if (known == NULL)
        return CISD_E_NO_MEMORY;
    *known = (struct known_service){subject->target, keep(services, subject->name),
                                    result->judgement.verdict, result->judgement.waived,
                                    result->judgement.excess};
    if (known->name == NULL)
        return CISD_E_NO_MEMORY;
    *slot = known;
    services->count++;
    return CISD_OK;
}

/* A label alone makes no link: whoever starts a container can write one. */
static bool is_covered(const struct known_service *service, const cisd_result *result)
{
    const struct judgement *judgement = &result->judgement;

    if (judgement->verdict == CISD_PASS)
        return true;
    return judgement->verdict == service->verdict && judgement->waived == service->waived &&
           (judgement->excess & ~service->excess) == 0 &&
           result->subject->privileged != CISD_YES && result->unknown_count == 0;
}

bool text_services_fold(struct text_services *services, const cisd_result *result)
{
    const struct subject *subject = result->subject;
    const struct known_service *service;

    if (subject->kind != CISD_CONTAINER || subject->service[0] == '\0' || services->count == 0)
        return false;
    service = *find(services, subject->target, subject->service);
    if (service == NULL || !is_covered(service, result))
        return false;
    if (result->judgement.waived)
        services->folded_waived++;
    else
        services->folded[result->judgement.verdict]++;
    services->folded_all++;
    return true;
}

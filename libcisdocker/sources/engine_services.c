#include "sources/engine_services.h"

#include <stdio.h>
#include <string.h>

#include "sources/swarm_tasks.h"

static cisd_code note(struct pool *pool, const char *text, struct engine_services *services,
                      struct fault *fault)
{
    services->note = pool_copy(pool, text, strlen(text));
    return services->note != NULL ? CISD_OK : fault_no_memory(fault);
}

static cisd_code note_trouble(struct pool *pool, const char *state,
                              struct engine_services *services, struct fault *fault)
{
    struct fault text;

    /* The word is the engine's: a fault is fit to be shown. */
    (void)fault_set(&text, CISD_E_STATE,
                    "the Swarm of this node is in the state '%s': its services cannot be read",
                    state);
    return note(pool, text.text, services, fault);
}

static cisd_code ask_both(const struct swarm_manager *manager, const struct memory *memory,
                          struct engine_services *services, long *status)
{
    struct fault *trouble = &services->trouble;

    if (swarm_services_read(manager, memory, &services->swarm, status, trouble) != CISD_OK)
        return fault_within(trouble, "cannot read the Swarm's services");
    if (services->swarm.count > 0 &&
        swarm_tasks_read(manager, &services->swarm, trouble) != CISD_OK)
        return fault_within(trouble, "cannot read the Swarm's tasks");
    return CISD_OK;
}

static cisd_code ask(const struct swarm_manager *manager, const struct engine_hello *hello,
                     struct pool *pool, struct engine_services *services, struct fault *fault)
{
    struct fault *trouble = &services->trouble;
    bool certain = hello->swarm == ENGINE_SWARM_MANAGER;
    long status;

    if (ask_both(manager, &pool->memory, services, &status) == CISD_OK)
        return CISD_OK;
    if (trouble->code == CISD_E_NO_MEMORY || trouble->code == CISD_E_CANCELLED) {
        *fault = *trouble;
        return fault->code;
    }
    if (certain || status == 200)
        return CISD_OK;
    fault_clear(trouble);
    return note(pool, "the engine does not tell whether it manages a Swarm", services, fault);
}

cisd_code engine_services_read(const struct swarm_manager *manager,
                               const struct engine_hello *hello, struct pool *pool,
                               struct engine_services *services, struct fault *fault)
{
    services->swarm.memory = pool->memory;
    if (hello->version.kind == ENGINE_PODMAN)
        return CISD_OK;
    switch (hello->swarm) {
    case ENGINE_SWARM_NONE:
        return CISD_OK;
    case ENGINE_SWARM_WORKER:
        return note(pool, "this node is a Swarm worker: audit the services on a manager",
                    services, fault);
    case ENGINE_SWARM_TROUBLED:
        return note_trouble(pool, hello->swarm_state, services, fault);
    default:
        return ask(manager, hello, pool, services, fault);
    }
}

/* Swarm services among the results: their tasks' containers are counted with them. */
#ifndef CISD_RENDERERS_TEXT_SERVICES_H
#define CISD_RENDERERS_TEXT_SERVICES_H

#include "report/result.h"

/* What is kept; containers of further services are counted on their own. */
#define SERVICES_KEPT 16384
#define SERVICES_ROLLOUTS 8

struct known_service;

/* A service whose running tasks differ from its spec. */
struct known_rollout {
    const char *name;
    size_t tasks, differing;
};

struct text_services {
    struct pool pool;
    struct known_service **slots;   /* a hash table; NULL: free */
    size_t count, capacity;
    size_t folded[CISD_VERDICTS];   /* containers counted with their service, not waived */
    size_t folded_waived, folded_all;
    struct known_rollout rollouts[SERVICES_ROLLOUTS];
    size_t rollout_count;           /* of all, kept or not */
};

void text_services_init(struct text_services *services, const struct memory *memory);
void text_services_free(struct text_services *services);

/* Remembers a service; does nothing with other results. */
cisd_code text_services_note(struct text_services *services, const cisd_result *result);

/*
 * Whether a result is of a service's container and says nothing that the service's own result does
 * not say: it is counted with that then. What is worse than its service is told on its own.
 */
bool text_services_fold(struct text_services *services, const cisd_result *result);

#endif

/* The services of a Swarm, as one of its managers tells. */
#ifndef CISD_SOURCES_SWARM_SERVICES_H
#define CISD_SOURCES_SWARM_SERVICES_H

#include "readers/http.h"
#include "sources/source.h"

#define SWARM_SERVICES_MAX 100000
#define SWARM_TASKS_MAX 1000000
#define SWARM_BODY ((size_t)256 << 20)

/* How to ask the manager. */
struct swarm_manager {
    struct http *http;
    const char *api;           /* "1.41" */
    long timeout_ms;
    const struct label_keys *labels;
};

struct swarm_services {
    struct memory memory;
    struct subject **services; /* by name, then id; NULL once taken */
    size_t count, capacity;
};

/*
 * Asks for the services; the HTTP status goes into *status. On failure those that could be read
 * are there all the same.
 */
cisd_code swarm_services_read(const struct swarm_manager *manager, const struct memory *memory,
                              struct swarm_services *swarm, long *status, struct fault *fault);

void swarm_services_free(struct swarm_services *swarm);

/* Whether an id is one of Swarm's: 25 digits and small letters. */
bool swarm_id_valid(const char *id);

#endif

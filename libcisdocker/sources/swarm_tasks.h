/* The running tasks of a Swarm, held against the specs of their services. */
#ifndef CISD_SOURCES_SWARM_TASKS_H
#define CISD_SOURCES_SWARM_TASKS_H

#include "sources/swarm_services.h"

/* Asks for the tasks and fills in the rollout of every service. */
cisd_code swarm_tasks_read(const struct swarm_manager *manager, struct swarm_services *swarm,
                           struct fault *fault);

#endif

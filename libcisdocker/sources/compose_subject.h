/* From a service as Compose files declare it to a subject with its evidence. */
#ifndef CISD_SOURCES_COMPOSE_SUBJECT_H
#define CISD_SOURCES_COMPOSE_SUBJECT_H

#include "facts/subject.h"
#include "sources/compose_service.h"

/* `stack` says that `docker stack deploy` is to run it, which knows no privileged services. */
cisd_code compose_subject_make(const struct memory *memory, const struct compose_service *service,
                               bool stack, struct subject **out, struct fault *fault);

#endif

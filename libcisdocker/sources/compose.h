/* Compose files as evidence: one project, each of its services a subject. */
#ifndef CISD_SOURCES_COMPOSE_H
#define CISD_SOURCES_COMPOSE_H

#include "sources/source.h"

/* Everything in the options is copied; files are read when the first subject is asked for. */
cisd_code compose_open(const struct memory *memory, const cisd_compose_options *options,
                       struct source **out, struct fault *fault);

#endif

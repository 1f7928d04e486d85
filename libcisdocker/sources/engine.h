/* A live engine, Docker or Podman, over its socket. */
#ifndef CISD_SOURCES_ENGINE_H
#define CISD_SOURCES_ENGINE_H

#include "sources/source.h"

/* Opens what endpoint.h can name. Connects when the first subject is asked for. */
cisd_code engine_open(const struct memory *memory, const char *uri,
                      const cisd_engine_options *options, struct source **out,
                      struct fault *fault);

#endif

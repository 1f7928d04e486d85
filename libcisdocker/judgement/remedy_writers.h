/* How a configuration is said, one writer for each kind of terms. */
#ifndef CISD_JUDGEMENT_REMEDY_WRITERS_H
#define CISD_JUDGEMENT_REMEDY_WRITERS_H

#include "ground/buffer.h"
#include "judgement/remedy_config.h"

typedef void remedy_write(struct buffer *out, const struct subject *subject,
                          const struct remedy_config *config);

/* Flags of docker run and podman run. */
remedy_write remedy_write_flags;

/* A service in a Compose file. */
remedy_write remedy_write_compose;

/* A docker service update command. */
remedy_write remedy_write_service;

/* Adds each capability after a text: " --cap-add=", ", ". */
void remedy_write_caps(struct buffer *out, const char *before, cisd_caps caps);

#endif

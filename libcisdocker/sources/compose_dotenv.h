/* Files of variables: `.env` and what --env-file names, as Compose reads them. */
#ifndef CISD_SOURCES_COMPOSE_DOTENV_H
#define CISD_SOURCES_COMPOSE_DOTENV_H

#include "sources/compose_environment.h"

#define DOTENV_BYTES ((size_t)1 << 20)

/*
 * Reads the text of such a file into an environment; what stands there already is defined anew.
 * A fault says the line.
 */
cisd_code compose_dotenv_parse(const char *text, size_t length,
                               struct compose_environment *environment, struct fault *fault);

/* Reads a file. One that is not there is a fault unless it is `optional`. */
cisd_code compose_dotenv_load(const char *path, bool optional,
                              struct compose_environment *environment, struct fault *fault);

#endif

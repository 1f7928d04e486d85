/* One command line that makes a container or a service. It is read, never executed. */
#ifndef CISD_SOURCES_COMMAND_H
#define CISD_SOURCES_COMMAND_H

#include "sources/source.h"

cisd_code command_open(const struct memory *memory, const char *line, struct source **out,
                       struct fault *fault);

#endif

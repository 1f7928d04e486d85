/* A command line as the docker command would read it, made a subject. */
#ifndef CISD_SOURCES_COMMAND_SUBJECT_H
#define CISD_SOURCES_COMMAND_SUBJECT_H

#include "facts/subject.h"
#include "ground/fault.h"
#include "sources/source.h"

/* A line that cannot be read makes a subject that says why. Fails for want of memory only. */
cisd_code command_subject_read(const struct memory *memory, const char *line,
                               const struct label_keys *labels, struct subject **out,
                               struct fault *fault);

#endif

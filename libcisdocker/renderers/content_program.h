/* The shell programs that content carries, with the library's own tables filled in. */
#ifndef CISD_RENDERERS_CONTENT_PROGRAM_H
#define CISD_RENDERERS_CONTENT_PROGRAM_H

#include "ground/buffer.h"

/*
 * Decides 5.4 by the docker command of the target. The first line of its output is
 * "verdict: pass", "verdict: fail" or "verdict: unknown"; it exits with 0 whatever that is.
 */
void content_program_docker(struct buffer *out, cisd_profile profile);

/* The same by the command cisdocker of the target. */
void content_program_command(struct buffer *out, cisd_profile profile);

#endif

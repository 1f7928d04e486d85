/* The shell programs that content carries, with the library's own tables filled in. */
#ifndef CISD_RENDERERS_CONTENT_PROGRAM_H
#define CISD_RENDERERS_CONTENT_PROGRAM_H

#include "ground/buffer.h"

/*
 * Decides 5.4 by the docker command of the target. The first line of its output is
 * "verdict: pass", "verdict: fail" or "verdict: unknown"; it exits with 0 whatever that is.
 */
void content_program_docker(struct buffer *out, cisd_profile profile);

/*
 * The same for a shell that has set $tolerated, what is not even mentioned, and $allowed, what is
 * as if a policy required it of all: names without CAP_, with blanks between them.
 */
void content_program_docker_set(struct buffer *out);

/* What a profile tolerates, spelt so. */
void content_tolerated(struct buffer *out, cisd_profile profile);

/* Decides in the same way by the command cisdocker of the target. */
void content_program_command(struct buffer *out, cisd_profile profile);

#endif

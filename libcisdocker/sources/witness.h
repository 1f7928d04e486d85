/*
 * The kernel as witness: what the processes of running containers of this machine really can do.
 * A configuration says what an engine meant to grant; `docker exec --privileged` is not in it.
 */
#ifndef CISD_SOURCES_WITNESS_H
#define CISD_SOURCES_WITNESS_H

#include "facts/subject.h"
#include "ground/fault.h"
#include "readers/proc.h"

/* More processes in containers than any machine has; what is beyond is not seen, and said so. */
#define WITNESS_MAX 1000000

struct witness_member;

struct witness {
    struct memory memory;
    const char *root;        /* "/proc"; another one in tests */
    struct proc proc;
    bool begun, truncated;
    struct proc_space own;
    struct witness_member *members; /* by container */
    size_t count, capacity;
};

void witness_init(struct witness *witness, const struct memory *memory, const char *root);
void witness_free(struct witness *witness);

/*
 * Adds to a running container what the kernel says of its processes, if they are seen here. All
 * processes are passed over once, when the first running container comes. `must` says that a
 * container of which not every process could be read cannot pass.
 */
cisd_code witness_see(struct witness *witness, struct subject *subject, bool must,
                      struct fault *fault);

#endif

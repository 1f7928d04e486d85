#include "sources/witness.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* That a process was in a container when all were passed over. */
struct witness_member {
    char id[PROC_ID];
    int pid;
};

void witness_init(struct witness *witness, const struct memory *memory, const char *root)
{
    memset(witness, 0, sizeof *witness);
    witness->memory = *memory;
    witness->root = root;
    witness->proc.directory = -1;
}

void witness_free(struct witness *witness)
{
    proc_close(&witness->proc);
    memory_free(&witness->memory, witness->members);
}

/* ---------------------------------------------------- passing over them all */

static int add_member(void *user, const char id[PROC_ID], long pid)
{
    struct witness *witness = user;
    struct witness_member *grown;

    if (witness->count >= WITNESS_MAX) {
        witness->truncated = true;
        return EFBIG;
    }
    grown = memory_grow(&witness->memory, witness->members, witness->count, &witness->capacity,
                        sizeof *grown);
    if (grown == NULL)
        return ENOMEM;
    witness->members = grown;
    memcpy(witness->members[witness->count].id, id, PROC_ID);
    witness->members[witness->count++].pid = (int)pid;
    return 0;
}

static int compare(const void *one, const void *other)
{
    const struct witness_member *a = one, *b = other;
    int order = memcmp(a->id, b->id, PROC_ID);

    return order != 0 ? order : (a->pid > b->pid) - (a->pid < b->pid);
}

static cisd_code begin(struct witness *witness, struct fault *fault)
{
    witness->begun = true;
    /* Without /proc nothing is seen, which each container is told. */
    if (proc_open(witness->root, &witness->proc) != 0)
        return CISD_OK;
    proc_space(&witness->proc, 0, &witness->own);
    if (proc_list(&witness->proc, add_member, witness) == ENOMEM)
        return fault_no_memory(fault);
    if (witness->count > 1)
        qsort(witness->members, witness->count, sizeof *witness->members, compare);
    return CISD_OK;
}

/* The first member of a container, or the place where it would be. */
static size_t first_member(const struct witness *witness, const char *id)
{
    size_t low = 0, high = witness->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (memcmp(witness->members[middle].id, id, PROC_ID) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ----------------------------------------------------------- one container */

/*
 * Whether what a process can do counts outside of the container's own user namespace: in one that
 * it made itself it can do everything, to nobody else's harm.
 */
static enum proc_relation counts(const struct witness *witness, const struct proc_space *first,
                                 long pid)
{
    struct proc_space space;
    enum proc_relation relation;

    proc_space(&witness->proc, pid, &space);
    relation = proc_compare(&space, first);
    if (relation == PROC_OTHER &&
        (proc_compare(&space, &witness->own) == PROC_SAME || proc_is_whole(&space)))
        return PROC_SAME;
    return relation;
}

static void add_process(const struct witness *witness, struct subject *subject,
                        const struct proc_space *first, long pid)
{
    struct kernel_witness *kernel = &subject->kernel;
    enum proc_relation relation = counts(witness, first, pid);
    struct proc_caps caps;
    int number = proc_caps(&witness->proc, pid, &caps);

    /* Gone, or its number is somebody else's by now. */
    if (number == ENOENT || number == ESRCH || !proc_is_member(&witness->proc, pid, subject->id))
        return;
    if (number != 0 || relation == PROC_UNCLEAR) {
        kernel->unread++;
        return;
    }
    if (relation == PROC_OTHER)
        return;
    kernel->seen = true;
    kernel->bounding |= caps.bounding;
    kernel->permitted |= caps.permitted;
    kernel->effective |= caps.effective;
}

static void see_container(const struct witness *witness, struct subject *subject)
{
    struct proc_space first;

    if (!proc_is_member(&witness->proc, subject->pid, subject->id))
        return;
    proc_space(&witness->proc, subject->pid, &first);
    for (size_t i = first_member(witness, subject->id);
         i < witness->count && memcmp(witness->members[i].id, subject->id, PROC_ID) == 0; i++)
        add_process(witness, subject, &first, witness->members[i].pid);
    subject->kernel.complete =
        subject->kernel.seen && subject->kernel.unread == 0 && !witness->truncated;
}

/* What to say of a container that must be seen and was not. */
static cisd_code miss(struct subject *subject, struct fault *fault)
{
    char text[96] = "it runs, but none of its processes is seen in /proc here";

    if (subject->kernel.seen)
        (void)snprintf(text, sizeof text, "%zu of its processes could not be read in /proc",
                       subject->kernel.unread);
    subject->kernel.missed = true;
    subject->trouble = subject_text(subject, text, strlen(text));
    return subject->trouble != NULL ? CISD_OK : fault_no_memory(fault);
}

cisd_code witness_see(struct witness *witness, struct subject *subject, bool must,
                      struct fault *fault)
{
    if (subject->kind != CISD_CONTAINER || subject->evidence != EVIDENCE_READ ||
        subject->pid <= 0 || strlen(subject->id) != PROC_ID)
        return CISD_OK;
    if (!witness->begun && begin(witness, fault) != CISD_OK)
        return fault->code;
    see_container(witness, subject);
    return must && !subject->kernel.complete ? miss(subject, fault) : CISD_OK;
}

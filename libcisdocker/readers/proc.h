/*
 * What the kernel says of processes: the only user of /proc. Functions return 0 or an errno value;
 * ENOENT and ESRCH mean that the process is gone.
 */
#ifndef CISD_READERS_PROC_H
#define CISD_READERS_PROC_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "cisdocker/cisdocker.h"

/* Hexadecimal digits of a container's id. */
#define PROC_ID 64

/* Enough of a map of user ids to tell two apart. */
#define PROC_MAP 1024

struct proc {
    int directory; /* -1: not open */
};

/* `root` is "/proc", or what stands for it in a test. */
int proc_open(const char *root, struct proc *proc);
void proc_close(struct proc *proc);

/* Told each container's id that the cgroups of a process name. Another result than 0 ends it. */
typedef int proc_member(void *user, const char id[PROC_ID], long pid);

/* Passes over all processes once. Those whose cgroups may not be read are left out. */
int proc_list(const struct proc *proc, proc_member *member, void *user);

/* Whether the cgroups of a process name a container. */
bool proc_is_member(const struct proc *proc, long pid, const char *id);

struct proc_caps {
    cisd_caps bounding, permitted, effective;
};

/* The capabilities of a process: each set united over all of its threads. */
int proc_caps(const struct proc *proc, long pid, struct proc_caps *caps);

/* A process's user namespace: by itself where it may be looked at, by its map of ids else. */
struct proc_space {
    bool known, mapped;
    dev_t device;
    ino_t inode;
    size_t length;
    char map[PROC_MAP];
};

/* `pid` 0 is the caller. */
void proc_space(const struct proc *proc, long pid, struct proc_space *space);

enum proc_relation {
    PROC_SAME,    /* the same user namespace, as far as can be told */
    PROC_OTHER,   /* another one */
    PROC_UNCLEAR
};

enum proc_relation proc_compare(const struct proc_space *one, const struct proc_space *other);

/* Whether it is the machine's first user namespace, or maps ids as that does. */
bool proc_is_whole(const struct proc_space *space);

#endif

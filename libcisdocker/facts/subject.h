/* What is audited, and the evidence about it, as it was found. Holds facts, decides nothing. */
#ifndef CISD_FACTS_SUBJECT_H
#define CISD_FACTS_SUBJECT_H

#include <stdbool.h>
#include <stddef.h>

#include "cisdocker/cisdocker.h"
#include "facts/engine.h"
#include "ground/memory.h"

/* The most entries a capability list may have, and the most bytes of any string kept. */
#define SUBJECT_LIST_MAX 1024
#define SUBJECT_TEXT_MAX 4096

/* How far the evidence could be read. */
enum evidence {
    EVIDENCE_READ,
    EVIDENCE_UNREADABLE, /* no answer, no file, no right to read it */
    EVIDENCE_MALFORMED,  /* an answer that does not mean one thing */
    EVIDENCE_VANISHED,   /* gone between being listed and being read */
    EVIDENCE_UNRESOLVED  /* a variable that decides has no value */
};

/* A list of names, in the spelling found. Unknown (not read) is not empty. */
struct name_list {
    bool known;
    size_t count, capacity;
    const char **names;
};

/* What the processes of a subject can do, as the kernel says. */
struct kernel_witness {
    bool seen;
    bool complete;            /* every process could be read */
    bool missed;              /* not complete, although that was asked for */
    size_t unread;            /* processes that could not be read */
    cisd_caps bounding, effective, permitted; /* each the union over all processes */
};

/* Running tasks of a service that have other lists than its spec. */
struct task_lists {
    struct name_list cap_add, cap_drop;
    size_t tasks;
    struct task_lists *next;
};

/* So many different lists are kept apart. */
#define ROLLOUT_VARIANTS_MAX 16

/* How far what runs of a service is what its spec says. */
struct rollout {
    bool known;
    size_t tasks, differing; /* running ones */
    struct task_lists *variants;
};

/* A label that somebody asked for. */
struct label {
    const char *key, *value;
    struct label *next;
};

struct subject {
    struct pool pool;          /* owns this struct and every string of it */
    cisd_subject_kind kind;
    const char *id, *name, *image, *state, *user;  /* "" where not known */
    const char *service;       /* the Swarm service whose task it is; "" where it is none's */
    const char *file;          /* NULL where it is not declared in a file */
    unsigned line, column;
    size_t target;
    long pid;                  /* of its first process, as the engine numbers it; 0: none */

    enum evidence evidence;
    const char *trouble;       /* why it could not be read; NULL if it could */

    struct engine_version engine;
    cisd_fact on_linux;        /* whether its processes have Linux capabilities at all */
    cisd_fact privileged;
    struct name_list cap_add, cap_drop;
    bool drops_unresolved;     /* a variable may drop more than cap_drop says */
    struct name_list exact;    /* HostConfig.Capabilities of API 1.40 */
    struct name_list bounding; /* the engine itself says the bounding set (Podman) */
    struct kernel_witness kernel;
    struct rollout rollout;    /* of a Swarm service */
    struct label *labels;
};

/* A subject of which nothing is known yet; NULL if there is no memory. */
struct subject *subject_new(const struct memory *memory, cisd_subject_kind kind);

void subject_free(struct subject *subject);

/*
 * Keeps a string from outside: repaired to UTF-8, cut at SUBJECT_TEXT_MAX bytes. NULL if there is
 * no memory.
 */
const char *subject_text(struct subject *subject, const char *text, size_t length);

/* Adds a name to a list and makes the list known. */
cisd_code subject_list_add(struct subject *subject, struct name_list *list, const char *text,
                           size_t length);

/* The same with a name that is in the subject's pool already. */
cisd_code subject_list_keep(struct subject *subject, struct name_list *list, const char *name);

/* Whether a list has ALL in it. */
bool subject_list_has_all(const struct name_list *list);

/*
 * Leaves but one entry of a list with ALL in it: what the docker command sends of such a list, for a
 * service always, for a container from 28 on.
 */
void subject_list_reduce(struct name_list *list);

cisd_code subject_label_add(struct subject *subject, const char *key, size_t key_length,
                            const char *value, size_t value_length);

/* The value of a label that was kept; NULL if it has none. */
const char *subject_label(const struct subject *subject, const char *key);

/* Says that the evidence cannot be used and why. The first trouble stays. */
cisd_code subject_spoil(struct subject *subject, enum evidence evidence, const char *trouble);

#endif

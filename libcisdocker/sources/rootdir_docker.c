#include "sources/rootdir_docker.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "sources/rootdir_container.h"

/* Few containers are read sooner than a thread starts; many threads wait for each other. */
#define WORTH_A_THREAD 200
#define THREADS_MAX 4

struct entry {
    const char *name;
    struct subject *subject;
};

struct docker {
    struct harvest *harvest;
    const struct beneath *containers;
    struct pool names;
    struct entry *entries;
    size_t count, capacity;
    atomic_size_t next;        /* entry that nobody has begun with */
    atomic_bool stop;
};

/* One that reads entries until there are no more. */
struct worker {
    struct docker *docker;
    pthread_t thread;
    struct fault fault;
};

/* ---------------------------------------------------------------- listing */

static int on_name(void *user, const char *name, bool directory)
{
    struct docker *docker = user;
    struct entry *grown;

    /* What is no folder and not named like a container is nobody's. */
    if (!directory && !harvest_is_id(name))
        return 0;
    if (docker->harvest->count + docker->count >= ROOTDIR_MAX)
        return EFBIG;
    grown = memory_grow(&docker->harvest->memory, docker->entries, docker->count,
                        &docker->capacity, sizeof *grown);
    if (grown == NULL)
        return ENOMEM;
    docker->entries = grown;
    grown += docker->count;
    *grown = (struct entry){.name = pool_copy(&docker->names, name, strlen(name))};
    if (grown->name == NULL)
        return ENOMEM;
    docker->count++;
    return 0;
}

static cisd_code list(struct docker *docker, const char *path, struct fault *fault)
{
    int number = beneath_list(docker->containers, on_name, docker);

    if (number == ENOMEM)
        return fault_no_memory(fault);
    if (number == EFBIG)
        harvest_limit(docker->harvest);
    else if (number != 0)
        harvest_miss(docker->harvest, path, number);
    return CISD_OK;
}

/* ---------------------------------------------------------------- reading */

static cisd_code read_entries(struct docker *docker, struct container_reader *reader,
                              struct fault *fault)
{
    size_t i;

    while (!atomic_load(&docker->stop) &&
           (i = atomic_fetch_add(&docker->next, 1)) < docker->count) {
        struct entry *entry = &docker->entries[i];

        if (atomic_load(docker->harvest->cancelled))
            return fault_set(fault, CISD_E_CANCELLED, "cancelled");
        if (container_read(reader, entry->name, &entry->subject, fault) != CISD_OK)
            return fault->code;
    }
    return CISD_OK;
}

static void *work(void *user)
{
    struct worker *worker = user;
    struct docker *docker = worker->docker;
    struct fault *fault = &worker->fault;
    struct container_reader reader;

    fault_clear(fault);
    if (container_reader_init(&reader, docker->harvest, docker->containers, fault) != CISD_OK ||
        read_entries(docker, &reader, fault) != CISD_OK)
        atomic_store(&docker->stop, true);
    container_reader_free(&reader);
    return NULL;
}

static size_t threads_for(size_t count)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t wanted = count / WORTH_A_THREAD;

    if (processors > 0 && wanted > (size_t)processors)
        wanted = (size_t)processors;
    return wanted < THREADS_MAX ? wanted : THREADS_MAX;
}

/* Lets others help; where no thread can be had, the caller's own does it all. */
static cisd_code read_all(struct docker *docker, struct fault *fault)
{
    struct worker workers[THREADS_MAX];
    size_t wanted = threads_for(docker->count), count = 1;
    sigset_t all, before;

    workers[0].docker = docker;
    /* Signals are the business of the caller's threads: ours take none. */
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    for (; count < wanted; count++) {
        workers[count].docker = docker;
        if (pthread_create(&workers[count].thread, NULL, work, &workers[count]) != 0)
            break;
    }
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    (void)work(&workers[0]);
    *fault = workers[0].fault;
    for (size_t i = 1; i < count; i++) {
        (void)pthread_join(workers[i].thread, NULL);
        if (fault->code == CISD_OK)
            *fault = workers[i].fault;
    }
    return fault->code;
}

/* Hands over what was read, also where not all was. */
static cisd_code hand_over(struct docker *docker, struct fault *fault)
{
    for (size_t i = 0; i < docker->count; i++) {
        struct subject *subject = docker->entries[i].subject;

        if (subject == NULL)
            continue;
        if (fault->code != CISD_OK)
            subject_free(subject);
        else
            (void)harvest_add(docker->harvest, subject, fault);
    }
    return fault->code;
}

cisd_code rootdir_docker_read(struct harvest *harvest, const struct beneath *containers,
                              const char *path, struct fault *fault)
{
    struct docker docker = {.harvest = harvest, .containers = containers};

    fault_clear(fault);
    harvest->docker = true;
    pool_init(&docker.names, &harvest->memory);
    atomic_init(&docker.next, 0);
    atomic_init(&docker.stop, false);
    if (list(&docker, path, fault) == CISD_OK) {
        (void)read_all(&docker, fault);
        (void)hand_over(&docker, fault);
    }
    memory_free(&harvest->memory, docker.entries);
    pool_free(&docker.names);
    return fault->code;
}

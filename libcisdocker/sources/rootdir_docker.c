#include "sources/rootdir_docker.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "sources/inspect_fields.h"

/* The two files of a container: the one about it, and the one with its capabilities. */
enum part { PART_CONFIG, PART_HOST_CONFIG, PARTS };

static const struct {
    const char *name;
    const struct json_place *places;
} parts[PARTS] = {
    [PART_CONFIG] = {"config.v2.json", inspect_disk_places},
    [PART_HOST_CONFIG] = {"hostconfig.json", inspect_host_config_places},
};

struct docker {
    struct harvest *harvest;
    const struct beneath *containers;
    struct json_reader *readers[PARTS];
    struct inspect inspect;
    const char *id;  /* of the container being read, as its folder is named */
    struct fault *fault;
};

/* Removed between being listed and being read. */
static cisd_code vanished(struct docker *docker)
{
    struct subject *subject = docker->inspect.subject;

    if (beneath_has(docker->containers, docker->id) ||
        subject_spoil(subject, EVIDENCE_VANISHED, "") == CISD_OK)
        return CISD_OK;
    return fault_no_memory(docker->fault);
}

static cisd_code read_part(struct docker *docker, enum part part)
{
    struct subject *subject = docker->inspect.subject;
    char path[128];
    struct fault trouble;
    struct harvest_file file = {
        .directory = docker->containers,
        .path = path,
        .said = parts[part].name,
        .limit = ROOTDIR_FILE,
        .json = docker->readers[part],
        .handler = inspect_handle_part,
        .user = &docker->inspect,
    };

    (void)snprintf(path, sizeof path, "%s/%s", docker->id, parts[part].name);
    if (harvest_read(docker->harvest, &file, &trouble, docker->fault) != CISD_OK)
        return docker->fault->code;
    if (trouble.code == CISD_E_IO && vanished(docker) != CISD_OK)
        return docker->fault->code;
    return harvest_spoil(subject, &trouble, docker->fault);
}

/* What the files say is about this container. */
static cisd_code check_id(struct docker *docker)
{
    struct subject *subject = docker->inspect.subject;
    bool same = strcmp(subject->id, docker->id) == 0;

    subject->id = docker->id;
    if (same || subject_spoil(subject, EVIDENCE_MALFORMED,
                              "'config.v2.json' is about another container") == CISD_OK)
        return CISD_OK;
    return fault_no_memory(docker->fault);
}

/* Reads the files of the subject that is being made. */
static cisd_code read_files(struct docker *docker)
{
    struct subject *subject = docker->inspect.subject;

    docker->inspect.state = 0;
    docker->id = subject->id;
    subject->id = "";
    if (read_part(docker, PART_CONFIG) != CISD_OK || check_id(docker) != CISD_OK ||
        read_part(docker, PART_HOST_CONFIG) != CISD_OK)
        return docker->fault->code;
    inspect_settle(subject);
    subject->state = inspect_state_word(docker->inspect.state);
    return CISD_OK;
}

/* A subject for what stands in the folder. */
static cisd_code begin(struct docker *docker, const char *name)
{
    struct subject *subject = subject_new(&docker->harvest->memory, CISD_CONTAINER);

    docker->inspect.subject = subject;
    if (subject == NULL)
        return fault_no_memory(docker->fault);
    subject->engine.kind = ENGINE_DOCKER;
    subject->id = subject_text(subject, name, strlen(name));
    return subject->id != NULL ? CISD_OK : fault_no_memory(docker->fault);
}

/* A folder that cannot be a container, where only containers stand. */
static cisd_code read_stranger(struct docker *docker)
{
    struct subject *subject = docker->inspect.subject;

    subject->name = subject->id;
    subject->id = "";
    if (subject_spoil(subject, EVIDENCE_MALFORMED, "its folder's name is not a container's id") !=
        CISD_OK)
        return fault_no_memory(docker->fault);
    return CISD_OK;
}

static cisd_code read_container(struct docker *docker, const char *name, bool is_id)
{
    struct subject *subject;

    if (atomic_load(docker->harvest->cancelled))
        return fault_set(docker->fault, CISD_E_CANCELLED, "cancelled");
    if (begin(docker, name) != CISD_OK ||
        (is_id ? read_files(docker) : read_stranger(docker)) != CISD_OK) {
        inspect_drop(&docker->inspect);
        return docker->fault->code;
    }
    subject = docker->inspect.subject;
    docker->inspect.subject = NULL;
    return harvest_add(docker->harvest, subject, docker->fault);
}

static int on_name(void *user, const char *name, bool directory)
{
    struct docker *docker = user;
    bool is_id = harvest_is_id(name);

    /* What is no folder and not named like a container is nobody's. */
    if (!is_id && !directory)
        return 0;
    if (harvest_is_full(docker->harvest))
        return ECANCELED;
    return read_container(docker, name, is_id) == CISD_OK ? 0 : ECANCELED;
}

static cisd_code make_readers(struct docker *docker, const struct memory *memory)
{
    for (int part = 0; part < PARTS; part++) {
        docker->readers[part] = json_reader_new(memory, JSON_ONE, parts[part].places,
                                                INSPECT_MEMORY);
        if (docker->readers[part] == NULL)
            return fault_no_memory(docker->fault);
    }
    return CISD_OK;
}

cisd_code rootdir_docker_read(struct harvest *harvest, const struct beneath *containers,
                              const char *path, struct fault *fault)
{
    struct docker docker = {
        .harvest = harvest,
        .containers = containers,
        .inspect = {.memory = harvest->memory, .labels = harvest->labels},
        .fault = fault,
    };
    int number = 0;

    fault_clear(fault);
    harvest->docker = true;
    if (make_readers(&docker, &harvest->memory) == CISD_OK)
        number = beneath_list(containers, on_name, &docker);
    for (int part = 0; part < PARTS; part++)
        json_reader_free(docker.readers[part]);
    if (fault->code == CISD_OK && number != 0)
        harvest_miss(harvest, path, number);
    return fault->code;
}

#include "sources/rootdir_container.h"

#include <string.h>

#define ID_LENGTH 64

static const struct {
    const char *name;
    const struct json_place *places;
} parts[CONTAINER_PARTS] = {
    [CONTAINER_CONFIG] = {"config.v2.json", inspect_disk_places},
    [CONTAINER_HOST_CONFIG] = {"hostconfig.json", inspect_host_config_places},
};

cisd_code container_reader_init(struct container_reader *reader, const struct harvest *harvest,
                                const struct beneath *containers, struct fault *fault)
{
    *reader = (struct container_reader){
        .containers = containers,
        .memory = harvest->memory,
        .part = memory_alloc(&harvest->memory, HARVEST_PART),
        .inspect = {.memory = harvest->memory, .labels = harvest->labels},
        .fault = fault,
    };
    if (reader->part == NULL)
        return fault_no_memory(fault);
    for (int part = 0; part < CONTAINER_PARTS; part++) {
        reader->json[part] = json_reader_new(&reader->memory, JSON_ONE, parts[part].places,
                                             INSPECT_MEMORY);
        if (reader->json[part] == NULL)
            return fault_no_memory(fault);
    }
    return CISD_OK;
}

void container_reader_free(struct container_reader *reader)
{
    inspect_drop(&reader->inspect);
    for (int part = 0; part < CONTAINER_PARTS; part++)
        json_reader_free(reader->json[part]);
    memory_free(&reader->memory, reader->part);
}

static cisd_code spoil(struct container_reader *reader, enum evidence evidence, const char *trouble)
{
    if (subject_spoil(reader->inspect.subject, evidence, trouble) != CISD_OK)
        return fault_no_memory(reader->fault);
    return CISD_OK;
}

/* "ID/name". */
static void write_path(char path[ID_LENGTH + 32], const char *id, const char *name)
{
    memcpy(path, id, ID_LENGTH);
    path[ID_LENGTH] = '/';
    memcpy(path + ID_LENGTH + 1, name, strlen(name) + 1);
}

static cisd_code read_part(struct container_reader *reader, enum container_part part)
{
    char path[ID_LENGTH + 32];
    struct fault trouble;
    struct harvest_file file = {
        .directory = reader->containers,
        .path = path,
        .said = parts[part].name,
        .limit = ROOTDIR_FILE,
        .part = reader->part,
        .json = reader->json[part],
        .handler = inspect_handle_part,
        .user = &reader->inspect,
    };

    write_path(path, reader->id, parts[part].name);
    if (harvest_read(&file, &trouble, reader->fault) != CISD_OK)
        return reader->fault->code;
    /* Removed between being listed and being read. */
    if (trouble.code == CISD_E_IO && !beneath_has(reader->containers, reader->id))
        return spoil(reader, EVIDENCE_VANISHED, "");
    return harvest_spoil(reader->inspect.subject, &trouble, reader->fault);
}

/* What the files say is about this container. */
static cisd_code check_id(struct container_reader *reader)
{
    struct subject *subject = reader->inspect.subject;
    bool same = strcmp(subject->id, reader->id) == 0;

    subject->id = reader->id;
    return same ? CISD_OK
                : spoil(reader, EVIDENCE_MALFORMED, "'config.v2.json' is about another container");
}

static cisd_code read_files(struct container_reader *reader)
{
    struct subject *subject = reader->inspect.subject;

    reader->inspect.state = 0;
    reader->id = subject->id;
    subject->id = "";
    if (read_part(reader, CONTAINER_CONFIG) != CISD_OK || check_id(reader) != CISD_OK ||
        read_part(reader, CONTAINER_HOST_CONFIG) != CISD_OK)
        return reader->fault->code;
    inspect_settle(subject);
    subject->state = inspect_state_word(reader->inspect.state);
    return CISD_OK;
}

/* A folder that cannot be a container, where only containers stand. */
static cisd_code read_stranger(struct container_reader *reader)
{
    struct subject *subject = reader->inspect.subject;

    subject->name = subject->id;
    subject->id = "";
    return spoil(reader, EVIDENCE_MALFORMED, "its folder's name is not a container's id");
}

static cisd_code begin(struct container_reader *reader, const char *name)
{
    struct subject *subject = subject_new(&reader->memory, CISD_CONTAINER);

    reader->inspect.subject = subject;
    if (subject == NULL)
        return fault_no_memory(reader->fault);
    subject->engine.kind = ENGINE_DOCKER;
    subject->id = subject_text(subject, name, strlen(name));
    return subject->id != NULL ? CISD_OK : fault_no_memory(reader->fault);
}

cisd_code container_read(struct container_reader *reader, const char *name, struct subject **out,
                         struct fault *fault)
{
    reader->fault = fault;
    *out = NULL;
    if (begin(reader, name) != CISD_OK ||
        (harvest_is_id(name) ? read_files(reader) : read_stranger(reader)) != CISD_OK) {
        inspect_drop(&reader->inspect);
        return fault->code;
    }
    *out = reader->inspect.subject;
    reader->inspect.subject = NULL;
    return CISD_OK;
}

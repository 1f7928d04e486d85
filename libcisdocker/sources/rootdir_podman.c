#include "sources/rootdir_podman.h"

#include <stdio.h>
#include <string.h>

/* Parsing one file may take this much memory. */
#define PARSING ((size_t)40 << 20)
#define LIST_FILE ((size_t)256 << 20)

struct podman {
    struct harvest *harvest;
    const struct beneath *containers;
    char *part;
    struct json_reader *list, *metadata, *config;
    struct subject *subject;   /* the one that is being read */
    bool has_capabilities;     /* its configuration says something of them */
    bool odd_entry;            /* the list has something that is no container */
    struct fault *fault;
};

/* ---------------------------------------------------------------- the list */

enum list_field { LIST_ID = 1, LIST_NAME, LIST_IMAGE, LIST_METADATA };

static const struct json_place name_places[] = {{JSON_ELEMENTS, LIST_NAME, NULL}, {0}};
static const struct json_place list_places[] = {{"id", LIST_ID, NULL},
                                                {"names", -1, name_places},
                                                {"image", LIST_IMAGE, NULL},
                                                {"metadata", LIST_METADATA, NULL},
                                                {0}};
/* Podman's own words about a container are JSON in a string. */
static const struct json_place metadata_places[] = {{"image-name", LIST_IMAGE, NULL}, {0}};

static cisd_code keep(struct podman *podman, const char **kept, const struct json_value *value,
                      struct fault *fault)
{
    *kept = subject_text(podman->subject, value->text, value->length);
    return *kept != NULL ? CISD_OK : fault_no_memory(fault);
}

static cisd_code on_metadata(void *user, int field, const struct json_value *value,
                             struct fault *fault)
{
    struct podman *podman = user;

    if (field != LIST_IMAGE || value->type != JSON_STRING || value->length == 0)
        return CISD_OK;
    return keep(podman, &podman->subject->image, value, fault);
}

/* The image's name is told there; where it cannot be read, its id stands for it. */
static cisd_code read_metadata(struct podman *podman, const struct json_value *value,
                               struct fault *fault)
{
    struct fault trouble = {.code = CISD_OK};

    if (json_reader_begin(podman->metadata, on_metadata, podman, &trouble) == CISD_OK &&
        json_reader_feed(podman->metadata, value->text, value->length, &trouble) == CISD_OK)
        (void)json_reader_end(podman->metadata, &trouble);
    return trouble.code == CISD_E_NO_MEMORY ? fault_no_memory(fault) : CISD_OK;
}

static cisd_code spoil(struct podman *podman, enum evidence evidence, const char *trouble,
                       struct fault *fault)
{
    if (subject_spoil(podman->subject, evidence, trouble) != CISD_OK)
        return fault_no_memory(fault);
    return CISD_OK;
}

static cisd_code begin_entry(struct podman *podman, struct fault *fault)
{
    podman->subject = subject_new(&podman->harvest->memory, CISD_CONTAINER);
    if (podman->subject == NULL)
        return fault_no_memory(fault);
    podman->subject->engine.kind = ENGINE_PODMAN;
    return CISD_OK;
}

static cisd_code end_entry(struct podman *podman, struct fault *fault)
{
    struct subject *subject = podman->subject;

    podman->subject = NULL;
    if (podman->harvest->count >= ROOTDIR_MAX) {
        subject_free(subject);
        return fault_set(fault, CISD_E_LIMIT, "more than %d containers", ROOTDIR_MAX);
    }
    return harvest_add(podman->harvest, subject, fault);
}

static cisd_code on_entry(struct podman *podman, const struct json_value *value,
                          struct fault *fault)
{
    switch (value->type) {
    case JSON_OBJECT:
        return begin_entry(podman, fault);
    case JSON_END:
        return podman->subject != NULL ? end_entry(podman, fault) : CISD_OK;
    case JSON_TROUBLE:
        if (podman->subject == NULL)
            return CISD_OK;
        return spoil(podman, EVIDENCE_MALFORMED, "'containers.json' says something of it twice",
                     fault);
    default:
        podman->odd_entry = true;
        return CISD_OK;
    }
}

static cisd_code on_list(void *user, int field, const struct json_value *value,
                         struct fault *fault)
{
    struct podman *podman = user;
    struct subject *subject = podman->subject;

    if (field == JSON_DOCUMENT)
        return on_entry(podman, value, fault);
    if (field < 0 || subject == NULL || value->type != JSON_STRING)
        return CISD_OK;
    switch (field) {
    case LIST_ID:
        return keep(podman, &subject->id, value, fault);
    case LIST_NAME:
        return subject->name[0] == '\0' ? keep(podman, &subject->name, value, fault) : CISD_OK;
    case LIST_IMAGE:
        return subject->image[0] == '\0' ? keep(podman, &subject->image, value, fault) : CISD_OK;
    default:
        return read_metadata(podman, value, fault);
    }
}

static cisd_code read_list(struct podman *podman, const char *folder)
{
    char path[FAULT_TEXT / 2];
    struct fault trouble;
    struct harvest_file file = {
        .directory = podman->containers,
        .path = ROOTDIR_PODMAN_LIST,
        .said = path,
        .limit = LIST_FILE,
        .part = podman->part,
        .json = podman->list,
        .handler = on_list,
        .user = podman,
    };

    (void)snprintf(path, sizeof path, "%s/%s", folder, ROOTDIR_PODMAN_LIST);
    if (harvest_read(&file, &trouble, podman->fault) != CISD_OK)
        return podman->fault->code;
    if (trouble.code == CISD_OK && podman->odd_entry)
        (void)fault_set(&trouble, CISD_E_FORMAT, "'%s' has an entry that is not an object", path);
    if (podman->harvest->defect.code == CISD_OK)
        podman->harvest->defect = trouble;
    return CISD_OK;
}

/* ------------------------------------------------- a container's own file */

enum config_field { CONFIG_CAPABILITIES = 1, CONFIG_BOUNDING, CONFIG_NAME, CONFIG_UID,
                    CONFIG_PRIVILEGED };

static const struct json_place bounding_places[] = {{JSON_ELEMENTS, CONFIG_NAME, NULL}, {0}};
static const struct json_place capabilities_places[] = {
    {"bounding", CONFIG_BOUNDING, bounding_places}, {0}};
static const struct json_place user_places[] = {{"uid", CONFIG_UID, NULL}, {0}};
static const struct json_place process_places[] = {
    {"capabilities", CONFIG_CAPABILITIES, capabilities_places}, {"user", -1, user_places}, {0}};
static const struct json_place annotation_places[] = {
    {"io.podman.annotations.privileged", CONFIG_PRIVILEGED, NULL}, {0}};
static const struct json_place config_places[] = {
    {"process", -1, process_places}, {"annotations", -1, annotation_places}, {0}};

static const enum json_type config_types[] = {
    [JSON_DOCUMENT] = JSON_OBJECT,
    [CONFIG_CAPABILITIES] = JSON_OBJECT,
    [CONFIG_BOUNDING] = JSON_ARRAY,
    [CONFIG_NAME] = JSON_STRING,
    [CONFIG_UID] = JSON_NUMBER,
    [CONFIG_PRIVILEGED] = JSON_STRING,
};

static cisd_code keep_name(struct podman *podman, const struct json_value *value,
                           struct fault *fault)
{
    cisd_code code = subject_list_add(podman->subject, &podman->subject->bounding, value->text,
                                      value->length);

    if (code == CISD_E_LIMIT)
        return spoil(podman, EVIDENCE_MALFORMED, "a capability list has more than 1024 entries",
                     fault);
    return code == CISD_OK ? CISD_OK : fault_no_memory(fault);
}

static cisd_code keep_value(struct podman *podman, int field, const struct json_value *value,
                            struct fault *fault)
{
    struct subject *subject = podman->subject;

    switch (field) {
    case CONFIG_CAPABILITIES:
        /* An empty set is left out. */
        podman->has_capabilities = true;
        return CISD_OK;
    case CONFIG_NAME:
        return keep_name(podman, value, fault);
    case CONFIG_UID:
        if (value->length == 1 && value->text[0] == '0')
            return CISD_OK;
        return keep(podman, &subject->user, value, fault);
    case CONFIG_PRIVILEGED:
        subject->privileged = value->length == 4 && memcmp(value->text, "TRUE", 4) == 0;
        return CISD_OK;
    default:
        return CISD_OK;
    }
}

static cisd_code on_config(void *user, int field, const struct json_value *value,
                           struct fault *fault)
{
    struct podman *podman = user;

    if (field < 0 || value->type == JSON_END)
        return CISD_OK;
    if (value->type == JSON_TROUBLE)
        return spoil(podman, EVIDENCE_MALFORMED, "'config.json' says something twice", fault);
    if (value->type != config_types[field])
        return spoil(podman, EVIDENCE_MALFORMED, "'config.json' has a value of the wrong type",
                     fault);
    return keep_value(podman, field, value, fault);
}

/* The set counts if it was read to its end. */
static cisd_code settle(struct podman *podman)
{
    struct subject *subject = podman->subject;

    if (subject->evidence == EVIDENCE_READ && !podman->has_capabilities &&
        spoil(podman, EVIDENCE_MALFORMED, "'config.json' says nothing of capabilities",
              podman->fault) != CISD_OK)
        return podman->fault->code;
    subject->bounding.known = subject->evidence == EVIDENCE_READ;
    if (!subject->bounding.known)
        subject->privileged = CISD_NOT_KNOWN;
    return CISD_OK;
}

static cisd_code read_config(struct podman *podman)
{
    struct subject *subject = podman->subject;
    char path[128];
    struct fault trouble;
    struct harvest_file file = {
        .directory = podman->containers,
        .path = path,
        .said = "config.json",
        .limit = ROOTDIR_FILE,
        .part = podman->part,
        .json = podman->config,
        .handler = on_config,
        .user = podman,
    };

    (void)snprintf(path, sizeof path, "%s/userdata/config.json", subject->id);
    if (harvest_read(&file, &trouble, podman->fault) != CISD_OK)
        return podman->fault->code;
    return harvest_spoil(subject, &trouble, podman->fault);
}

static cisd_code read_container(struct podman *podman, struct subject *subject)
{
    podman->subject = subject;
    podman->has_capabilities = false;
    if (atomic_load(podman->harvest->cancelled))
        return fault_set(podman->fault, CISD_E_CANCELLED, "cancelled");
    if (!harvest_is_id(subject->id)) {
        if (spoil(podman, EVIDENCE_MALFORMED, "'containers.json' lists it with an invalid id",
                  podman->fault) != CISD_OK)
            return podman->fault->code;
    } else if (read_config(podman) != CISD_OK) {
        return podman->fault->code;
    }
    return settle(podman);
}

/* ------------------------------------------------------------------- both */

static cisd_code read_all(struct podman *podman, const char *path)
{
    size_t first = podman->harvest->count;

    if (read_list(podman, path) != CISD_OK)
        return podman->fault->code;
    /* Half an entry, at the end of a half-written list. */
    subject_free(podman->subject);
    for (size_t i = first; i < podman->harvest->count; i++)
        if (read_container(podman, podman->harvest->subjects[i]) != CISD_OK)
            break;
    podman->subject = NULL;
    return podman->fault->code;
}

cisd_code rootdir_podman_read(struct harvest *harvest, const struct beneath *containers,
                              const char *path, struct fault *fault)
{
    struct podman podman = {.harvest = harvest, .containers = containers, .fault = fault};
    const struct memory *memory = &harvest->memory;

    fault_clear(fault);
    harvest->podman = true;
    podman.part = memory_alloc(memory, HARVEST_PART);
    podman.list = json_reader_new(memory, JSON_ROWS, list_places, PARSING);
    podman.metadata = json_reader_new(memory, JSON_ONE, metadata_places, PARSING);
    podman.config = json_reader_new(memory, JSON_ONE, config_places, PARSING);
    if (podman.part == NULL || podman.list == NULL || podman.metadata == NULL ||
        podman.config == NULL)
        (void)fault_no_memory(fault);
    else
        (void)read_all(&podman, path);
    subject_free(podman.subject);
    json_reader_free(podman.list);
    json_reader_free(podman.metadata);
    json_reader_free(podman.config);
    memory_free(memory, podman.part);
    return fault->code;
}

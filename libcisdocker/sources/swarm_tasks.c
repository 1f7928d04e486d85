#include "sources/swarm_tasks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "facts/capability.h"
#include "sources/engine_answer.h"

/* Only those that Swarm wants to run: it keeps some that ended for every one. */
#define TASKS_PATH "/v%s/tasks?filters=%%7B%%22desired-state%%22%%3A%%5B%%22running%%22%%5D%%7D"

enum field {
    FIELD_DOCUMENT = JSON_DOCUMENT,
    FIELD_SERVICE,
    FIELD_DESIRED,
    FIELD_STATE,
    FIELD_CAP_ADD,
    FIELD_CAP_DROP,
    FIELD_CAP_ADD_NAME,
    FIELD_CAP_DROP_NAME
};

static const struct json_place cap_add_places[] = {{JSON_ELEMENTS, FIELD_CAP_ADD_NAME, NULL}, {0}};
static const struct json_place cap_drop_places[] = {{JSON_ELEMENTS, FIELD_CAP_DROP_NAME, NULL},
                                                    {0}};
static const struct json_place container_places[] = {
    {"CapabilityAdd", FIELD_CAP_ADD, cap_add_places},
    {"CapabilityDrop", FIELD_CAP_DROP, cap_drop_places},
    {0}};
static const struct json_place spec_places[] = {{"ContainerSpec", -1, container_places}, {0}};
static const struct json_place status_places[] = {{"State", FIELD_STATE, NULL}, {0}};
static const struct json_place task_places[] = {{"ServiceID", FIELD_SERVICE, NULL},
                                                {"DesiredState", FIELD_DESIRED, NULL},
                                                {"Status", -1, status_places},
                                                {"Spec", -1, spec_places},
                                                {0}};

/* What a field must be; null is as good as absent, but for a name. */
static const enum json_type types[] = {
    [FIELD_SERVICE] = JSON_STRING,      [FIELD_DESIRED] = JSON_STRING,
    [FIELD_STATE] = JSON_STRING,        [FIELD_CAP_ADD] = JSON_ARRAY,
    [FIELD_CAP_DROP] = JSON_ARRAY,      [FIELD_CAP_ADD_NAME] = JSON_STRING,
    [FIELD_CAP_DROP_NAME] = JSON_STRING};

struct reading {
    struct swarm_services *swarm;
    struct subject **by_id;
    struct subject *task;       /* holds the two lists, and the service's id as its own */
    bool desired, running;
    size_t count;
};

static int by_id(const void *one, const void *other)
{
    const struct subject *a = *(struct subject *const *)one, *b = *(struct subject *const *)other;

    return strcmp(a->id, b->id);
}

/* --------------------------------------------------------------- comparing */

/* What a list means, where every name of it is known. */
struct meaning {
    cisd_caps caps;
    bool all, known;
};

static struct meaning meaning_of(const struct name_list *list)
{
    struct meaning meaning = {.known = true};

    for (size_t i = 0; i < list->count; i++) {
        int number = capability_number(list->names[i]);

        if (number >= 0)
            meaning.caps |= (cisd_caps)1 << number;
        else if (capability_is_all(list->names[i]))
            meaning.all = true;
        else
            meaning.known = false;
    }
    return meaning;
}

static bool same_text(const struct name_list *one, const struct name_list *other)
{
    if (one->count != other->count)
        return false;
    for (size_t i = 0; i < one->count; i++)
        if (strcmp(one->names[i], other->names[i]) != 0)
            return false;
    return true;
}

/* Order and spelling aside, where the names are known. */
static bool same_list(const struct name_list *one, const struct name_list *other)
{
    struct meaning a, b;

    if (same_text(one, other))
        return true;
    a = meaning_of(one);
    b = meaning_of(other);
    return a.known && b.known && a.caps == b.caps && a.all == b.all;
}

/* ---------------------------------------------------------------- counting */

static cisd_code copy_list(struct subject *service, struct name_list *to,
                           const struct name_list *from)
{
    to->known = true;
    for (size_t i = 0; i < from->count; i++)
        if (subject_list_add(service, to, from->names[i], strlen(from->names[i])) != CISD_OK)
            return CISD_E_NO_MEMORY;
    return CISD_OK;
}

/* Lists like the task's that another task has already; NULL if there are none. */
static struct task_lists *find_variant(const struct rollout *rollout, const struct subject *task,
                                       size_t *count)
{
    *count = 0;
    for (struct task_lists *variant = rollout->variants; variant != NULL; variant = variant->next) {
        if (same_list(&variant->cap_add, &task->cap_add) &&
            same_list(&variant->cap_drop, &task->cap_drop))
            return variant;
        ++*count;
    }
    return NULL;
}

/* Counts a task that differs. */
static cisd_code add_variant(struct subject *service, const struct subject *task)
{
    struct rollout *rollout = &service->rollout;
    struct task_lists *variant;
    size_t count;

    rollout->differing++;
    variant = find_variant(rollout, task, &count);
    if (variant == NULL && count == ROLLOUT_VARIANTS_MAX)
        return subject_spoil(service, EVIDENCE_MALFORMED,
                             "its running tasks have too many different capability lists");
    if (variant == NULL) {
        variant = pool_alloc(&service->pool, sizeof *variant);
        if (variant == NULL)
            return CISD_E_NO_MEMORY;
        *variant = (struct task_lists){.next = rollout->variants};
        if (copy_list(service, &variant->cap_add, &task->cap_add) != CISD_OK ||
            copy_list(service, &variant->cap_drop, &task->cap_drop) != CISD_OK)
            return CISD_E_NO_MEMORY;
        rollout->variants = variant;
    }
    variant->tasks++;
    return CISD_OK;
}

static cisd_code count_task(struct reading *reading, struct fault *fault)
{
    const struct subject *task = reading->task;
    struct subject **found = bsearch(&reading->task, reading->by_id, reading->swarm->count,
                                     sizeof *found, by_id);
    struct subject *service = found != NULL ? *found : NULL;

    /* Made since the services were listed, or one that could not be read anyway. */
    if (service == NULL || service->evidence != EVIDENCE_READ)
        return CISD_OK;
    service->rollout.tasks++;
    if (same_list(&service->cap_add, &task->cap_add) &&
        same_list(&service->cap_drop, &task->cap_drop))
        return CISD_OK;
    return add_variant(service, task) == CISD_OK ? CISD_OK : fault_no_memory(fault);
}

/* ----------------------------------------------------------------- reading */

static bool says(const struct json_value *value, const char *word)
{
    return value->length == strlen(word) && memcmp(value->text, word, value->length) == 0;
}

static cisd_code keep_name(struct subject *task, struct name_list *list,
                           const struct json_value *value, struct fault *fault)
{
    cisd_code code = subject_list_add(task, list, value->text, value->length);

    if (code == CISD_E_LIMIT)
        return fault_set(fault, code, "a capability list has more than %d entries",
                         SUBJECT_LIST_MAX);
    return code == CISD_OK ? CISD_OK : fault_no_memory(fault);
}

static cisd_code keep(struct reading *reading, int field, const struct json_value *value,
                      struct fault *fault)
{
    struct subject *task = reading->task;

    switch (field) {
    case FIELD_SERVICE:
        task->id = subject_text(task, value->text, value->length);
        return task->id != NULL ? CISD_OK : fault_no_memory(fault);
    case FIELD_DESIRED:
        reading->desired = says(value, "running");
        return CISD_OK;
    case FIELD_STATE:
        reading->running = says(value, "running");
        return CISD_OK;
    case FIELD_CAP_ADD_NAME:
        return keep_name(task, &task->cap_add, value, fault);
    case FIELD_CAP_DROP_NAME:
        return keep_name(task, &task->cap_drop, value, fault);
    default:
        return CISD_OK;
    }
}

static cisd_code begin_task(struct reading *reading, struct fault *fault)
{
    if (++reading->count > SWARM_TASKS_MAX)
        return fault_set(fault, CISD_E_LIMIT, "more than %d tasks", SWARM_TASKS_MAX);
    reading->desired = reading->running = false;
    reading->task = subject_new(&reading->swarm->memory, CISD_SERVICE);
    return reading->task != NULL ? CISD_OK : fault_no_memory(fault);
}

static cisd_code end_task(struct reading *reading, struct fault *fault)
{
    cisd_code code = CISD_OK;

    if (reading->desired && reading->running)
        code = count_task(reading, fault);
    subject_free(reading->task);
    reading->task = NULL;
    return code;
}

static cisd_code on_document(struct reading *reading, const struct json_value *value,
                             struct fault *fault)
{
    switch (value->type) {
    case JSON_OBJECT:
        return begin_task(reading, fault);
    case JSON_END:
        return reading->task != NULL ? end_task(reading, fault) : CISD_OK;
    case JSON_TROUBLE:
        return fault_set(fault, CISD_E_FORMAT, "%.*s", (int)value->length, value->text);
    default:
        return fault_set(fault, CISD_E_FORMAT, "a task is no JSON object");
    }
}

static cisd_code on_value(void *user, int field, const struct json_value *value,
                          struct fault *fault)
{
    struct reading *reading = user;

    if (field == FIELD_DOCUMENT)
        return on_document(reading, value, fault);
    if (field < 0 || reading->task == NULL || value->type == JSON_END)
        return CISD_OK;
    if (value->type == types[field])
        return keep(reading, field, value, fault);
    if (value->type == JSON_NULL && field < FIELD_CAP_ADD_NAME)
        return CISD_OK;
    return fault_set(fault, CISD_E_FORMAT, "a value of a task is of the wrong type");
}

static cisd_code ask(const struct swarm_manager *manager, struct reading *reading,
                     struct fault *fault)
{
    char path[128];
    struct engine_question question = {
        .path = path,
        .shape = JSON_ROWS,
        .places = task_places,
        .handler = on_value,
        .user = reading,
        .timeout_ms = manager->timeout_ms,
        .body_limit = SWARM_BODY,
    };

    (void)snprintf(path, sizeof path, TASKS_PATH, manager->api);
    (void)engine_ask(manager->http, &reading->swarm->memory, &question, fault);
    subject_free(reading->task);
    return fault->code;
}

cisd_code swarm_tasks_read(const struct swarm_manager *manager, struct swarm_services *swarm,
                           struct fault *fault)
{
    struct reading reading = {.swarm = swarm};

    reading.by_id = memory_alloc(&swarm->memory, swarm->count * sizeof *reading.by_id);
    if (reading.by_id == NULL)
        return fault_no_memory(fault);
    memcpy(reading.by_id, swarm->services, swarm->count * sizeof *reading.by_id);
    qsort(reading.by_id, swarm->count, sizeof *reading.by_id, by_id);
    (void)ask(manager, &reading, fault);
    memory_free(&swarm->memory, reading.by_id);
    for (size_t i = 0; fault->code == CISD_OK && i < swarm->count; i++)
        swarm->services[i]->rollout.known = swarm->services[i]->evidence == EVIDENCE_READ;
    return fault->code;
}

#include "sources/inspect_fields.h"

#include <stdio.h>
#include <string.h>

#include "ground/ascii.h"
#include "sources/inspect_podman.h"

/* The most that the kernel can be told to use. */
#define PID_LIMIT 4194304

enum field {
    FIELD_DOCUMENT = JSON_DOCUMENT,
    FIELD_ID,
    FIELD_NAME,
    FIELD_PLATFORM,
    FIELD_STATUS,
    FIELD_PID,
    FIELD_IMAGE,
    FIELD_IMAGE_NAME,
    FIELD_USER,
    FIELD_LABEL,
    FIELD_HOST_CONFIG,
    FIELD_PRIVILEGED,
    FIELD_CAP_ADD,
    FIELD_CAP_DROP,
    FIELD_EXACT,
    FIELD_BOUNDING,
    FIELD_STATE,
    FIELD_RUNNING,
    FIELD_PAUSED,
    FIELD_RESTARTING,
    FIELD_REMOVING,
    FIELD_DEAD,
    FIELD_STARTED,
    FIELD_TASK_TEMPLATE,
    FIELD_CONTAINER_SPEC,
    FIELD_PLUGIN_SPEC,
    FIELD_LISTED,
    FIELD_RUNTIME,
    FIELD_CAP_ADD_NAME,
    FIELD_CAP_DROP_NAME,
    FIELD_EXACT_NAME,
    FIELD_BOUNDING_NAME
};

static const struct json_place state_places[] = {{"Status", FIELD_STATUS, NULL},
                                                 {"Pid", FIELD_PID, NULL},
                                                 {0}};
static const struct json_place label_places[] = {{JSON_ANY_KEY, FIELD_LABEL, NULL}, {0}};
static const struct json_place config_places[] = {{"Image", FIELD_IMAGE, NULL},
                                                  {"User", FIELD_USER, NULL},
                                                  {"Labels", -1, label_places},
                                                  {0}};
static const struct json_place cap_add_places[] = {{JSON_ELEMENTS, FIELD_CAP_ADD_NAME, NULL}, {0}};
static const struct json_place cap_drop_places[] = {{JSON_ELEMENTS, FIELD_CAP_DROP_NAME, NULL},
                                                    {0}};
static const struct json_place exact_places[] = {{JSON_ELEMENTS, FIELD_EXACT_NAME, NULL}, {0}};
static const struct json_place bounding_places[] = {{JSON_ELEMENTS, FIELD_BOUNDING_NAME, NULL},
                                                    {0}};
const struct json_place inspect_host_config_places[] = {
    {"Privileged", FIELD_PRIVILEGED, NULL},
    {"CapAdd", FIELD_CAP_ADD, cap_add_places},
    {"CapDrop", FIELD_CAP_DROP, cap_drop_places},
    {"Capabilities", FIELD_EXACT, exact_places},
    {"Runtime", FIELD_RUNTIME, NULL},
    {0}};

/* A Swarm service; a list here is the same to the engine as the container's of a like name. */
static const struct json_place container_spec_places[] = {
    {"Image", FIELD_IMAGE, NULL},
    {"User", FIELD_USER, NULL},
    {"CapabilityAdd", FIELD_CAP_ADD, cap_add_places},
    {"CapabilityDrop", FIELD_CAP_DROP, cap_drop_places},
    {0}};
static const struct json_place task_template_places[] = {
    {"ContainerSpec", FIELD_CONTAINER_SPEC, container_spec_places},
    {"PluginSpec", FIELD_PLUGIN_SPEC, NULL},
    {0}};
static const struct json_place spec_places[] = {
    {"Name", FIELD_NAME, NULL},
    {"Labels", -1, label_places},
    {"TaskTemplate", FIELD_TASK_TEMPLATE, task_template_places},
    {0}};

const struct json_place inspect_places[] = {
    {"Id", FIELD_ID, NULL},
    {"ID", FIELD_ID, NULL},
    {"Name", FIELD_NAME, NULL},
    {"Names", FIELD_LISTED, NULL},
    {"Platform", FIELD_PLATFORM, NULL},
    {"State", -1, state_places},
    {"Config", -1, config_places},
    {"HostConfig", FIELD_HOST_CONFIG, inspect_host_config_places},
    {"ImageName", FIELD_IMAGE_NAME, NULL},
    {"BoundingCaps", FIELD_BOUNDING, bounding_places},
    {"Spec", -1, spec_places},
    {0}};

/* On disk there is no word for the state, but what it is made of. */
static const struct json_place disk_state_places[] = {
    {"Running", FIELD_RUNNING, NULL},          {"Paused", FIELD_PAUSED, NULL},
    {"Restarting", FIELD_RESTARTING, NULL},    {"RemovalInProgress", FIELD_REMOVING, NULL},
    {"Dead", FIELD_DEAD, NULL},                {"StartedAt", FIELD_STARTED, NULL},
    {0}};

const struct json_place inspect_disk_places[] = {{"ID", FIELD_ID, NULL},
                                                 {"Name", FIELD_NAME, NULL},
                                                 {"OS", FIELD_PLATFORM, NULL},
                                                 {"State", FIELD_STATE, disk_state_places},
                                                 {"Config", -1, config_places},
                                                 {0}};

/* What a field must be, and where its string or list is kept in the subject. */
static const struct {
    const char *name;
    enum json_type type;
    size_t offset;
} rules[] = {
    [FIELD_ID] = {"Id", JSON_STRING, offsetof(struct subject, id)},
    [FIELD_NAME] = {"Name", JSON_STRING, offsetof(struct subject, name)},
    [FIELD_PLATFORM] = {"Platform", JSON_STRING, 0},
    [FIELD_STATUS] = {"State.Status", JSON_STRING, offsetof(struct subject, state)},
    [FIELD_PID] = {"State.Pid", JSON_NUMBER, 0},
    [FIELD_IMAGE] = {"Config.Image", JSON_STRING, offsetof(struct subject, image)},
    [FIELD_IMAGE_NAME] = {"ImageName", JSON_STRING, offsetof(struct subject, image)},
    [FIELD_USER] = {"Config.User", JSON_STRING, offsetof(struct subject, user)},
    [FIELD_LABEL] = {"Config.Labels", JSON_STRING, 0},
    [FIELD_HOST_CONFIG] = {"HostConfig", JSON_OBJECT, 0},
    [FIELD_PRIVILEGED] = {"HostConfig.Privileged", JSON_BOOL, 0},
    [FIELD_CAP_ADD] = {"HostConfig.CapAdd", JSON_ARRAY, offsetof(struct subject, cap_add)},
    [FIELD_CAP_DROP] = {"HostConfig.CapDrop", JSON_ARRAY, offsetof(struct subject, cap_drop)},
    [FIELD_EXACT] = {"HostConfig.Capabilities", JSON_ARRAY, offsetof(struct subject, exact)},
    [FIELD_BOUNDING] = {"BoundingCaps", JSON_ARRAY, offsetof(struct subject, bounding)},
    [FIELD_STATE] = {"State", JSON_OBJECT, 0},
    [FIELD_RUNNING] = {"State.Running", JSON_BOOL, 0},
    [FIELD_PAUSED] = {"State.Paused", JSON_BOOL, 0},
    [FIELD_RESTARTING] = {"State.Restarting", JSON_BOOL, 0},
    [FIELD_REMOVING] = {"State.RemovalInProgress", JSON_BOOL, 0},
    [FIELD_DEAD] = {"State.Dead", JSON_BOOL, 0},
    [FIELD_STARTED] = {"State.StartedAt", JSON_STRING, 0},
    [FIELD_TASK_TEMPLATE] = {"Spec.TaskTemplate", JSON_OBJECT, 0},
    [FIELD_CONTAINER_SPEC] = {"Spec.TaskTemplate.ContainerSpec", JSON_OBJECT, 0},
    [FIELD_PLUGIN_SPEC] = {"Spec.TaskTemplate.PluginSpec", JSON_OBJECT, 0},
    [FIELD_LISTED] = {"Names", JSON_ARRAY, 0},
    [FIELD_RUNTIME] = {"HostConfig.Runtime", JSON_STRING, 0},
    [FIELD_CAP_ADD_NAME] = {"an entry of HostConfig.CapAdd", JSON_STRING,
                            offsetof(struct subject, cap_add)},
    [FIELD_CAP_DROP_NAME] = {"an entry of HostConfig.CapDrop", JSON_STRING,
                             offsetof(struct subject, cap_drop)},
    [FIELD_EXACT_NAME] = {"an entry of HostConfig.Capabilities", JSON_STRING,
                          offsetof(struct subject, exact)},
    [FIELD_BOUNDING_NAME] = {"an entry of BoundingCaps", JSON_STRING,
                             offsetof(struct subject, bounding)},
};

static cisd_code spoil(struct inspect *inspect, struct fault *fault, const char *trouble)
{
    if (subject_spoil(inspect->subject, EVIDENCE_MALFORMED, trouble) != CISD_OK)
        return fault_no_memory(fault);
    return CISD_OK;
}

static cisd_code spoil_field(struct inspect *inspect, int field, const char *what,
                             struct fault *fault)
{
    char text[128];

    (void)snprintf(text, sizeof text, "%s %s", rules[field].name, what);
    return spoil(inspect, fault, text);
}

static cisd_code keep_string(struct inspect *inspect, int field, const struct json_value *value,
                             struct fault *fault)
{
    const char **kept = (const char **)((char *)inspect->subject + rules[field].offset);
    const char *text = value->text;
    size_t length = value->length;

    /* Docker puts a slash before the name. */
    if (field == FIELD_NAME && length > 0 && text[0] == '/') {
        text++;
        length--;
    }
    *kept = subject_text(inspect->subject, text, length);
    return *kept != NULL ? CISD_OK : fault_no_memory(fault);
}

static cisd_code keep_name(struct inspect *inspect, int field, const struct json_value *value,
                           struct fault *fault)
{
    struct name_list *list = (struct name_list *)((char *)inspect->subject + rules[field].offset);
    cisd_code code = subject_list_add(inspect->subject, list, value->text, value->length);

    if (code == CISD_E_LIMIT)
        return spoil(inspect, fault, "a capability list has more than 1024 entries");
    return code == CISD_OK ? CISD_OK : fault_no_memory(fault);
}

/* What Swarm writes on the containers of a service's tasks. */
#define SERVICE_LABEL "com.docker.swarm.service.name"

static cisd_code keep_label(struct inspect *inspect, const struct json_value *value,
                            struct fault *fault)
{
    const struct label_keys *wanted = inspect->labels;
    struct subject *subject = inspect->subject;

    if (value->key_length == strlen(SERVICE_LABEL) &&
        memcmp(value->key, SERVICE_LABEL, value->key_length) == 0) {
        subject->service = subject_text(subject, value->text, value->length);
        if (subject->service == NULL)
            return fault_no_memory(fault);
    }
    for (size_t i = 0; wanted != NULL && i < wanted->count; i++) {
        if (strlen(wanted->keys[i]) != value->key_length ||
            memcmp(wanted->keys[i], value->key, value->key_length) != 0)
            continue;
        if (subject_label_add(inspect->subject, value->key, value->key_length, value->text,
                              value->length) != CISD_OK)
            return fault_no_memory(fault);
        return CISD_OK;
    }
    return CISD_OK;
}

/* The engine writes the year 1 for what has not been yet. */
static bool is_zero_time(const struct json_value *value)
{
    return value->length == 0 || (value->length >= 5 && memcmp(value->text, "0001-", 5) == 0);
}

static void keep_state(struct inspect *inspect, int field, const struct json_value *value)
{
    bool holds = field == FIELD_STATE || (field == FIELD_STARTED ? !is_zero_time(value)
                                                                 : value->truth);

    if (holds)
        inspect->state |= 1U << (field - FIELD_STATE);
}

/* A number that can be no process's is none. */
static long keep_pid(const struct json_value *value)
{
    long pid = 0;

    for (size_t i = 0; i < value->length; i++) {
        if (value->text[i] < '0' || value->text[i] > '9' || pid > PID_LIMIT)
            return 0;
        pid = pid * 10 + (value->text[i] - '0');
    }
    return pid <= PID_LIMIT ? pid : 0;
}

/* "linux", and "linux/amd64" as others write it. */
static bool is_linux(const struct json_value *value)
{
    return value->length >= 5 && ascii_same(value->text, "linux", 5) &&
           (value->length == 5 || value->text[5] == '/');
}

/* What Podman calls the runtime of each of its containers to Docker's clients. */
static bool is_podman_runtime(const struct json_value *value)
{
    return value->length == 3 && memcmp(value->text, "oci", 3) == 0;
}

static cisd_code keep_value(struct inspect *inspect, int field, const struct json_value *value,
                            struct fault *fault)
{
    struct subject *subject = inspect->subject;

    if (field >= FIELD_STATE && field <= FIELD_STARTED) {
        keep_state(inspect, field, value);
        return CISD_OK;
    }
    switch (field) {
    case FIELD_HOST_CONFIG:
    case FIELD_TASK_TEMPLATE:
    case FIELD_CONTAINER_SPEC:
    case FIELD_PLUGIN_SPEC:
    case FIELD_LISTED:
        inspect->objects |= 1U << field;
        return CISD_OK;
    case FIELD_RUNTIME:
        inspect->objects |= (unsigned)is_podman_runtime(value) << field;
        return CISD_OK;
    case FIELD_PRIVILEGED:
        subject->privileged = value->truth ? CISD_YES : CISD_NO;
        return CISD_OK;
    case FIELD_PLATFORM:
        if (value->length > 0)
            subject->on_linux = is_linux(value) ? CISD_YES : CISD_NO;
        return CISD_OK;
    case FIELD_PID:
        subject->pid = keep_pid(value);
        return CISD_OK;
    case FIELD_LABEL:
        return keep_label(inspect, value, fault);
    case FIELD_CAP_ADD:
    case FIELD_CAP_DROP:
    case FIELD_EXACT:
    case FIELD_BOUNDING:
        ((struct name_list *)((char *)subject + rules[field].offset))->known = true;
        return CISD_OK;
    case FIELD_CAP_ADD_NAME:
    case FIELD_CAP_DROP_NAME:
    case FIELD_EXACT_NAME:
    case FIELD_BOUNDING_NAME:
        return keep_name(inspect, field, value, fault);
    default:
        return keep_string(inspect, field, value, fault);
    }
}

static cisd_code begin_document(struct inspect *inspect, struct fault *fault)
{
    inspect->objects = 0;
    inspect->subject = subject_new(&inspect->memory, CISD_CONTAINER);
    return inspect->subject != NULL ? CISD_OK : fault_no_memory(fault);
}

/* Absent, null and [] mean the same to an engine, once the object they belong to is there. */
static void settle(struct subject *subject)
{
    subject->cap_add.known = subject->cap_drop.known = true;
    if (subject->privileged == CISD_NOT_KNOWN)
        subject->privileged = CISD_NO;
    if (subject->bounding.known)
        subject->engine.kind = ENGINE_PODMAN;
}

/* Lists that may be half read are no evidence. */
static void forget(struct subject *subject)
{
    const struct name_list nothing = {0};

    subject->cap_add = subject->cap_drop = subject->exact = subject->bounding = nothing;
    subject->privileged = CISD_NOT_KNOWN;
}

void inspect_settle(struct subject *subject)
{
    if (subject->evidence == EVIDENCE_READ)
        settle(subject);
    else
        forget(subject);
}

_Static_assert(FIELD_RUNTIME < 32, "objects has a bit for each");

static bool has(const struct inspect *inspect, enum field object)
{
    return (inspect->objects >> object & 1) != 0;
}

/* Services have had capabilities since 20.10, and never been privileged. */
static cisd_code become_service(struct inspect *inspect, struct fault *fault)
{
    struct subject *subject = inspect->subject;

    subject->kind = CISD_SERVICE;
    subject->service = "";
    subject->engine = (struct engine_version){ENGINE_DOCKER, 20, 10};
    if (has(inspect, FIELD_HOST_CONFIG))
        return spoil(inspect, fault, "both a container and a service");
    if (has(inspect, FIELD_CONTAINER_SPEC))
        return CISD_OK;
    if (!has(inspect, FIELD_PLUGIN_SPEC))
        return spoil(inspect, fault, "Spec.TaskTemplate.ContainerSpec is missing");
    subject->on_linux = CISD_NO;
    return CISD_OK;
}

/* Saved, it is all there is. */
static cisd_code doubt_podman(const struct inspect *inspect, struct fault *fault)
{
    static const char text[] = "Podman's answer to Docker's clients does not say what is granted: "
                               "take that of podman inspect";
    struct subject *subject = inspect->subject;
    const struct name_list nothing = {0};

    if (!inspect->saved || !has(inspect, FIELD_RUNTIME) || subject->bounding.known ||
        subject->evidence != EVIDENCE_READ || !inspect_podman_leaves_open(subject))
        return CISD_OK;
    subject->cap_add = subject->cap_drop = nothing;
    subject->trouble = subject_text(subject, text, sizeof text - 1);
    return subject->trouble != NULL ? CISD_OK : fault_no_memory(fault);
}

/* What a whole object is, if anything that can be judged. */
static cisd_code classify(struct inspect *inspect, struct fault *fault)
{
    if (has(inspect, FIELD_TASK_TEMPLATE))
        return become_service(inspect, fault);
    if (!has(inspect, FIELD_HOST_CONFIG))
        return spoil(inspect, fault, "HostConfig is missing: not a container");
    if (has(inspect, FIELD_LISTED))
        return spoil(inspect, fault, "an entry of a list of containers, which leaves capabilities "
                                     "out: take the output of inspect");
    return CISD_OK;
}

static cisd_code end_document(struct inspect *inspect, struct fault *fault)
{
    struct subject *subject = inspect->subject;
    cisd_code code = classify(inspect, fault);

    if (code != CISD_OK)
        return code;
    inspect_settle(subject);
    if (doubt_podman(inspect, fault) != CISD_OK)
        return fault->code;
    inspect->subject = NULL;
    return inspect->emit(inspect->user, subject, fault);
}

/* Trouble of the document itself. */
static cisd_code spoil_document(struct inspect *inspect, const struct json_value *value,
                                struct fault *fault)
{
    char text[160];

    (void)snprintf(text, sizeof text, "%.*s", (int)value->length, value->text);
    return spoil(inspect, fault, text);
}

static cisd_code handle_document(struct inspect *inspect, const struct json_value *value,
                                 struct fault *fault)
{
    cisd_code code;

    switch (value->type) {
    case JSON_OBJECT:
        return begin_document(inspect, fault);
    case JSON_END:
        /* An array where an object should stand was dealt with when it began. */
        return inspect->subject != NULL ? end_document(inspect, fault) : CISD_OK;
    case JSON_TROUBLE:
        return inspect->subject != NULL ? spoil_document(inspect, value, fault) : CISD_OK;
    default:
        code = begin_document(inspect, fault);
        if (code == CISD_OK)
            code = spoil(inspect, fault, "not a JSON object");
        return code == CISD_OK ? end_document(inspect, fault) : code;
    }
}

static cisd_code handle_field(struct inspect *inspect, int field, const struct json_value *value,
                              struct fault *fault)
{
    if (field < 0 || inspect->subject == NULL || value->type == JSON_END)
        return CISD_OK;
    if (value->type == rules[field].type)
        return keep_value(inspect, field, value, fault);
    if (value->type != JSON_NULL)
        return spoil_field(inspect, field, "is of the wrong type", fault);
    /* Podman writes null for an empty bounding set. */
    if (field == FIELD_BOUNDING)
        inspect->subject->bounding.known = true;
    if (field >= FIELD_CAP_ADD_NAME)
        return spoil_field(inspect, field, "is null", fault);
    return CISD_OK;
}

cisd_code inspect_handle(void *user, int field, const struct json_value *value,
                         struct fault *fault)
{
    if (field == FIELD_DOCUMENT)
        return handle_document(user, value, fault);
    return handle_field(user, field, value, fault);
}

cisd_code inspect_handle_part(void *user, int field, const struct json_value *value,
                              struct fault *fault)
{
    if (field != FIELD_DOCUMENT)
        return handle_field(user, field, value, fault);
    if (value->type == JSON_TROUBLE)
        return spoil_document(user, value, fault);
    if (value->type != JSON_OBJECT && value->type != JSON_END)
        return spoil(user, fault, "not a JSON object");
    return CISD_OK;
}

const char *inspect_state_word(unsigned state)
{
    static const struct {
        unsigned all;
        const char *word;
    } words[] = {
        {INSPECT_RUNNING | INSPECT_PAUSED, "paused"},
        {INSPECT_RUNNING | INSPECT_RESTARTING, "restarting"},
        {INSPECT_RUNNING, "running"},
        {INSPECT_REMOVING, "removing"},
        {INSPECT_DEAD, "dead"},
        {INSPECT_STARTED, "exited"},
    };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if ((state & words[i].all) == words[i].all)
            return words[i].word;
    return (state & INSPECT_STATE) != 0 ? "created" : "";
}

void inspect_drop(struct inspect *inspect)
{
    subject_free(inspect->subject);
    inspect->subject = NULL;
}

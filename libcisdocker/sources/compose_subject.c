#include "sources/compose_subject.h"

#include <stdio.h>
#include <string.h>

#include "facts/capability.h"
#include "ground/ascii.h"

/* A subject being made: the node that decides most about it is the place it is reported at. */
struct making {
    struct subject *subject;
    const struct compose_service *service;
    const struct yaml_node *decisive, *doubtful;
    struct fault *fault;
};

static cisd_code spoil(struct making *making, enum evidence evidence, const char *field,
                       const char *trouble, const struct yaml_node *node)
{
    char text[FAULT_TEXT];

    (void)snprintf(text, sizeof text, "%s%s%s", field, field[0] != '\0' ? ": " : "", trouble);
    if (making->doubtful == NULL || (making->subject->evidence == EVIDENCE_UNRESOLVED &&
                                     evidence != EVIDENCE_UNRESOLVED)) {
        /* What cannot be read at all weighs more than what a variable leaves open. */
        making->doubtful = node;
        making->subject->evidence = EVIDENCE_READ;
    }
    if (subject_spoil(making->subject, evidence, text) != CISD_OK)
        return fault_no_memory(making->fault);
    return CISD_OK;
}

/* What is wrong with a value, if something is. */
static cisd_code check_value(struct making *making, const char *field,
                             const struct compose_value *value)
{
    if (value->state == COMPOSE_READ)
        return CISD_OK;
    return spoil(making,
                 value->state == COMPOSE_UNRESOLVED ? EVIDENCE_UNRESOLVED : EVIDENCE_MALFORMED,
                 field, value->trouble, value->node);
}

static const struct compose_field *field_of(const struct making *making, enum compose_field_id id)
{
    return &making->service->fields[id];
}

/* The text of a single value; "" where there is none. */
static cisd_code keep_text(struct making *making, enum compose_field_id id, const char **out)
{
    const struct compose_field *field = field_of(making, id);

    if (field->key == NULL || field->count == 0)
        return CISD_OK;
    *out = subject_text(making->subject, field->values[0].text, field->values[0].length);
    return *out != NULL ? CISD_OK : fault_no_memory(making->fault);
}

static void decide(struct making *making, const struct yaml_node *node)
{
    if (making->decisive == NULL)
        making->decisive = node;
}

/* `privileged` of the service, or of a hook, which is run in its container. */
static cisd_code take_privileged(struct making *making, enum compose_field_id id)
{
    const struct compose_field *field = field_of(making, id);
    const char *name = compose_field_name(id);

    if (field->trouble != NULL &&
        spoil(making, EVIDENCE_MALFORMED, name, field->trouble, field->trouble_node) != CISD_OK)
        return making->fault->code;
    for (size_t i = 0; i < field->count; i++) {
        const struct compose_value *value = &field->values[i];
        cisd_fact fact = compose_value_truth(value);

        if (check_value(making, name, value) != CISD_OK)
            return making->fault->code;
        if (value->state != COMPOSE_READ)
            continue;
        if (fact == CISD_NOT_KNOWN &&
            spoil(making, EVIDENCE_MALFORMED, name, "neither true nor false", value->node) !=
                CISD_OK)
            return making->fault->code;
        if (fact == CISD_YES) {
            making->subject->privileged = CISD_YES;
            decide(making, value->node);
        }
    }
    return CISD_OK;
}

/* Whether an added capability is one that the rule may mind. */
static bool is_decisive(const char *name)
{
    int number = capability_number(name);
    cisd_caps harmless = capability_default() & ~CAPS_OF(NET_RAW);

    return number < 0 || (harmless >> number & 1) == 0;
}

static cisd_code take_name(struct making *making, enum compose_field_id id,
                           const struct compose_value *value, struct name_list *list)
{
    bool drops_unknown = id == SERVICE_CAP_DROP && value->state == COMPOSE_UNRESOLVED;
    cisd_code code;

    if (check_value(making, compose_field_name(id), value) != CISD_OK)
        return making->fault->code;
    making->subject->drops_unresolved |= drops_unknown;
    /* What stands unresolved drops nothing and can be shown; as an addition it would count. */
    if (value->state != COMPOSE_READ && !drops_unknown)
        return CISD_OK;
    code = subject_list_add(making->subject, list, value->text, value->length);
    if (code == CISD_E_LIMIT)
        return spoil(making, EVIDENCE_MALFORMED, compose_field_name(id),
                     "more than 1024 entries", value->node);
    if (code != CISD_OK)
        return fault_no_memory(making->fault);
    if (id == SERVICE_CAP_ADD && is_decisive(list->names[list->count - 1]))
        decide(making, value->node);
    return CISD_OK;
}

/* The same name twice, as it comes of merging files, is kept once; unless that takes long. */
static bool stands_before(const struct compose_field *field, size_t index)
{
    for (size_t i = 0; i < index && index < 64; i++)
        if (field->values[i].length == field->values[index].length &&
            memcmp(field->values[i].text, field->values[index].text, field->values[i].length) == 0)
            return true;
    return false;
}

static cisd_code take_names(struct making *making, enum compose_field_id id,
                            struct name_list *list)
{
    const struct compose_field *field = field_of(making, id);

    list->known = field->trouble == NULL;
    if (field->trouble != NULL)
        return spoil(making, EVIDENCE_MALFORMED, compose_field_name(id), field->trouble,
                     field->trouble_node);
    for (size_t i = 0; i < field->count && i <= SUBJECT_LIST_MAX; i++) {
        if (stands_before(field, i) && field->values[i].state == COMPOSE_READ)
            continue;
        if (take_name(making, id, &field->values[i], list) != CISD_OK)
            return making->fault->code;
    }
    return CISD_OK;
}

static cisd_code take_labels(struct making *making)
{
    const struct compose_field *field = field_of(making, SERVICE_LABELS);

    for (size_t i = 0; i < field->count; i++) {
        const char *text = field->values[i].text;
        size_t key = strcspn(text, "=");
        bool has_value = text[key] == '=';

        if (field->values[i].state != COMPOSE_READ)
            continue;
        if (subject_label_add(making->subject, text, key, text + key + has_value,
                              field->values[i].length - key - has_value) != CISD_OK)
            return fault_no_memory(making->fault);
    }
    return CISD_OK;
}

/* What is no Linux container: one of Windows, or something a plugin of Compose provides. */
static cisd_fact on_linux(const struct making *making)
{
    const struct compose_field *platform = field_of(making, SERVICE_PLATFORM);
    const char *windows = "windows";

    if (field_of(making, SERVICE_PROVIDER)->key != NULL)
        return CISD_NO;
    if (platform->count > 0 && platform->values[0].length >= strlen(windows) &&
        ascii_same(platform->values[0].text, windows, strlen(windows)))
        return CISD_NO;
    return CISD_YES;
}

/* A declaration that is not whole is no evidence, as Compose would not run it. */
static cisd_code check_whole(struct making *making)
{
    const struct compose_service *service = making->service;

    if (service->evidence == EVIDENCE_UNRESOLVED)
        making->subject->drops_unresolved = true;
    if (service->evidence != EVIDENCE_READ)
        return spoil(making, service->evidence, "", service->trouble, service->trouble_node);
    if (field_of(making, SERVICE_IMAGE)->key == NULL &&
        field_of(making, SERVICE_BUILD)->key == NULL &&
        field_of(making, SERVICE_PROVIDER)->key == NULL)
        return spoil(making, EVIDENCE_MALFORMED, "",
                     "neither image nor build: name the file that this one overrides, too",
                     service->key);
    return CISD_OK;
}

static cisd_code take_grant(struct making *making, bool stack)
{
    static const enum compose_field_id sources[] = {SERVICE_PRIVILEGED, SERVICE_PRE_START,
                                                    SERVICE_POST_START, SERVICE_PRE_STOP};
    struct subject *subject = making->subject;

    subject->privileged = CISD_NO;
    for (size_t i = 0; !stack && i < sizeof sources / sizeof *sources; i++)
        if (take_privileged(making, sources[i]) != CISD_OK)
            return making->fault->code;
    if (take_names(making, SERVICE_CAP_ADD, &subject->cap_add) != CISD_OK)
        return making->fault->code;
    if (take_names(making, SERVICE_CAP_DROP, &subject->cap_drop) != CISD_OK)
        return making->fault->code;
    if (stack) {
        subject_list_reduce(&subject->cap_add);
        subject_list_reduce(&subject->cap_drop);
    }
    return CISD_OK;
}

static cisd_code take_about(struct making *making)
{
    struct subject *subject = making->subject;
    const char *name = making->service->name;

    subject->name = subject_text(subject, name, strlen(name));
    if (subject->name == NULL)
        return fault_no_memory(making->fault);
    if (keep_text(making, SERVICE_IMAGE, &subject->image) != CISD_OK ||
        keep_text(making, SERVICE_USER, &subject->user) != CISD_OK)
        return making->fault->code;
    subject->on_linux = on_linux(making);
    return take_labels(making);
}

/* The key that decides, else what leaves it open, else the service. */
static cisd_code place(struct making *making)
{
    struct subject *subject = making->subject;
    bool broken = subject->evidence != EVIDENCE_READ && subject->evidence != EVIDENCE_UNRESOLVED;
    const struct yaml_node *node = making->service->key;

    if (making->doubtful != NULL && (broken || making->decisive == NULL))
        node = making->doubtful;
    else if (making->decisive != NULL)
        node = making->decisive;
    subject->file = subject_text(subject, node->file, strlen(node->file));
    subject->line = node->line;
    subject->column = node->column;
    return subject->file != NULL ? CISD_OK : fault_no_memory(making->fault);
}

cisd_code compose_subject_make(const struct memory *memory, const struct compose_service *service,
                               bool stack, struct subject **out, struct fault *fault)
{
    struct making making = {.subject = subject_new(memory, CISD_COMPOSE_SERVICE),
                            .service = service, .fault = fault};

    *out = NULL;
    if (making.subject == NULL)
        return fault_no_memory(fault);
    if (take_about(&making) != CISD_OK || check_whole(&making) != CISD_OK ||
        take_grant(&making, stack) != CISD_OK || place(&making) != CISD_OK) {
        subject_free(making.subject);
        return fault->code;
    }
    *out = making.subject;
    return CISD_OK;
}

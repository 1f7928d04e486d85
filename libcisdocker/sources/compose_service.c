#include "sources/compose_service.h"

#include <string.h>

#include "ground/ascii.h"

typedef cisd_code field_reader(const struct compose_place *place, struct compose_load *load,
                               const struct yaml_node *node, struct compose_field *field,
                               struct fault *fault);

static field_reader read_single, read_presence, read_names, read_inits, read_hooks, read_labels;

/* What each field looks like, and whether a later one adds to an earlier one. */
static const struct {
    const char *name;
    field_reader *read;
    bool grows;
} fields[SERVICE_FIELDS] = {
    [SERVICE_IMAGE] = {"image", read_single, false},
    [SERVICE_BUILD] = {"build", read_presence, false},
    [SERVICE_PROVIDER] = {"provider", read_presence, false},
    [SERVICE_USER] = {"user", read_single, false},
    [SERVICE_PLATFORM] = {"platform", read_single, false},
    [SERVICE_PRIVILEGED] = {"privileged", read_single, false},
    [SERVICE_CAP_ADD] = {"cap_add", read_names, true},
    [SERVICE_CAP_DROP] = {"cap_drop", read_names, true},
    [SERVICE_PRE_START] = {"pre_start", read_inits, true},
    [SERVICE_POST_START] = {"post_start", read_hooks, true},
    [SERVICE_PRE_STOP] = {"pre_stop", read_hooks, true},
    [SERVICE_LABELS] = {"labels", read_labels, true},
    [SERVICE_PROFILES] = {"profiles", read_names, true},
};

const char *compose_section_name(enum compose_section section)
{
    static const char *const names[] = {[COMPOSE_SERVICES_SECTION] = "services",
                                        [COMPOSE_JOBS_SECTION] = "jobs"};

    return names[section];
}

const char *compose_field_name(enum compose_field_id id)
{
    return fields[id].name;
}

enum compose_effect compose_effect_of(const struct yaml_pair *pair)
{
    if (!pair->undoes)
        return COMPOSE_UNITE;
    return yaml_has_tag(pair->value, YAML_RESET) ? COMPOSE_RESET : COMPOSE_OVERRIDE;
}

static cisd_code make_room(struct compose_load *load, struct compose_field *field, size_t count,
                           struct fault *fault)
{
    if (compose_load_spend(load, count, fault) != CISD_OK)
        return fault->code;
    field->values = pool_alloc(&load->pool, count * sizeof *field->values);
    return field->values != NULL ? CISD_OK : fault_no_memory(fault);
}

/* Says what a field should have been. */
static cisd_code spoil(struct compose_load *load, struct compose_field *field,
                       const struct yaml_node *node, const char *wanted, struct fault *fault)
{
    field->trouble_node = node;
    field->trouble = compose_load_text(load, "%s where %s must be", yaml_kind(node), wanted);
    return field->trouble != NULL ? CISD_OK : fault_no_memory(fault);
}

static cisd_code read_single(const struct compose_place *place, struct compose_load *load,
                             const struct yaml_node *node, struct compose_field *field,
                             struct fault *fault)
{
    if (make_room(load, field, 1, fault) != CISD_OK)
        return fault->code;
    field->count = 1;
    return compose_value_read(place, load, node, field->values, fault);
}

static cisd_code read_presence(const struct compose_place *place, struct compose_load *load,
                               const struct yaml_node *node, struct compose_field *field,
                               struct fault *fault)
{
    (void)place, (void)load, (void)node, (void)field, (void)fault;
    return CISD_OK;
}

static cisd_code read_names(const struct compose_place *place, struct compose_load *load,
                            const struct yaml_node *node, struct compose_field *field,
                            struct fault *fault)
{
    if (node->type != YAML_SEQUENCE)
        return spoil(load, field, node, "a list", fault);
    if (make_room(load, field, node->count, fault) != CISD_OK)
        return fault->code;
    for (size_t i = 0; i < node->count; i++)
        if (compose_value_read_string(place, load, node->is.items[i], &field->values[i], fault) !=
            CISD_OK)
            return fault->code;
    field->count = node->count;
    return CISD_OK;
}

/* Of hooks only `privileged` counts; a hook without it adds nothing. */
static cisd_code read_hooks(const struct compose_place *place, struct compose_load *load,
                            const struct yaml_node *node, struct compose_field *field,
                            struct fault *fault)
{
    if (node->type != YAML_SEQUENCE)
        return spoil(load, field, node, "a list", fault);
    if (make_room(load, field, node->count, fault) != CISD_OK)
        return fault->code;
    for (size_t i = 0; i < node->count; i++) {
        const struct yaml_node *hook = node->is.items[i];
        const struct yaml_node *privileged = yaml_get(hook, "privileged");

        if (hook->type != YAML_MAPPING)
            return spoil(load, field, hook, "a mapping", fault);
        if (privileged == NULL || yaml_is_null(privileged))
            continue;
        if (compose_value_read(place, load, privileged, &field->values[field->count++], fault) !=
            CISD_OK)
            return fault->code;
    }
    return CISD_OK;
}

/* One of `KEY: VALUE`, as KEY=VALUE. */
static cisd_code read_pair(const struct compose_place *place, struct compose_load *load,
                           const struct yaml_pair *pair, struct compose_value *out,
                           struct fault *fault)
{
    const char *text;

    if (compose_value_read(place, load, pair->value, out, fault) != CISD_OK)
        return fault->code;
    text = yaml_is_null(pair->value) ? "" : out->text;
    buffer_clear(&load->scratch);
    buffer_add(&load->scratch, pair->key->is.text, pair->key->count);
    buffer_char(&load->scratch, '=');
    buffer_text(&load->scratch, text);
    if (load->scratch.failed)
        return fault_no_memory(fault);
    out->length = load->scratch.length;
    out->text = pool_copy(&load->pool, load->scratch.data, out->length);
    return out->text != NULL ? CISD_OK : fault_no_memory(fault);
}

static cisd_code read_label_map(const struct compose_place *place, struct compose_load *load,
                                const struct yaml_node *node, struct compose_field *field,
                                struct fault *fault)
{
    for (size_t i = 0; i < node->count; i++) {
        const struct yaml_pair *pair = &node->is.map.pairs[i];

        if (compose_load_wants_label(load, pair->key->is.text, pair->key->count) &&
            read_pair(place, load, pair, &field->values[field->count++], fault) != CISD_OK)
            return fault->code;
    }
    return CISD_OK;
}

/* Labels that nobody asked for are not kept. */
static cisd_code read_labels(const struct compose_place *place, struct compose_load *load,
                             const struct yaml_node *node, struct compose_field *field,
                             struct fault *fault)
{
    if (load->labels == NULL || load->labels->count == 0 || node->type == YAML_SCALAR)
        return CISD_OK;
    if (make_room(load, field, node->count, fault) != CISD_OK)
        return fault->code;
    if (node->type == YAML_MAPPING)
        return read_label_map(place, load, node, field, fault);
    for (size_t i = 0; i < node->count; i++) {
        struct compose_value *value = &field->values[field->count];

        if (compose_value_read(place, load, node->is.items[i], value, fault) != CISD_OK)
            return fault->code;
        field->count += value->state == COMPOSE_READ &&
                        compose_load_wants_label(load, value->text, strcspn(value->text, "="));
    }
    return CISD_OK;
}

void compose_service_spoil(struct compose_service *service, enum evidence evidence,
                           const char *trouble, const struct yaml_node *node)
{
    if (service->evidence != EVIDENCE_READ)
        return;
    service->evidence = evidence;
    service->trouble = trouble;
    service->trouble_node = node;
}

static cisd_code read_field(const struct compose_place *place, struct compose_load *load,
                            const struct yaml_pair *pair, enum compose_field_id id,
                            struct compose_field *field, struct fault *fault)
{
    field->effect = compose_effect_of(pair);
    field->disputed = pair->disputed;
    if (field->effect == COMPOSE_RESET || yaml_is_null(pair->value))
        return CISD_OK;
    field->key = pair->key;
    if (!compose_load_knows_tag(load, pair->value)) {
        field->trouble_node = pair->value;
        field->trouble = compose_load_text(load, "the tag '%.100s' means nothing here",
                                           pair->value->tag);
        return field->trouble != NULL ? CISD_OK : fault_no_memory(fault);
    }
    return fields[id].read(place, load, pair->value, field, fault);
}

static cisd_code read_fields(const struct compose_place *place, struct compose_load *load,
                             const struct yaml_node *node, struct compose_service *service,
                             struct fault *fault)
{
    for (int id = 0; id < SERVICE_FIELDS; id++) {
        const struct yaml_pair *found = yaml_find(node, fields[id].name, strlen(fields[id].name));

        if (found != NULL &&
            read_field(place, load, found, id, &service->fields[id], fault) != CISD_OK)
            return fault->code;
    }
    return CISD_OK;
}

static struct compose_service *new_service(struct compose_load *load, const char *name,
                                           const struct yaml_node *key, struct fault *fault)
{
    struct compose_service *service = pool_alloc(&load->pool, sizeof *service);

    if (compose_load_spend(load, SERVICE_FIELDS, fault) != CISD_OK)
        return NULL;
    if (service == NULL) {
        (void)fault_no_memory(fault);
        return NULL;
    }
    memset(service, 0, sizeof *service);
    service->name = name;
    service->key = key;
    return service;
}

/* Containers that run before the service's own. One cannot have such of its own. */
static cisd_code read_inits(const struct compose_place *place, struct compose_load *load,
                            const struct yaml_node *node, struct compose_field *field,
                            struct fault *fault)
{
    if (node->type != YAML_SEQUENCE)
        return spoil(load, field, node, "a list", fault);
    if (compose_load_spend(load, node->count, fault) != CISD_OK)
        return fault->code;
    field->inits = pool_alloc(&load->pool, node->count * sizeof *field->inits);
    if (field->inits == NULL)
        return fault_no_memory(fault);
    for (size_t i = 0; i < node->count; i++) {
        const struct yaml_node *item = node->is.items[i];
        struct compose_service *init = new_service(load, "", item, fault);

        if (init == NULL)
            return fault->code;
        if (item->type != YAML_MAPPING || yaml_get(item, "pre_start") != NULL)
            return spoil(load, field, item, "a mapping without pre_start", fault);
        if (read_fields(place, load, item, init, fault) != CISD_OK)
            return fault->code;
        field->inits[field->init_count++] = init;
    }
    return CISD_OK;
}

cisd_code compose_service_read(const struct compose_place *place, struct compose_load *load,
                               enum compose_section section, const struct yaml_pair *pair,
                               struct compose_service **out, struct fault *fault)
{
    struct compose_service *service = new_service(load, pair->key->is.text, pair->key, fault);

    *out = service;
    if (service == NULL)
        return fault->code;
    service->section = section;
    service->effect = compose_effect_of(pair);
    if (strlen(service->name) != pair->key->count)
        compose_service_spoil(service, EVIDENCE_MALFORMED, "the name has a NUL in it", pair->key);
    if (service->effect == COMPOSE_RESET || yaml_is_null(pair->value))
        return CISD_OK;
    if (pair->value->type != YAML_MAPPING)
        compose_service_spoil(service, EVIDENCE_MALFORMED, "the service is not a mapping",
                              pair->value);
    return read_fields(place, load, pair->value, service, fault);
}

/* The containers that run before, of both. */
static cisd_code unite_inits(struct compose_load *load, struct compose_field *both,
                             const struct compose_field *over, struct fault *fault)
{
    size_t count = both->init_count + over->init_count;
    struct compose_service **inits;

    if (over->init_count == 0)
        return CISD_OK;
    if (compose_load_spend(load, count, fault) != CISD_OK)
        return fault->code;
    inits = pool_alloc(&load->pool, count * sizeof *inits);
    if (inits == NULL)
        return fault_no_memory(fault);
    if (both->init_count > 0)
        memcpy(inits, both->inits, both->init_count * sizeof *inits);
    memcpy(inits + both->init_count, over->inits, over->init_count * sizeof *inits);
    both->inits = inits;
    both->init_count = count;
    return CISD_OK;
}

/* One list after the other. */
static cisd_code unite(struct compose_load *load, struct compose_field *base,
                       const struct compose_field *over, struct fault *fault)
{
    struct compose_field both = *base;

    if (make_room(load, &both, base->count + over->count, fault) != CISD_OK)
        return fault->code;
    if (base->count > 0)
        memcpy(both.values, base->values, base->count * sizeof *base->values);
    if (over->count > 0)
        memcpy(both.values + base->count, over->values, over->count * sizeof *over->values);
    both.count = base->count + over->count;
    if (both.trouble == NULL) {
        both.trouble = over->trouble;
        both.trouble_node = over->trouble_node;
    }
    *base = both;
    return unite_inits(load, base, over, fault);
}

/* Compose heeds a "!reset" that came by "<<" from version 5 on; before, it was as if not there. */
static void dispute(struct compose_field *field, const struct yaml_node *key)
{
    if (field->trouble != NULL)
        return;
    field->key = key;
    field->trouble_node = key;
    field->trouble = "a !reset that came by '<<' undoes this or not, by Compose's version";
}

static cisd_code merge_field(struct compose_load *load, struct compose_field *base,
                             const struct compose_field *over, bool grows, struct fault *fault)
{
    const struct yaml_node *disputed = over->disputed ? base->key : NULL;

    if (over->effect == COMPOSE_UNITE && over->key == NULL)
        return CISD_OK;
    if (over->effect == COMPOSE_UNITE && grows && base->key != NULL)
        return unite(load, base, over, fault);
    *base = *over;
    if (disputed != NULL)
        dispute(base, disputed);
    return CISD_OK;
}

cisd_code compose_service_merge(struct compose_load *load, struct compose_service *base,
                                const struct compose_service *over, struct fault *fault)
{
    if (compose_load_spend(load, 1, fault) != CISD_OK)
        return fault->code;
    for (int id = 0; id < SERVICE_FIELDS; id++)
        if (merge_field(load, &base->fields[id], &over->fields[id], fields[id].grows, fault) !=
            CISD_OK)
            return fault->code;
    compose_service_spoil(base, over->evidence, over->trouble, over->trouble_node);
    return CISD_OK;
}

cisd_code compose_service_build_on(struct compose_load *load, const struct compose_service *base,
                                   struct compose_service *service, struct fault *fault)
{
    struct compose_service both = *base;

    if (compose_service_merge(load, &both, service, fault) != CISD_OK)
        return fault->code;
    both.section = service->section;
    both.name = service->name;
    both.key = service->key;
    both.effect = service->effect;
    for (int id = 0; id < SERVICE_FIELDS; id++)
        both.fields[id].effect = service->fields[id].effect;
    *service = both;
    return CISD_OK;
}

static bool same_value(const struct compose_value *one, const struct compose_value *other)
{
    return one->state == other->state && one->length == other->length &&
           memcmp(one->text, other->text, one->length) == 0;
}

static bool same_field(const struct compose_field *one, const struct compose_field *other)
{
    if ((one->key == NULL) != (other->key == NULL) || one->count != other->count ||
        one->init_count != other->init_count || (one->trouble == NULL) != (other->trouble == NULL))
        return false;
    for (size_t i = 0; i < one->init_count; i++)
        if (!compose_service_same(one->inits[i], other->inits[i]))
            return false;
    for (size_t i = 0; i < one->count; i++)
        if (!same_value(&one->values[i], &other->values[i]))
            return false;
    return true;
}

bool compose_service_same(const struct compose_service *one, const struct compose_service *other)
{
    for (int id = 0; id < SERVICE_FIELDS; id++)
        if (!same_field(&one->fields[id], &other->fields[id]))
            return false;
    return one->evidence == other->evidence;
}

#include "sources/compose_project.h"

#include <string.h>

#include "sources/compose_extends.h"
#include "sources/compose_file.h"
#include "sources/compose_include.h"

/* What an included project declares becomes ours; what its tags did was done in it. */
static void adopt(struct compose_service *service)
{
    service->effect = COMPOSE_UNITE;
    for (int id = 0; id < SERVICE_FIELDS; id++)
        service->fields[id].effect = COMPOSE_UNITE;
}

/* Takes over what an included project declares, under what was included before. */
static cisd_code import(struct compose_load *load, const struct compose_services *from,
                        struct compose_services *imported, struct fault *fault)
{
    for (size_t i = 0; i < from->count; i++) {
        struct compose_service *service = from->all[i];
        struct compose_service *other = compose_services_find(imported, service->section,
                                                              service->name);

        adopt(service);
        if (other == NULL) {
            if (compose_services_add(load, imported, service, fault) != CISD_OK)
                return fault->code;
        } else if (!compose_service_same(service, other)) {
            if (compose_service_merge(load, service, other, fault) != CISD_OK)
                return fault->code;
            compose_services_replace(imported, service);
        }
    }
    return CISD_OK;
}

static cisd_code include_one(const struct compose_place *place, struct compose_load *load,
                             const struct yaml_node *node, struct compose_services *imported,
                             struct fault *fault)
{
    struct compose_services from = {0};
    struct compose_include include;

    if (compose_include_read(place, load, node, &include, fault) != CISD_OK)
        return fault->code;
    if (compose_project_load(&include.place, load, include.paths, include.path_count, false, &from,
                             fault) != CISD_OK)
        return fault->code;
    return import(load, &from, imported, fault);
}

static cisd_code include_all(const struct compose_place *place, struct compose_load *load,
                             const struct yaml_pair *pair, struct compose_services *imported,
                             struct fault *fault)
{
    const struct yaml_node *include = pair != NULL ? pair->value : NULL;

    if (include == NULL || yaml_is_null(include) || compose_effect_of(pair) == COMPOSE_RESET)
        return CISD_OK;
    if (load->stack)
        return yaml_fault(fault, pair->key, CISD_E_UNSUPPORTED, "include: docker stack refuses it");
    if (include->type != YAML_SEQUENCE)
        return yaml_fault(fault, include, CISD_E_FORMAT, "include: %s where a list must be",
                          yaml_kind(include));
    for (size_t i = 0; i < include->count; i++)
        if (include_one(place, load, include->is.items[i], imported, fault) != CISD_OK)
            return fault->code;
    return CISD_OK;
}

/* Puts what is declared over what was included, and keeps the rest of that as it is. */
static cisd_code read_declared(const struct compose_place *place, struct compose_load *load,
                               const struct compose_siblings *siblings,
                               struct compose_services *layer, struct fault *fault)
{
    const struct yaml_node *declared = siblings->declared;

    for (size_t i = 0; i < declared->count; i++) {
        struct compose_service *service;

        if (compose_extends_read(place, load, siblings, &declared->is.map.pairs[i], &service,
                                 fault) != CISD_OK ||
            compose_services_add(load, layer, service, fault) != CISD_OK)
            return fault->code;
    }
    return CISD_OK;
}

/* A declaration that undoes (!reset) does so to files that came before, not to what is included. */
static cisd_code keep_imported(struct compose_load *load, const struct compose_services *imported,
                               struct compose_services *layer, struct compose_services *services,
                               struct fault *fault)
{
    for (size_t i = 0; i < imported->count; i++) {
        struct compose_service *service = imported->all[i];
        struct compose_service *other = compose_services_find(layer, service->section,
                                                              service->name);
        cisd_code code = CISD_OK;

        if (other == NULL) {
            code = compose_services_add(load, layer, service, fault);
        } else if (other->effect == COMPOSE_RESET) {
            code = compose_services_apply(load, services, other, fault);
            compose_services_replace(layer, service);
        }
        if (code != CISD_OK)
            return code;
    }
    return CISD_OK;
}

/* A section whose tag undoes what came before it. */
static void forget(struct compose_services *services, enum compose_section section)
{
    size_t kept = 0;

    for (size_t i = 0; i < services->count; i++)
        if (services->all[i]->section != section)
            services->all[kept++] = services->all[i];
    services->count = kept;
}

static cisd_code read_section(const struct compose_place *place, struct compose_load *load,
                              const struct yaml_pair *pair, struct compose_siblings *siblings,
                              struct compose_services *layer, struct compose_services *services,
                              struct fault *fault)
{
    if (pair == NULL || yaml_is_null(pair->value))
        return CISD_OK;
    siblings->declared = pair->value;
    if (compose_effect_of(pair) != COMPOSE_UNITE)
        forget(services, siblings->section);
    if (compose_effect_of(pair) == COMPOSE_RESET)
        return CISD_OK;
    if (pair->value->type != YAML_MAPPING)
        return yaml_fault(fault, pair->value, CISD_E_FORMAT, "%s: %s where a mapping must be",
                          compose_section_name(siblings->section), yaml_kind(pair->value));
    return read_declared(place, load, siblings, layer, fault);
}

static const struct yaml_pair *find_part(const struct yaml_node *document, const char *name)
{
    return yaml_find(document, name, strlen(name));
}

/* Puts a document over what came before it. */
static cisd_code apply_document(const struct compose_place *place, struct compose_load *load,
                                const struct yaml_node *document,
                                struct compose_services *services, struct fault *fault)
{
    struct compose_services imported = {0}, layer = {0};

    if (include_all(place, load, find_part(document, "include"), &imported, fault) != CISD_OK)
        return fault->code;
    for (int i = 0; i < COMPOSE_SECTIONS; i++) {
        struct compose_siblings siblings = {.section = (enum compose_section)i,
                                            .imported = &imported};
        const char *name = compose_section_name(siblings.section);

        if (read_section(place, load, find_part(document, name), &siblings, &layer, services,
                         fault) != CISD_OK)
            return fault->code;
    }
    if (keep_imported(load, &imported, &layer, services, fault) != CISD_OK)
        return fault->code;
    for (size_t i = 0; i < layer.count; i++)
        if (compose_services_apply(load, services, layer.all[i], fault) != CISD_OK)
            return fault->code;
    return CISD_OK;
}

static cisd_code apply_file(const struct compose_place *place, struct compose_load *load,
                            const char *path, bool given, struct compose_services *services,
                            struct fault *fault)
{
    struct compose_place here = *place;
    const struct compose_file *file;

    if (compose_file_open(load, path, given, &file, fault) != CISD_OK)
        return fault->code;
    here.file = file->path;
    /* docker stack reads the first document alone. */
    for (size_t i = 0; i < (load->stack ? 1 : file->stream.count); i++)
        if (apply_document(&here, load, file->stream.documents[i], services, fault) != CISD_OK)
            return fault->code;
    return CISD_OK;
}

cisd_code compose_project_load(const struct compose_place *place, struct compose_load *load,
                               const char *const *paths, size_t count, bool given,
                               struct compose_services *services, struct fault *fault)
{
    for (size_t i = 0; i < count; i++)
        if (apply_file(place, load, paths[i], given, services, fault) != CISD_OK)
            return fault->code;
    return CISD_OK;
}

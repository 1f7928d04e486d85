#include "sources/compose_project.h"

#include "sources/compose_extends.h"
#include "sources/compose_file.h"
#include "sources/compose_include.h"

/* What a document itself declares. */
static cisd_code read_declared(const struct compose_place *place, struct compose_load *load,
                               const struct yaml_node *declared, struct compose_services *layer,
                               struct fault *fault)
{
    if (declared == NULL || yaml_is_null(declared) ||
        compose_effect_of(declared) == COMPOSE_RESET)
        return CISD_OK;
    if (declared->type != YAML_MAPPING)
        return yaml_fault(fault, declared, CISD_E_FORMAT, "services: %s where a mapping must be",
                          yaml_kind(declared));
    for (size_t i = 0; i < declared->count; i++) {
        struct compose_service *service;

        if (compose_extends_read(place, load, declared, &declared->is.map.pairs[i], &service,
                                 fault) != CISD_OK ||
            compose_services_add(load, layer, service, fault) != CISD_OK)
            return fault->code;
    }
    return CISD_OK;
}

/* Takes over what an included project declares, which must not be declared here as well. */
static cisd_code import(struct compose_load *load, const struct yaml_node *node,
                        const struct compose_services *imported, struct compose_services *layer,
                        struct fault *fault)
{
    for (size_t i = 0; i < imported->count; i++) {
        struct compose_service *service = imported->all[i];
        const struct compose_service *other = compose_services_find(layer, service->name);

        if (other == NULL) {
            if (compose_services_add(load, layer, service, fault) != CISD_OK)
                return fault->code;
        } else if (!compose_service_same(service, other)) {
            return yaml_fault(fault, node, CISD_E_FORMAT,
                              "include: the service '%s' is declared in '%s', line %u, as well",
                              service->name, other->key->file, other->key->line);
        }
    }
    return CISD_OK;
}

static cisd_code include_one(const struct compose_place *place, struct compose_load *load,
                             const struct yaml_node *node, struct compose_services *layer,
                             struct fault *fault)
{
    struct compose_services imported = {0};
    struct compose_include include;

    if (compose_include_read(place, load, node, &include, fault) != CISD_OK)
        return fault->code;
    if (compose_project_load(&include.place, load, include.paths, include.path_count, false,
                             &imported, fault) != CISD_OK)
        return fault->code;
    return import(load, node, &imported, layer, fault);
}

static cisd_code include_all(const struct compose_place *place, struct compose_load *load,
                             const struct yaml_node *include, struct compose_services *layer,
                             struct fault *fault)
{
    if (include == NULL || yaml_is_null(include) || compose_effect_of(include) == COMPOSE_RESET)
        return CISD_OK;
    if (include->type != YAML_SEQUENCE)
        return yaml_fault(fault, include, CISD_E_FORMAT, "include: %s where a list must be",
                          yaml_kind(include));
    for (size_t i = 0; i < include->count; i++)
        if (include_one(place, load, include->is.items[i], layer, fault) != CISD_OK)
            return fault->code;
    return CISD_OK;
}

/* Puts a document over what came before it. */
static cisd_code apply_document(const struct compose_place *place, struct compose_load *load,
                                const struct yaml_node *document,
                                struct compose_services *services, struct fault *fault)
{
    const struct yaml_node *declared = yaml_get(document, "services");
    struct compose_services layer = {0};

    if (read_declared(place, load, declared, &layer, fault) != CISD_OK ||
        include_all(place, load, yaml_get(document, "include"), &layer, fault) != CISD_OK)
        return fault->code;
    if (declared != NULL && compose_effect_of(declared) != COMPOSE_UNITE)
        services->count = 0;
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
    for (size_t i = 0; i < file->stream.count; i++)
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

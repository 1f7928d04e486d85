#include "sources/compose_extends.h"

#include <string.h>

#include "sources/compose_file.h"
#include "sources/compose_path.h"

/* A service being read: a base that is its own extender, over however many, is a cycle. */
struct link {
    const struct link *extender;    /* NULL: nothing extends it */
    const struct compose_place *place;
    struct compose_load *load;
    const struct compose_siblings *siblings;
    const struct yaml_pair *pair;
};

/* What `extends` says. */
struct reference {
    const struct yaml_node *node;
    struct compose_value service, file; /* file.node NULL: the same file */
};

static cisd_code read_link(const struct link *link, struct compose_service **out,
                           struct fault *fault);

static cisd_code spoil(const struct link *link, struct compose_service *service,
                       enum evidence evidence, const struct yaml_node *node, const char *why,
                       struct fault *fault)
{
    const char *trouble = why != NULL ? compose_load_text(link->load, "extends: %s", why) : NULL;

    if (trouble == NULL)
        return fault_no_memory(fault);
    compose_service_spoil(service, evidence, trouble, node);
    return CISD_OK;
}

/* A fault of reading a base is a trouble of the service, unless it ends everything. */
static cisd_code forgive(const struct link *link, struct compose_service *service,
                         const struct yaml_node *node, struct fault *fault)
{
    struct fault cause = *fault;

    if (cause.code == CISD_E_NO_MEMORY || cause.code == CISD_E_CANCELLED)
        return cause.code;
    fault_clear(fault);
    return spoil(link, service, EVIDENCE_UNREADABLE, node, cause.text, fault);
}

/* Where the chain of extenders comes back to itself, or is too long: why. NULL where it is good. */
static const char *check_chain(const struct link *link)
{
    size_t length = 0;

    for (const struct link *other = link->extender; other != NULL; other = other->extender) {
        if (other->pair->key == link->pair->key ||
            (other->siblings->declared == link->siblings->declared &&
             strcmp(other->pair->key->is.text, link->pair->key->is.text) == 0))
            return "a service that extends itself in the end";
        if (++length > COMPOSE_NESTING)
            return "more than 32 services, one extending the other";
    }
    return NULL;
}

/* Finds a base among siblings: declared, or else included. */
static cisd_code read_base(const struct link *link, struct compose_service *service,
                           const struct reference *reference, const struct compose_place *place,
                           const struct compose_siblings *siblings, struct compose_service **base,
                           struct fault *fault)
{
    const struct link next = {.extender = link, .place = place, .load = link->load,
                              .siblings = siblings,
                              .pair = yaml_find(siblings->declared, reference->service.text,
                                                reference->service.length)};
    const char *why;

    *base = NULL;
    if (next.pair == NULL) {
        if (siblings->imported != NULL)
            *base = compose_services_find(siblings->imported, siblings->section,
                                          reference->service.text);
        return CISD_OK;
    }
    why = check_chain(&next);
    if (why != NULL)
        return spoil(link, service, EVIDENCE_MALFORMED, reference->node, why, fault);
    return read_link(&next, base, fault);
}

/* A file may have several documents: what they say of a service unites. */
static cisd_code read_documents(const struct link *link, struct compose_service *service,
                                const struct reference *reference,
                                const struct compose_place *place, const struct compose_file *file,
                                struct compose_service **base, struct fault *fault)
{
    *base = NULL;
    for (size_t i = 0; i < file->stream.count; i++) {
        const struct compose_siblings siblings = {
            .section = COMPOSE_SERVICES_SECTION,
            .declared = yaml_get(file->stream.documents[i], "services")};
        struct compose_service *part;

        if (read_base(link, service, reference, place, &siblings, &part, fault) != CISD_OK)
            return fault->code;
        if (part == NULL)
            continue;
        if (*base == NULL || part->effect != COMPOSE_UNITE)
            *base = part;
        else if (compose_service_merge(link->load, *base, part, fault) != CISD_OK)
            return fault->code;
    }
    return CISD_OK;
}

static cisd_code read_from_file(const struct link *link, struct compose_service *service,
                                const struct reference *reference, struct compose_service **base,
                                struct fault *fault)
{
    struct pool *pool = &link->load->pool;
    struct compose_place place = *link->place;
    const struct compose_file *file;
    const char *path;

    *base = NULL;
    if (compose_path_is_remote(reference->file.text))
        return spoil(link, service, EVIDENCE_UNREADABLE, reference->file.node,
                     "a file elsewhere is not fetched", fault);
    path = compose_path_join(pool, link->place->folder, reference->file.text);
    place.folder = path != NULL ? compose_path_folder(pool, path) : NULL;
    if (place.folder == NULL)
        return fault_no_memory(fault);
    if (compose_file_open(link->load, path, false, &file, fault) != CISD_OK)
        return forgive(link, service, reference->file.node, fault);
    return read_documents(link, service, reference, &place, file, base, fault);
}

/* Reads one of the two things that `extends` says; what is wrong spoils the service. */
static cisd_code read_part(const struct link *link, struct compose_service *service,
                           const struct yaml_node *node, struct compose_value *out,
                           struct fault *fault)
{
    static const enum evidence evidence[] = {[COMPOSE_READ] = EVIDENCE_READ,
                                             [COMPOSE_UNRESOLVED] = EVIDENCE_UNRESOLVED,
                                             [COMPOSE_MALFORMED] = EVIDENCE_MALFORMED};

    if (compose_value_read(link->place, link->load, node, out, fault) != CISD_OK)
        return fault->code;
    if (out->state == COMPOSE_READ)
        return CISD_OK;
    return spoil(link, service, evidence[out->state], node, out->trouble, fault);
}

static cisd_code read_reference(const struct link *link, struct compose_service *service,
                                const struct yaml_node *node, struct reference *out,
                                struct fault *fault)
{
    bool short_form = node->type == YAML_SCALAR;
    const struct yaml_node *name = short_form ? node : yaml_get(node, "service");
    const struct yaml_node *file = short_form ? NULL : yaml_get(node, "file");

    *out = (struct reference){.node = node};
    if (name == NULL)
        return spoil(link, service, EVIDENCE_MALFORMED, node, "it does not name a service", fault);
    if (read_part(link, service, name, &out->service, fault) != CISD_OK)
        return fault->code;
    if (file == NULL || yaml_is_null(file))
        return CISD_OK;
    return read_part(link, service, file, &out->file, fault);
}

static cisd_code find_base(const struct link *link, struct compose_service *service,
                           const struct reference *reference, struct compose_service **base,
                           struct fault *fault)
{
    cisd_code code;

    if (reference->file.node != NULL)
        code = read_from_file(link, service, reference, base, fault);
    else
        code = read_base(link, service, reference, link->place, link->siblings, base, fault);
    if (code != CISD_OK || *base != NULL || service->evidence != EVIDENCE_READ)
        return code;
    return spoil(link, service, EVIDENCE_UNREADABLE, reference->service.node,
                 compose_load_text(link->load, "there is no service '%s'",
                                   reference->service.text),
                 fault);
}

/* Reads a declaration, over what was included under its name. */
static cisd_code read_declared(const struct link *link, struct compose_service **out,
                               struct fault *fault)
{
    const struct compose_siblings *siblings = link->siblings;
    const struct compose_service *included;

    if (compose_service_read(link->place, link->load, siblings->section, link->pair, out, fault) !=
        CISD_OK)
        return fault->code;
    included = siblings->imported != NULL
                   ? compose_services_find(siblings->imported, siblings->section, (*out)->name)
                   : NULL;
    return included != NULL ? compose_service_build_on(link->load, included, *out, fault)
                            : CISD_OK;
}

static cisd_code read_link(const struct link *link, struct compose_service **out,
                           struct fault *fault)
{
    const struct yaml_pair *extends = yaml_find(link->pair->value, "extends", strlen("extends"));
    struct compose_service *base = NULL;
    struct reference reference;

    if (read_declared(link, out, fault) != CISD_OK)
        return fault->code;
    if (extends == NULL || yaml_is_null(extends->value) ||
        compose_effect_of(extends) == COMPOSE_RESET)
        return CISD_OK;
    if (link->load->stack)
        return spoil(link, *out, EVIDENCE_MALFORMED, extends->key, "docker stack refuses it",
                     fault);
    if (read_reference(link, *out, extends->value, &reference, fault) != CISD_OK)
        return fault->code;
    if ((*out)->evidence != EVIDENCE_READ)
        return CISD_OK;
    if (find_base(link, *out, &reference, &base, fault) != CISD_OK)
        return fault->code;
    return base != NULL ? compose_service_build_on(link->load, base, *out, fault) : CISD_OK;
}

cisd_code compose_extends_read(const struct compose_place *place, struct compose_load *load,
                               const struct compose_siblings *siblings,
                               const struct yaml_pair *pair, struct compose_service **out,
                               struct fault *fault)
{
    const struct link link = {.place = place, .load = load, .siblings = siblings, .pair = pair};

    return read_link(&link, out, fault);
}

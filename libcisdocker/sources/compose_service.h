/* A service as Compose files declare it: the part that an audit needs, and how parts unite. */
#ifndef CISD_SOURCES_COMPOSE_SERVICE_H
#define CISD_SOURCES_COMPOSE_SERVICE_H

#include "facts/subject.h"
#include "sources/compose_value.h"

enum compose_field_id {
    SERVICE_IMAGE,
    SERVICE_BUILD,
    SERVICE_PROVIDER,
    SERVICE_USER,
    SERVICE_PLATFORM,
    SERVICE_PRIVILEGED,
    SERVICE_CAP_ADD,
    SERVICE_CAP_DROP,
    SERVICE_PRE_START,
    SERVICE_POST_START,
    SERVICE_PRE_STOP,
    SERVICE_LABELS,
    SERVICE_PROFILES,
    SERVICE_FIELDS
};

/* Where in a file something that runs in a container is declared. */
enum compose_section {
    COMPOSE_SERVICES_SECTION,
    COMPOSE_JOBS_SECTION,
    COMPOSE_SECTIONS
};

/* What a declaration does to one that came before it. */
enum compose_effect {
    COMPOSE_UNITE,      /* lists grow, other values are replaced */
    COMPOSE_RESET,      /* !reset: as if it had never been there */
    COMPOSE_OVERRIDE    /* !override: this alone */
};

struct compose_field {
    enum compose_effect effect;
    bool disputed;                  /* not every version of Compose sees that effect */
    const struct yaml_node *key;    /* NULL: nothing is said */
    struct compose_value *values;   /* of a list; a single value is a list of one */
    size_t count;
    struct compose_service **inits; /* of pre_start: each is a container of its own */
    size_t init_count;
    const char *trouble;            /* what is wrong with the list as a whole; NULL: nothing */
    const struct yaml_node *trouble_node;
};

struct compose_service {
    enum compose_section section;
    const char *name;
    const struct yaml_node *key;    /* where it was declared first */
    enum compose_effect effect;
    struct compose_field fields[SERVICE_FIELDS];
    enum evidence evidence;         /* EVIDENCE_READ, or why the declaration is not whole */
    const char *trouble;
    const struct yaml_node *trouble_node;
};

/* The name of a section, and of a field, in a file. Static. */
const char *compose_section_name(enum compose_section section);
const char *compose_field_name(enum compose_field_id id);

/* The effect that a pair's tag has. */
enum compose_effect compose_effect_of(const struct yaml_pair *pair);

/* Reads a declaration. What is wrong with it is part of it, no fault. */
cisd_code compose_service_read(const struct compose_place *place, struct compose_load *load,
                               enum compose_section section, const struct yaml_pair *pair,
                               struct compose_service **out, struct fault *fault);

/* Says that a declaration is not whole and why. The first trouble stays. */
void compose_service_spoil(struct compose_service *service, enum evidence evidence,
                           const char *trouble, const struct yaml_node *node);

/* Puts a later declaration over an earlier one, which becomes the union. */
cisd_code compose_service_merge(struct compose_load *load, struct compose_service *base,
                                const struct compose_service *over, struct fault *fault);

/*
 * Puts a declaration over what it builds on, and stays what it is: its name, its place, what its
 * tags do. `base` is left as it is.
 */
cisd_code compose_service_build_on(struct compose_load *load, const struct compose_service *base,
                                   struct compose_service *service, struct fault *fault);

/* Whether two declarations say the same to an audit. */
bool compose_service_same(const struct compose_service *one, const struct compose_service *other);

#endif

#include "sources/compose_init.h"

static bool differs(const struct compose_service *init)
{
    static const enum compose_field_id deciding[] = {SERVICE_PRIVILEGED, SERVICE_CAP_ADD,
                                                     SERVICE_CAP_DROP, SERVICE_PLATFORM};

    for (size_t i = 0; i < sizeof deciding / sizeof *deciding; i++)
        if (init->fields[deciding[i]].key != NULL)
            return true;
    return false;
}

/* The service with what the container says put over it, without what only services have. */
static cisd_code make(struct compose_load *load, const struct compose_service *service,
                      size_t index, struct compose_service **out, struct fault *fault)
{
    static const enum compose_field_id dropped[] = {SERVICE_PRE_START, SERVICE_POST_START,
                                                    SERVICE_PRE_STOP};
    const struct compose_service *init = service->fields[SERVICE_PRE_START].inits[index];
    struct compose_service base = *service, *made = pool_alloc(&load->pool, sizeof *made);

    if (made == NULL)
        return fault_no_memory(fault);
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        base.fields[dropped[i]] = (struct compose_field){0};
    *made = *init;
    made->section = service->section;
    made->name = compose_load_text(load, "%s/pre_start/%zu", service->name, index + 1);
    *out = made;
    return made->name != NULL ? compose_service_build_on(load, &base, made, fault)
                              : fault_no_memory(fault);
}

static cisd_code expand(struct compose_load *load, const struct compose_service *service,
                        struct compose_services *found, struct fault *fault)
{
    const struct compose_field *field = &service->fields[SERVICE_PRE_START];
    struct compose_service *made;

    for (size_t i = 0; i < field->init_count; i++)
        if (differs(field->inits[i]) &&
            (make(load, service, i, &made, fault) != CISD_OK ||
             compose_services_add(load, found, made, fault) != CISD_OK))
            return fault->code;
    return CISD_OK;
}

cisd_code compose_init_expand(struct compose_load *load, struct compose_services *services,
                              struct fault *fault)
{
    struct compose_services found = {0};

    for (size_t i = 0; i < services->count; i++)
        if (expand(load, services->all[i], &found, fault) != CISD_OK)
            return fault->code;
    for (size_t i = 0; i < found.count; i++)
        if (compose_services_add(load, services, found.all[i], fault) != CISD_OK)
            return fault->code;
    return CISD_OK;
}

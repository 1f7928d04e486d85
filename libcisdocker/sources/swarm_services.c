#include "sources/swarm_services.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sources/engine_answer.h"
#include "sources/inspect_fields.h"

#define ID_LENGTH 25

bool swarm_id_valid(const char *id)
{
    return strlen(id) == ID_LENGTH &&
           strspn(id, "0123456789abcdefghijklmnopqrstuvwxyz") == ID_LENGTH;
}

/* Makes a service of whatever stands in the list of services. */
static cisd_code check(struct subject *subject, struct fault *fault)
{
    cisd_code code = CISD_OK;

    if (subject->kind != CISD_SERVICE)
        code = subject_spoil(subject, EVIDENCE_MALFORMED, "the engine lists what is no service");
    else if (!swarm_id_valid(subject->id))
        code = subject_spoil(subject, EVIDENCE_MALFORMED,
                             "the engine lists it with an invalid id");
    subject->kind = CISD_SERVICE;
    return code == CISD_OK ? CISD_OK : fault_no_memory(fault);
}

static cisd_code keep(void *user, struct subject *subject, struct fault *fault)
{
    struct swarm_services *swarm = user;
    struct subject **grown;
    cisd_code code = check(subject, fault);

    if (code == CISD_OK && swarm->count >= SWARM_SERVICES_MAX)
        code = fault_set(fault, CISD_E_LIMIT, "more than %d services", SWARM_SERVICES_MAX);
    if (code == CISD_OK) {
        grown = memory_grow(&swarm->memory, swarm->services, swarm->count, &swarm->capacity,
                            sizeof *grown);
        if (grown != NULL) {
            swarm->services = grown;
            swarm->services[swarm->count++] = subject;
            return CISD_OK;
        }
        (void)fault_no_memory(fault);
    }
    subject_free(subject);
    return fault->code;
}

static int by_name(const void *one, const void *other)
{
    const struct subject *a = *(struct subject *const *)one, *b = *(struct subject *const *)other;
    int order = strcmp(a->name, b->name);

    return order != 0 ? order : strcmp(a->id, b->id);
}

cisd_code swarm_services_read(const struct swarm_manager *manager, const struct memory *memory,
                              struct swarm_services *swarm, long *status, struct fault *fault)
{
    char path[64];
    struct inspect inspect = {.memory = *memory,
                              .labels = manager->labels,
                              .emit = keep,
                              .user = swarm};
    struct engine_question question = {
        .path = path,
        .shape = JSON_ROWS,
        .places = inspect_places,
        .handler = inspect_handle,
        .user = &inspect,
        .timeout_ms = manager->timeout_ms,
        .body_limit = SWARM_BODY,
        .status = status,
    };

    *swarm = (struct swarm_services){.memory = *memory};
    *status = 0;
    (void)snprintf(path, sizeof path, "/v%s/services", manager->api);
    (void)engine_ask(manager->http, memory, &question, fault);
    inspect_drop(&inspect);
    if (swarm->count > 1)
        qsort(swarm->services, swarm->count, sizeof *swarm->services, by_name);
    return fault->code;
}

void swarm_services_free(struct swarm_services *swarm)
{
    for (size_t i = 0; i < swarm->count; i++)
        subject_free(swarm->services[i]);
    memory_free(&swarm->memory, swarm->services);
}

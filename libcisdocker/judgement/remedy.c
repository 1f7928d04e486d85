#include "judgement/remedy.h"

#include <string.h>

#include "judgement/remedy_writers.h"

static const struct {
    const char *name;
    remedy_write *write;
} kinds[REMEDY_KINDS] = {
    [REMEDY_DOCKER_RUN] = {"docker-run", remedy_write_flags},
    [REMEDY_PODMAN_RUN] = {"podman-run", remedy_write_flags},
    [REMEDY_SERVICE_UPDATE] = {"docker-service-update", remedy_write_service},
    [REMEDY_COMPOSE] = {"compose", remedy_write_compose},
};

const char *remedy_kind_name(enum remedy_kind kind)
{
    return kinds[kind].name;
}

int remedy_kind_find(const char *name)
{
    for (int kind = 0; kind < REMEDY_KINDS; kind++)
        if (strcmp(kinds[kind].name, name) == 0)
            return kind;
    return -1;
}

/* Whether Compose made it, and will make it again. */
static bool is_of_compose(const struct subject *subject)
{
    return subject->kind == CISD_COMPOSE_SERVICE ||
           subject_label(subject, "com.docker.compose.service") != NULL;
}

/* A task's container would only be replaced: its service is what to change. */
static bool is_of_swarm(const struct subject *subject)
{
    return subject->kind == CISD_SERVICE || subject->service[0] != '\0';
}

bool remedy_fits(enum remedy_kind kind, const struct subject *subject)
{
    bool podman = subject->engine.kind == ENGINE_PODMAN;
    bool run = subject->kind == CISD_CONTAINER || subject->kind == CISD_COMMAND;

    if (is_of_swarm(subject))
        return kind == REMEDY_SERVICE_UPDATE;
    if (kind == REMEDY_COMPOSE)
        return is_of_compose(subject);
    return run && kind == (podman ? REMEDY_PODMAN_RUN : REMEDY_DOCKER_RUN);
}

void remedy_smallest(enum remedy_kind kind, const struct subject *subject,
                     const struct judgement *judgement, struct buffer *out)
{
    const struct remedy_config config = remedy_config_smallest(subject, judgement);

    kinds[kind].write(out, subject, &config);
}

void remedy_least(enum remedy_kind kind, const struct subject *subject,
                  const struct judgement *judgement, struct buffer *out)
{
    const struct remedy_config config = remedy_config_least(subject, judgement);

    kinds[kind].write(out, subject, &config);
}

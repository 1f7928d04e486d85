/* How a failing subject is made to pass, in its own terms. Pure: writes text into a buffer. */
#ifndef CISD_JUDGEMENT_REMEDY_H
#define CISD_JUDGEMENT_REMEDY_H

#include "ground/buffer.h"
#include "judgement/rule54.h"

/* The terms a remedy is written in. */
enum remedy_kind {
    REMEDY_DOCKER_RUN,
    REMEDY_PODMAN_RUN,
    REMEDY_SERVICE_UPDATE,
    REMEDY_COMPOSE,
    REMEDY_KINDS
};

/* The same as text: "docker-run", "compose". Static. */
const char *remedy_kind_name(enum remedy_kind kind);

/* The kind with a name; -1 if there is none. */
int remedy_kind_find(const char *name);

/* Whether a kind fits a subject at all. */
bool remedy_fits(enum remedy_kind kind, const struct subject *subject);

/* The smallest change that passes; everything that is not in excess stays as it was. */
void remedy_smallest(enum remedy_kind kind, const struct subject *subject,
                     const struct judgement *judgement, struct buffer *out);

/* Drop everything, add back what is required or was added on purpose and is allowed. */
void remedy_least(enum remedy_kind kind, const struct subject *subject,
                  const struct judgement *judgement, struct buffer *out);

/* What else to know before applying it. */
void remedy_note(enum remedy_kind kind, const struct subject *subject,
                 const struct judgement *judgement, struct buffer *out);

#endif

/* Which engine, and how old: the grant depends on both. */
#ifndef CISD_FACTS_ENGINE_H
#define CISD_FACTS_ENGINE_H

#include <stdbool.h>

enum engine_kind {
    ENGINE_UNKNOWN,
    ENGINE_DOCKER,
    ENGINE_PODMAN
};

struct engine_version {
    enum engine_kind kind;
    int major, minor; /* 0.0 where it is not known */
};

/* "", "docker" or "podman". */
const char *engine_kind_name(enum engine_kind kind);

/* Reads "20.10.24+dfsg1"; 0.0 where the text begins otherwise. */
struct engine_version engine_version_parse(enum engine_kind kind, const char *text);

bool engine_version_known(struct engine_version version);

/* Whether the version is known and at least major.minor. */
bool engine_version_at_least(struct engine_version version, int major, int minor);

#endif

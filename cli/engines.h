/* Live engines as targets, found as the docker command finds them. */
#ifndef CLI_ENGINES_H
#define CLI_ENGINES_H

#include <stdbool.h>

#include <cisdocker/cisdocker.h>

#define ENGINES_USUAL_HOST "unix:///var/run/docker.sock"

/* What the command line says of engines. */
struct engine_wish {
    cisd_engine_options options;
    bool tls; /* as if DOCKER_TLS_VERIFY were set */
};

/*
 * Each adds one engine and returns CISD_OK, or the code of *error. What the command line leaves
 * open is taken from the environment: DOCKER_TLS_VERIFY, DOCKER_TLS, DOCKER_CERT_PATH,
 * DOCKER_CONFIG, HOME, PATH.
 */
cisd_code engines_add_host(cisd_audit *audit, const char *host, const struct engine_wish *wish,
                           cisd_error **error);
cisd_code engines_add_context(cisd_audit *audit, const char *name,
                              const struct engine_wish *wish, cisd_error **error);

/* The one the docker command would talk to: DOCKER_HOST, DOCKER_CONTEXT, the current context. */
cisd_code engines_add_usual(cisd_audit *audit, const struct engine_wish *wish,
                            cisd_error **error);

#endif

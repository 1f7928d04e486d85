/* Live engines as targets, found as the docker command finds them. */
#ifndef CLI_ENGINES_H
#define CLI_ENGINES_H

#include <cisdocker/cisdocker.h>

/*
 * Each adds one engine and returns CISD_OK, or the code of *error. The options are the command
 * line's; what they leave open is taken from the environment: DOCKER_TLS_VERIFY, DOCKER_TLS,
 * DOCKER_CERT_PATH, DOCKER_CONFIG, HOME.
 */
cisd_code engines_add_host(cisd_audit *audit, const char *host,
                           const cisd_engine_options *options, cisd_error **error);
cisd_code engines_add_context(cisd_audit *audit, const char *name,
                              const cisd_engine_options *options, cisd_error **error);

/* The one the docker command would talk to: DOCKER_HOST, DOCKER_CONTEXT, the current context. */
cisd_code engines_add_usual(cisd_audit *audit, const cisd_engine_options *options,
                            cisd_error **error);

#endif

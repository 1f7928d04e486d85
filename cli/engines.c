#include "engines.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define USUAL_HOST "unix:///var/run/docker.sock"

extern char **environ;

/* An environment variable; NULL where it is empty, as the docker command sees it. */
static const char *variable(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && value[0] != '\0' ? value : NULL;
}

/* The docker command's configuration folder. */
static const char *configuration(char folder[PATH_MAX])
{
    const char *set = variable("DOCKER_CONFIG"), *home = variable("HOME");

    if (set != NULL)
        return set;
    (void)snprintf(folder, PATH_MAX, "%s/.docker", home != NULL ? home : "");
    return folder;
}

struct key_paths {
    char authority[PATH_MAX], certificate[PATH_MAX], key[PATH_MAX];
};

static const char *path_in(char path[PATH_MAX], const char *folder, const char *name)
{
    return (size_t)snprintf(path, PATH_MAX, "%s/%s", folder, name) < PATH_MAX ? path : NULL;
}

static const char *if_there(const char *path)
{
    return path != NULL && access(path, F_OK) == 0 ? path : NULL;
}

static bool names_keys(const cisd_engine_options *options)
{
    return options->tls_authority != NULL || options->tls_certificate != NULL ||
           options->tls_key != NULL;
}

/*
 * TLS is always verified here, also where only DOCKER_TLS asks for it. The authority's file is
 * named whether it is there or not, so that nothing falls back to plain text.
 */
static void take_environment(cisd_engine_options *options, struct key_paths *paths)
{
    char home[PATH_MAX];
    const char *folder = variable("DOCKER_CERT_PATH");

    options->ssh_environment = (const char *const *)environ;
    if (names_keys(options) ||
        (variable("DOCKER_TLS_VERIFY") == NULL && variable("DOCKER_TLS") == NULL))
        return;
    if (folder == NULL)
        folder = configuration(home);
    options->tls_authority = path_in(paths->authority, folder, "ca.pem");
    options->tls_certificate = if_there(path_in(paths->certificate, folder, "cert.pem"));
    options->tls_key = if_there(path_in(paths->key, folder, "key.pem"));
}

cisd_code engines_add_host(cisd_audit *audit, const char *host,
                           const cisd_engine_options *options, cisd_error **error)
{
    cisd_engine_options ours = *options;
    struct key_paths paths;

    take_environment(&ours, &paths);
    return cisd_audit_add_engine(audit, host, &ours, error);
}

static cisd_code add_loaded(cisd_audit *audit, const cisd_context *context,
                            const cisd_engine_options *options, cisd_error **error)
{
    cisd_engine_options ours = *options;

    if (cisd_context_host(context) == NULL)
        return engines_add_host(audit, USUAL_HOST, options, error);
    ours.ssh_environment = (const char *const *)environ;
    if (!names_keys(&ours)) {
        ours.tls_authority = cisd_context_authority(context);
        ours.tls_certificate = cisd_context_certificate(context);
        ours.tls_key = cisd_context_key(context);
    }
    return cisd_audit_add_engine(audit, cisd_context_host(context), &ours, error);
}

cisd_code engines_add_context(cisd_audit *audit, const char *name,
                              const cisd_engine_options *options, cisd_error **error)
{
    cisd_context *context = NULL;
    char folder[PATH_MAX];
    cisd_code code = cisd_context_load(configuration(folder), name, &context, error);

    if (code == CISD_OK)
        code = add_loaded(audit, context, options, error);
    cisd_context_free(context);
    return code;
}

cisd_code engines_add_usual(cisd_audit *audit, const cisd_engine_options *options,
                            cisd_error **error)
{
    const char *host = variable("DOCKER_HOST");

    if (host != NULL)
        return engines_add_host(audit, host, options, error);
    return engines_add_context(audit, variable("DOCKER_CONTEXT"), options, error);
}

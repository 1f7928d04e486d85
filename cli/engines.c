#include "engines.h"

#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

/* An environment variable; NULL where it is empty, as the docker command sees it. */
static const char *variable(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && value[0] != '\0' ? value : NULL;
}

static const char *home(void)
{
    const char *set = variable("HOME");
    const struct passwd *user = set == NULL ? getpwuid(getuid()) : NULL;

    if (set != NULL)
        return set;
    return user != NULL ? user->pw_dir : "";
}

/* The docker command's configuration folder. */
static const char *configuration(char folder[PATH_MAX])
{
    const char *set = variable("DOCKER_CONFIG");

    if (set != NULL)
        return set;
    (void)snprintf(folder, PATH_MAX, "%s/.docker", home());
    return folder;
}

/* What the options point to while an engine is added. */
struct paths {
    char authority[PATH_MAX], certificate[PATH_MAX], key[PATH_MAX], ssh[PATH_MAX];
};

static const char *path_in(char path[PATH_MAX], const char *folder, const char *name)
{
    return (size_t)snprintf(path, PATH_MAX, "%s/%s", folder, name) < PATH_MAX ? path : NULL;
}

static const char *if_there(const char *path)
{
    return path != NULL && access(path, F_OK) == 0 ? path : NULL;
}

/* The first ssh of PATH. A folder that is not absolute is passed over, as by the docker command. */
static const char *find_ssh(char found[PATH_MAX])
{
    const char *folder = variable("PATH");

    while (folder != NULL) {
        size_t length = strcspn(folder, ":");

        if (folder[0] == '/' && length < PATH_MAX &&
            snprintf(found, PATH_MAX, "%.*s/ssh", (int)length, folder) < PATH_MAX &&
            access(found, X_OK) == 0)
            return found;
        folder = folder[length] == ':' ? folder + length + 1 : NULL;
    }
    return NULL;
}

static void take_ssh(cisd_engine_options *options, struct paths *paths)
{
    options->ssh_environment = (const char *const *)environ;
    options->ssh_program = find_ssh(paths->ssh);
}

static bool names_keys(const cisd_engine_options *options)
{
    return options->tls_authority != NULL || options->tls_certificate != NULL ||
           options->tls_key != NULL;
}

static bool wants_tls(const struct engine_wish *wish)
{
    return wish->tls || variable("DOCKER_TLS_VERIFY") != NULL || variable("DOCKER_TLS") != NULL;
}

/*
 * TLS is always verified here, also where only DOCKER_TLS asks for it. The authority's file is
 * named whether it is there or not, so that nothing falls back to plain text.
 */
static void take_usual_keys(cisd_engine_options *options, struct paths *paths)
{
    char usual[PATH_MAX];
    const char *folder = variable("DOCKER_CERT_PATH");

    if (folder == NULL)
        folder = configuration(usual);
    if (options->tls_authority == NULL)
        options->tls_authority = path_in(paths->authority, folder, "ca.pem");
    if (options->tls_certificate == NULL && options->tls_key == NULL) {
        options->tls_certificate = if_there(path_in(paths->certificate, folder, "cert.pem"));
        options->tls_key = if_there(path_in(paths->key, folder, "key.pem"));
    }
}

cisd_code engines_add_host(cisd_audit *audit, const char *host, const struct engine_wish *wish,
                           cisd_error **error)
{
    cisd_engine_options ours = wish->options;
    struct paths paths;

    take_ssh(&ours, &paths);
    if (wants_tls(wish))
        take_usual_keys(&ours, &paths);
    return cisd_audit_add_engine(audit, host, &ours, error);
}

/* The context "default" is what the docker command does without contexts. */
static cisd_code add_default(cisd_audit *audit, const struct engine_wish *wish,
                             cisd_error **error)
{
    const char *host = variable("DOCKER_HOST");

    return engines_add_host(audit, host != NULL ? host : ENGINES_USUAL_HOST, wish, error);
}

static cisd_code add_loaded(cisd_audit *audit, const cisd_context *context,
                            const struct engine_wish *wish, cisd_error **error)
{
    cisd_engine_options ours = wish->options;
    struct paths paths;

    if (cisd_context_host(context) == NULL)
        return add_default(audit, wish, error);
    take_ssh(&ours, &paths);
    if (!names_keys(&ours)) {
        ours.tls_authority = cisd_context_authority(context);
        ours.tls_certificate = cisd_context_certificate(context);
        ours.tls_key = cisd_context_key(context);
    }
    return cisd_audit_add_engine(audit, cisd_context_host(context), &ours, error);
}

cisd_code engines_add_context(cisd_audit *audit, const char *name,
                              const struct engine_wish *wish, cisd_error **error)
{
    cisd_context *context = NULL;
    char folder[PATH_MAX];
    cisd_code code = cisd_context_load(configuration(folder), name, &context, error);

    if (code == CISD_OK)
        code = add_loaded(audit, context, wish, error);
    cisd_context_free(context);
    return code;
}

cisd_code engines_add_usual(cisd_audit *audit, const struct engine_wish *wish,
                            cisd_error **error)
{
    if (variable("DOCKER_HOST") != NULL)
        return add_default(audit, wish, error);
    return engines_add_context(audit, variable("DOCKER_CONTEXT"), wish, error);
}

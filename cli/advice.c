#include "advice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engines.h"

/* The first that fits is taken; a uri begins with what is given here. */
static const struct {
    const char *kind, *uri;
    cisd_code code;
    const char *advice;
} advices[] = {
    {"engine", "unix:", CISD_E_PERMISSION, "add the user to the group docker, or run with sudo"},
    {"engine", "tcp:", CISD_E_PERMISSION, "--tlscert and --tlskey name the pair to use"},
    {"engine", "tcp:", CISD_E_UNSUPPORTED,
     "--tlscacert names the authority to trust; an expired one must be renewed"},
    {"engine", "tcp:", CISD_E_PROTOCOL,
     "is it the right port? --tlscacert, --tlscert and --tlskey are for TLS"},
    {"engine", "tcp:", CISD_E_IO, "--tlscacert, --tlscert and --tlskey name the files for TLS"},
    {"engine", "tcp:", CISD_E_FORMAT,
     "--tlscacert, --tlscert and --tlskey name the files for TLS"},
    {"engine", "ssh:", CISD_E_CONNECT, "does 'ssh HOST docker version' work, without a question?"},
    {"engine", ENGINES_USUAL_HOST, CISD_E_CONNECT,
     "is the engine running? --host, DOCKER_HOST or a Docker context names another one"},
    {"engine", "", CISD_E_CONNECT, "is the engine running? --host names another one"},
    {"engine", "", CISD_E_TIMEOUT, "--timeout and --time-limit give it longer"},
    {"inspect", "", CISD_E_FORMAT, "is it the whole output of docker inspect?"},
};

/* A user's own engine listens elsewhere, which the docker command does not try either. */
static void add_rootless(const char *uri, char text[ADVICE_SIZE])
{
    const char *folder = getenv("XDG_RUNTIME_DIR");
    size_t length = strlen(text);
    char path[ADVICE_SIZE];

    if (strcmp(uri, ENGINES_USUAL_HOST) != 0 || folder == NULL || folder[0] != '/' ||
        (size_t)snprintf(path, sizeof path, "%s/docker.sock", folder) >= sizeof path ||
        access(path, F_OK) != 0)
        return;
    (void)snprintf(text + length, ADVICE_SIZE - length, ", perhaps unix://%s", path);
}

void advice_write(const cisd_report *report, size_t target, char text[ADVICE_SIZE])
{
    const char *kind = cisd_report_target_kind(report, target);
    const char *uri = cisd_report_target_uri(report, target);
    cisd_code code = cisd_report_target_code(report, target);

    text[0] = '\0';
    for (size_t i = 0; text[0] == '\0' && i < sizeof advices / sizeof advices[0]; i++)
        if (advices[i].code == code && strcmp(advices[i].kind, kind) == 0 &&
            strncmp(uri, advices[i].uri, strlen(advices[i].uri)) == 0)
            (void)snprintf(text, ADVICE_SIZE, "; %s", advices[i].advice);
    if (code == CISD_E_CONNECT)
        add_rootless(uri, text);
}

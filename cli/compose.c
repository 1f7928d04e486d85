#include "compose.h"

#include <stdlib.h>
#include <string.h>

#include "say.h"
#include "status.h"

extern char **environ;

bool compose_reserve(struct compose_wish *wish, size_t count)
{
    wish->files = calloc(count + 1, sizeof *wish->files);
    wish->env_files = calloc(count + 1, sizeof *wish->env_files);
    wish->profiles = calloc(count + 1, sizeof *wish->profiles);
    return wish->files != NULL && wish->env_files != NULL && wish->profiles != NULL;
}

void compose_free(struct compose_wish *wish)
{
    free(wish->files);
    free(wish->env_files);
    free(wish->profiles);
}

int compose_check(const struct compose_wish *wish, const char *command)
{
    const struct {
        bool given;
        const char *option;
    } companions[] = {
        {wish->env_file_count > 0, "env-file"},
        {wish->profile_count > 0, "compose-profile"},
        {wish->project_directory != NULL, "project-directory"},
        {wish->stack, "stack"},
    };

    for (size_t i = 0; i < sizeof companions / sizeof companions[0]; i++)
        if (companions[i].given && wish->file_count == 0)
            return say_usage(command, "--%s is for --compose", companions[i].option);
    return STATUS_NONE;
}

static size_t count_environment(void)
{
    size_t count = 0;

    while (environ != NULL && environ[count] != NULL)
        count++;
    return count;
}

cisd_code compose_add(cisd_audit *audit, const struct compose_wish *wish, cisd_error **error)
{
    cisd_compose_options options = {
        .size = sizeof options,
        .files = wish->files,
        .file_count = wish->file_count,
        .env_files = wish->env_files,
        .env_file_count = wish->env_file_count,
        .environment = (const char *const *)environ,
        .environment_count = count_environment(),
        .profiles = wish->profiles,
        .profile_count = wish->profile_count,
        .project_directory = wish->project_directory,
        .stack = wish->stack,
    };

    /* What comes from stdin belongs to the folder one is in, as with docker compose. */
    for (size_t i = 0; i < wish->file_count; i++) {
        if (strcmp(wish->files[i], "-") != 0)
            continue;
        wish->files[i] = "/dev/stdin";
        if (i == 0 && options.project_directory == NULL)
            options.project_directory = ".";
    }
    return cisd_audit_add_compose(audit, &options, error);
}

#include "sources/compose_name.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "sources/compose_file.h"
#include "sources/compose_value.h"

#define VARIABLE "COMPOSE_PROJECT_NAME"

static cisd_code read_names(const struct compose_place *place, struct compose_load *load,
                            const struct compose_file *file, const char **out,
                            struct fault *fault)
{
    for (size_t i = 0; i < file->stream.count; i++) {
        const struct yaml_node *name = yaml_get(file->stream.documents[i], "name");
        struct compose_value value;

        if (name == NULL || yaml_is_null(name))
            continue;
        if (compose_value_read(place, load, name, &value, fault) != CISD_OK)
            return fault->code;
        if (value.state == COMPOSE_READ)
            *out = value.text;
    }
    return CISD_OK;
}

/* Only these characters stay, and no name begins with the last two. */
static void tidy(char *name)
{
    char *out = name;

    for (const char *at = name; *at != '\0'; at++) {
        char lower = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
        bool first = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');

        if (first || (out > name && (lower == '_' || lower == '-')))
            *out++ = lower;
    }
    *out = '\0';
}

static cisd_code name_by_folder(const struct compose_place *place, struct compose_load *load,
                                const char **out, struct fault *fault)
{
    char path[PATH_MAX];
    const char *slash = realpath(place->folder, path) != NULL ? strrchr(path, '/') : NULL;
    char *name = pool_copy(&load->pool, slash != NULL ? slash + 1 : "",
                           slash != NULL ? strlen(slash + 1) : 0);

    if (name == NULL)
        return fault_no_memory(fault);
    tidy(name);
    *out = name;
    return CISD_OK;
}

cisd_code compose_name_find(const struct compose_place *place, struct compose_load *load,
                            const char *const *paths, size_t count, const char **out,
                            struct fault *fault)
{
    const struct compose_variable *variable =
        compose_environment_get(place->environment, VARIABLE, strlen(VARIABLE));

    *out = "";
    if (variable != NULL && variable->value != NULL && variable->value[0] != '\0') {
        *out = pool_copy(&load->pool, variable->value, strlen(variable->value));
        return *out != NULL ? CISD_OK : fault_no_memory(fault);
    }
    for (size_t i = 0; i < count; i++) {
        const struct compose_file *file;

        if (compose_file_open(load, paths[i], true, &file, fault) != CISD_OK ||
            read_names(place, load, file, out, fault) != CISD_OK)
            return fault->code;
    }
    return (*out)[0] != '\0' ? CISD_OK : name_by_folder(place, load, out, fault);
}

#include "sources/compose_include.h"

#include <string.h>

#include "sources/compose_dotenv.h"
#include "sources/compose_path.h"
#include "sources/compose_value.h"

/* Strings that stand alone or in a list. */
struct strings {
    const char **texts;
    size_t count;
};

/* Reads a string of which everything must be known. */
static cisd_code read_text(const struct compose_place *place, struct compose_load *load,
                           const struct yaml_node *node, const char **out, struct fault *fault)
{
    struct compose_value value;

    if (compose_value_read(place, load, node, &value, fault) != CISD_OK)
        return fault->code;
    *out = value.text;
    if (value.state == COMPOSE_READ && value.length > 0 && strlen(value.text) == value.length)
        return CISD_OK;
    return yaml_fault(fault, node,
                      value.state == COMPOSE_UNRESOLVED ? CISD_E_UNSUPPORTED : CISD_E_FORMAT,
                      "include: %s", value.state == COMPOSE_READ ? "not a path" : value.trouble);
}

static cisd_code read_strings(const struct compose_place *place, struct compose_load *load,
                              const struct yaml_node *node, struct strings *out,
                              struct fault *fault)
{
    bool list = node->type == YAML_SEQUENCE;
    size_t count = list ? node->count : 1;

    if (compose_load_spend(load, count, fault) != CISD_OK)
        return fault->code;
    out->texts = pool_alloc(&load->pool, count * sizeof *out->texts);
    if (out->texts == NULL)
        return fault_no_memory(fault);
    out->count = count;
    for (size_t i = 0; i < count; i++)
        if (read_text(place, load, list ? node->is.items[i] : node, &out->texts[i], fault) !=
            CISD_OK)
            return fault->code;
    return CISD_OK;
}

/* Whether a file is being read already, here or further out. */
static bool is_being_read(const struct compose_place *place, const char *path)
{
    for (; place != NULL; place = place->within)
        if (place->file != NULL && strcmp(place->file, path) == 0)
            return true;
    return false;
}

static size_t depth_of(const struct compose_place *place)
{
    size_t depth = 0;

    for (; place != NULL; place = place->within)
        depth++;
    return depth;
}

static cisd_code check_path(const struct compose_place *place, const struct yaml_node *node,
                            const char *path, struct fault *fault)
{
    if (compose_path_is_remote(path))
        return yaml_fault(fault, node, CISD_E_UNSUPPORTED,
                          "include: '%s' is elsewhere and is not fetched", path);
    if (is_being_read(place, path))
        return yaml_fault(fault, node, CISD_E_FORMAT,
                          "include: '%s' includes itself in the end", path);
    if (depth_of(place) > COMPOSE_NESTING)
        return yaml_fault(fault, node, CISD_E_LIMIT, "include: nested more than %d deep",
                          COMPOSE_NESTING);
    return CISD_OK;
}

static cisd_code find_paths(const struct compose_place *place, struct compose_load *load,
                            const struct yaml_node *node, struct compose_include *out,
                            struct fault *fault)
{
    struct strings strings;

    if (read_strings(place, load, node, &strings, fault) != CISD_OK)
        return fault->code;
    if (strings.count == 0)
        return yaml_fault(fault, node, CISD_E_FORMAT, "include: no path");
    out->paths = strings.texts;
    out->path_count = strings.count;
    for (size_t i = 0; i < out->path_count; i++) {
        const char *given = out->paths[i];

        out->paths[i] = compose_path_join(&load->pool, place->folder, given);
        if (out->paths[i] == NULL)
            return fault_no_memory(fault);
        if (check_path(place, node, compose_path_is_remote(given) ? given : out->paths[i],
                       fault) != CISD_OK)
            return fault->code;
    }
    return CISD_OK;
}

/* The folder of the first file, unless another one is given. */
static cisd_code find_folder(const struct compose_place *place, struct compose_load *load,
                             const struct yaml_node *node, struct compose_include *out,
                             struct fault *fault)
{
    const char *given;

    if (node == NULL || yaml_is_null(node)) {
        out->place.folder = compose_path_folder(&load->pool, out->paths[0]);
    } else {
        if (read_text(place, load, node, &given, fault) != CISD_OK)
            return fault->code;
        out->place.folder = compose_path_join(&load->pool, place->folder, given);
    }
    return out->place.folder != NULL ? CISD_OK : fault_no_memory(fault);
}

/* The files that are named, or `.env` in the folder; what is defined further out wins. */
static cisd_code find_variables(const struct compose_place *place, struct compose_load *load,
                                const struct yaml_node *node, struct compose_include *out,
                                struct fault *fault)
{
    bool named = node != NULL && !yaml_is_null(node);
    const char *usual = ".env";
    struct strings files = {&usual, 1};

    if (named && read_strings(place, load, node, &files, fault) != CISD_OK)
        return fault->code;
    for (size_t i = 0; i < files.count; i++) {
        const char *path = compose_path_join(
            &load->pool, named ? place->folder : out->place.folder, files.texts[i]);

        if (path == NULL)
            return fault_no_memory(fault);
        /* Compose's way to say that not even `.env` is to be read. */
        if (named && strcmp(path, "/dev/null") == 0)
            continue;
        if (compose_dotenv_load(path, !named, &out->environment, fault) != CISD_OK)
            return fault->code;
    }
    return CISD_OK;
}

cisd_code compose_include_read(const struct compose_place *place, struct compose_load *load,
                               const struct yaml_node *node, struct compose_include *out,
                               struct fault *fault)
{
    const struct yaml_node *path = node->type == YAML_MAPPING ? yaml_get(node, "path") : node;

    *out = (struct compose_include){.place = {.environment = &out->environment, .within = place}};
    compose_environment_init(&out->environment, &load->secrets, place->environment);
    if (path == NULL || yaml_is_null(path) || node->type == YAML_SEQUENCE)
        return yaml_fault(fault, node, CISD_E_FORMAT, "include: no path");
    if (++load->include_count > COMPOSE_INCLUDES)
        return yaml_fault(fault, node, CISD_E_LIMIT, "include: more than %d files are included",
                          COMPOSE_INCLUDES);
    if (find_paths(place, load, path, out, fault) != CISD_OK ||
        find_folder(place, load, yaml_get(node, "project_directory"), out, fault) != CISD_OK)
        return fault->code;
    return find_variables(place, load, yaml_get(node, "env_file"), out, fault);
}

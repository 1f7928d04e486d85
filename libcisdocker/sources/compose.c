#include "sources/compose.h"

#include <string.h>

#include "sources/compose_dotenv.h"
#include "sources/compose_init.h"
#include "sources/compose_name.h"
#include "sources/compose_path.h"
#include "sources/compose_project.h"
#include "sources/compose_subject.h"

/* More files than these are counted instead of named. */
#define FILES_SHOWN 8

/* Strings of the caller, copied. */
struct strings {
    const char **texts;
    size_t count;
};

struct compose {
    struct source source;
    struct compose_load load;
    struct strings files, env_files, environment, profiles;
    const char *folder;             /* NULL: that of the first file */
    bool loaded;
    const char *name;               /* the project's */
    struct compose_services services;
    size_t next;
};

/* The process environment, as it was handed in: "NAME=VALUE". */
static cisd_code take_environment(struct compose *compose, struct compose_environment *environment,
                                  struct fault *fault)
{
    for (size_t i = 0; i < compose->environment.count; i++) {
        const char *text = compose->environment.texts[i];
        size_t name = strcspn(text, "=");

        if (text[name] == '=' && name > 0 &&
            compose_environment_set(environment, text, name, text + name + 1,
                                    strlen(text + name + 1), fault) != CISD_OK)
            return fault->code;
    }
    return CISD_OK;
}

/* The files that were named, or `.env` beside the project; a stack has none. */
static cisd_code take_env_files(struct compose *compose, const char *folder,
                                struct compose_environment *environment, struct fault *fault)
{
    const char *usual;

    for (size_t i = 0; i < compose->env_files.count; i++)
        if (compose_dotenv_load(compose->env_files.texts[i], false, environment, fault) != CISD_OK)
            return fault->code;
    if (compose->env_files.count > 0 || compose->load.stack)
        return CISD_OK;
    usual = compose_path_join(&compose->load.pool, folder, ".env");
    if (usual == NULL)
        return fault_no_memory(fault);
    return compose_dotenv_load(usual, true, environment, fault);
}

static cisd_code read_files(struct compose *compose, const struct compose_place *place,
                            struct fault *fault)
{
    if (compose_project_load(place, &compose->load, compose->files.texts, compose->files.count,
                             true, &compose->services, fault) != CISD_OK)
        return fault->code;
    if (!compose->load.stack &&
        compose_init_expand(&compose->load, &compose->services, fault) != CISD_OK)
        return fault->code;
    compose->source.total = compose->services.count;
    if (compose->services.count > 0)
        return CISD_OK;
    return fault_set(fault, CISD_E_UNSUPPORTED, "cannot read '%s': it declares no services",
                     compose->source.uri);
}

static cisd_code load(struct compose *compose, struct fault *fault)
{
    struct compose_load *loading = &compose->load;
    struct compose_environment given, environment;
    struct compose_place place = {.folder = compose->folder, .environment = &environment};
    cisd_code code;

    compose->loaded = true;
    loading->labels = compose->source.labels;
    loading->cancelled = compose->source.cancelled;
    compose_environment_init(&given, &loading->secrets, NULL);
    compose_environment_init(&environment, &loading->secrets, &given);
    if (place.folder == NULL)
        place.folder = compose_path_folder(&loading->pool, compose->files.texts[0]);
    if (place.folder == NULL)
        return fault_no_memory(fault);
    code = take_environment(compose, &given, fault);
    if (code == CISD_OK)
        code = take_env_files(compose, place.folder, &environment, fault);
    if (code == CISD_OK)
        code = read_files(compose, &place, fault);
    if (code == CISD_OK)
        code = compose_name_find(&place, loading, compose->files.texts, compose->files.count,
                                 &compose->name, fault);
    compose_load_forget(loading);
    return code;
}

static bool is_active_profile(const struct compose *compose, const struct compose_value *value)
{
    for (size_t i = 0; i < compose->profiles.count; i++)
        if (strcmp(compose->profiles.texts[i], "*") == 0 ||
            strcmp(compose->profiles.texts[i], value->text) == 0)
            return true;
    return value->state != COMPOSE_READ;
}

/* Whether a service would run: all do, unless profiles were named. */
static bool is_active(const struct compose *compose, const struct compose_service *service)
{
    const struct compose_field *field = &service->fields[SERVICE_PROFILES];

    if (compose->profiles.count == 0 || field->count == 0)
        return true;
    for (size_t i = 0; i < field->count; i++)
        if (is_active_profile(compose, &field->values[i]))
            return true;
    return false;
}

static cisd_code add_label(struct compose *compose, struct subject *subject, const char *key,
                           const char *value, struct fault *fault)
{
    if (!compose_load_wants_label(&compose->load, key, strlen(key)) ||
        subject_label_add(subject, key, strlen(key), value, strlen(value)) == CISD_OK)
        return CISD_OK;
    return fault_no_memory(fault);
}

/* A service with the labels that Compose gives its containers. */
static cisd_code make_subject(struct compose *compose, const struct compose_service *service,
                              struct subject **out, struct fault *fault)
{
    if (compose_subject_make(&compose->source.memory, service, compose->load.stack, out, fault) !=
        CISD_OK)
        return fault->code;
    if (add_label(compose, *out, "com.docker.compose.project", compose->name, fault) == CISD_OK &&
        add_label(compose, *out, "com.docker.compose.service", service->name, fault) == CISD_OK)
        return CISD_OK;
    subject_free(*out);
    *out = NULL;
    return fault->code;
}

static cisd_code compose_next(struct source *source, struct subject **out, struct fault *fault)
{
    struct compose *compose = (struct compose *)source;

    *out = NULL;
    if (!compose->loaded && load(compose, fault) != CISD_OK) {
        compose->services.count = 0;
        return fault->code;
    }
    while (compose->next < compose->services.count) {
        const struct compose_service *service = compose->services.all[compose->next++];

        source->done = compose->next;
        if (is_active(compose, service))
            return make_subject(compose, service, out, fault);
    }
    return CISD_OK;
}

static void compose_close(struct source *source)
{
    struct compose *compose = (struct compose *)source;
    struct memory memory = source->memory;

    compose_load_free(&compose->load);
    memory_free(&memory, compose);
}

static const struct source_type compose_type = {
    .kind = "compose", .next = compose_next, .close = compose_close};

static cisd_code copy_strings(struct pool *pool, const char *const *texts, size_t count,
                              struct strings *out, struct fault *fault)
{
    out->texts = pool_alloc(pool, count * sizeof *out->texts);
    if (out->texts == NULL)
        return fault_no_memory(fault);
    for (; out->count < count; out->count++) {
        out->texts[out->count] = pool_copy(pool, texts[out->count], strlen(texts[out->count]));
        if (out->texts[out->count] == NULL)
            return fault_no_memory(fault);
    }
    return CISD_OK;
}

/* The target in the report: the project's files, as COMPOSE_FILE would list them. */
static cisd_code name_target(struct compose *compose, struct fault *fault)
{
    struct buffer *uri = &compose->load.scratch;
    size_t count = compose->files.count, shown = count > FILES_SHOWN ? 1 : count;

    for (size_t i = 0; i < shown; i++) {
        if (i > 0)
            buffer_char(uri, ':');
        buffer_text(uri, compose->files.texts[i]);
    }
    if (shown < count) {
        buffer_text(uri, " and ");
        buffer_number(uri, count - shown);
        buffer_text(uri, " more");
    }
    if (uri->failed)
        return fault_no_memory(fault);
    compose->source.uri = pool_copy(&compose->load.pool, uri->data, uri->length);
    return compose->source.uri != NULL ? CISD_OK : fault_no_memory(fault);
}

/* Paths are kept as Compose writes them, so that a file is known again when another names it. */
static cisd_code tidy_paths(struct compose *compose, struct fault *fault)
{
    for (size_t i = 0; i < compose->files.count; i++) {
        compose->files.texts[i] = compose_path_join(&compose->load.pool, "",
                                                    compose->files.texts[i]);
        if (compose->files.texts[i] == NULL)
            return fault_no_memory(fault);
    }
    return CISD_OK;
}

/* The environment goes where secrets are, which is freed once it was used. */
static cisd_code copy_lists(struct compose *compose, const cisd_compose_options *options,
                            struct fault *fault)
{
    struct pool *pool = &compose->load.pool, *secrets = &compose->load.secrets;
    const struct {
        struct pool *pool;
        const char *const *texts;
        size_t count;
        struct strings *out;
    } lists[] = {
        {pool, options->files, options->file_count, &compose->files},
        {pool, options->env_files, options->env_file_count, &compose->env_files},
        {pool, options->profiles, options->profile_count, &compose->profiles},
        {secrets, options->environment, options->environment_count, &compose->environment},
    };

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (copy_strings(lists[i].pool, lists[i].texts, lists[i].count, lists[i].out, fault) !=
            CISD_OK)
            return fault->code;
    return CISD_OK;
}

static cisd_code take_options(struct compose *compose, const cisd_compose_options *options,
                              struct fault *fault)
{
    compose->load.stack = options->stack != 0;
    if (options->project_directory != NULL) {
        compose->folder = compose_path_join(&compose->load.pool, "", options->project_directory);
        if (compose->folder == NULL)
            return fault_no_memory(fault);
    }
    if (copy_lists(compose, options, fault) != CISD_OK || name_target(compose, fault) != CISD_OK)
        return fault->code;
    return tidy_paths(compose, fault);
}

cisd_code compose_open(const struct memory *memory, const cisd_compose_options *options,
                       struct source **out, struct fault *fault)
{
    struct compose *compose = memory_zero(memory, sizeof *compose);

    if (compose == NULL)
        return fault_no_memory(fault);
    compose->source.type = &compose_type;
    compose->source.memory = *memory;
    compose->source.engine = compose->source.engine_version = compose->source.host = "";
    compose_load_init(&compose->load, memory);
    if (take_options(compose, options, fault) != CISD_OK) {
        compose_close(&compose->source);
        return fault->code;
    }
    *out = &compose->source;
    return CISD_OK;
}

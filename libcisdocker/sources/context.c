#include "sources/context.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "readers/file.h"
#include "readers/json.h"

#define FILE_LIMIT ((size_t)1 << 20)

/* The name of the endpoint that the docker command's own socket stands for. */
#define DEFAULT_NAME "default"

enum field { FIELD_CURRENT = 1, FIELD_NAME, FIELD_HOST, FIELD_SKIP };

static const struct json_place config_places[] = {{"currentContext", FIELD_CURRENT, NULL}, {0}};
static const struct json_place docker_places[] = {{"Host", FIELD_HOST, NULL},
                                                  {"SkipTLSVerify", FIELD_SKIP, NULL},
                                                  {0}};
static const struct json_place endpoint_places[] = {{"docker", -1, docker_places}, {0}};
static const struct json_place meta_places[] = {{"Name", FIELD_NAME, NULL},
                                                {"Endpoints", -1, endpoint_places},
                                                {0}};

/* What one file says. */
struct said {
    struct pool *pool;
    const char *texts[FIELD_SKIP];
    bool skip_verify;
};

static cisd_code on_value(void *user, int field, const struct json_value *value,
                          struct fault *fault)
{
    struct said *said = user;

    if (field == FIELD_SKIP)
        said->skip_verify = value->type == JSON_BOOL && value->truth;
    if (field <= 0 || field >= FIELD_SKIP || value->type != JSON_STRING)
        return CISD_OK;
    said->texts[field] = pool_copy(said->pool, value->text, value->length);
    return said->texts[field] != NULL ? CISD_OK : fault_no_memory(fault);
}

static cisd_code parse(const struct buffer *text, const struct json_place *places,
                       struct said *said, struct fault *fault)
{
    struct json_reader *reader =
        json_reader_new(&said->pool->memory, JSON_ONE, places, FILE_LIMIT * 2);
    cisd_code code;

    if (reader == NULL)
        return fault_no_memory(fault);
    code = json_reader_begin(reader, on_value, said, fault);
    if (code == CISD_OK)
        code = json_reader_feed(reader, text->length > 0 ? text->data : "", text->length, fault);
    if (code == CISD_OK)
        code = json_reader_end(reader, fault);
    json_reader_free(reader);
    return code;
}

static cisd_code read_json(const char *path, const struct json_place *places, struct said *said,
                           struct fault *fault)
{
    struct buffer text;
    cisd_code code;

    buffer_init(&text, &said->pool->memory);
    code = file_read(path, FILE_LIMIT, &text, fault);
    if (code == CISD_OK) {
        code = parse(&text, places, said, fault);
        if (code != CISD_OK)
            (void)fault_within(fault, "cannot read '%s'", path);
    }
    buffer_free(&text);
    return code;
}

/* Joins path parts; the last argument is NULL. */
static const char *join(struct pool *pool, const char *first, ...)
{
    va_list parts;
    size_t size = strlen(first) + 1;
    char *path;

    va_start(parts, first);
    for (const char *part; (part = va_arg(parts, const char *)) != NULL;)
        size += strlen(part) + 1;
    va_end(parts);
    path = pool_alloc(pool, size);
    if (path == NULL)
        return NULL;
    (void)strcpy(path, first);
    va_start(parts, first);
    for (const char *part; (part = va_arg(parts, const char *)) != NULL;) {
        (void)strcat(path, "/");
        (void)strcat(path, part);
    }
    va_end(parts);
    return path;
}

/* The name in config.json; NULL where it names none. */
static cisd_code current_name(struct pool *pool, const char *folder, const char **name,
                              struct fault *fault)
{
    const char *path = join(pool, folder, "config.json", (const char *)NULL);
    struct said said = {.pool = pool};

    *name = NULL;
    if (path == NULL)
        return fault_no_memory(fault);
    if (access(path, F_OK) != 0)
        return CISD_OK;
    if (read_json(path, config_places, &said, fault) != CISD_OK)
        return fault->code;
    if (said.texts[FIELD_CURRENT] != NULL && said.texts[FIELD_CURRENT][0] != '\0')
        *name = said.texts[FIELD_CURRENT];
    return CISD_OK;
}

/* A key file of the context, if it is there. */
static cisd_code find_key(struct pool *pool, const char *folder, const char *file,
                          const char **out, struct fault *fault)
{
    const char *path = join(pool, folder, file, (const char *)NULL);

    if (path == NULL)
        return fault_no_memory(fault);
    *out = access(path, F_OK) == 0 ? path : NULL;
    return CISD_OK;
}

static cisd_code take(struct pool *pool, const char *folder, const char *entry,
                      const struct said *said, struct context *context, struct fault *fault)
{
    const char *keys = join(pool, folder, "contexts/tls", entry, "docker", (const char *)NULL);

    if (keys == NULL)
        return fault_no_memory(fault);
    context->name = said->texts[FIELD_NAME];
    context->host = said->texts[FIELD_HOST];
    if (context->host == NULL)
        return fault_set(fault, CISD_E_FORMAT, "the context '%s' has no docker endpoint",
                         context->name);
    if (said->skip_verify)
        return fault_set(fault, CISD_E_UNSUPPORTED,
                         "the context '%s' skips the check of the engine's certificate, which "
                         "cisdocker does not do", context->name);
    if (find_key(pool, keys, "ca.pem", &context->authority, fault) != CISD_OK ||
        find_key(pool, keys, "cert.pem", &context->certificate, fault) != CISD_OK)
        return fault->code;
    return find_key(pool, keys, "key.pem", &context->key, fault);
}

/* Looks through the stored contexts; their folders are named by a hash, the file tells the name. */
static cisd_code find(struct pool *pool, const char *folder, const char *metas, DIR *directory,
                      const char *name, struct context *context, struct fault *fault)
{
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        struct said said = {.pool = pool};
        const char *path = join(pool, metas, entry->d_name, "meta.json", (const char *)NULL);

        if (path == NULL)
            return fault_no_memory(fault);
        if (entry->d_name[0] == '.')
            continue;
        if (read_json(path, meta_places, &said, fault) != CISD_OK) {
            if (fault->code == CISD_E_NO_MEMORY)
                return fault->code;
            continue;
        }
        if (said.texts[FIELD_NAME] != NULL && strcmp(said.texts[FIELD_NAME], name) == 0)
            return take(pool, folder, entry->d_name, &said, context, fault);
    }
    return fault_set(fault, CISD_E_ARGUMENT, "there is no Docker context '%s'", name);
}

cisd_code context_load(struct pool *pool, const char *folder, const char *name,
                       struct context *context, struct fault *fault)
{
    const char *metas = join(pool, folder, "contexts/meta", (const char *)NULL);
    DIR *directory;
    cisd_code code;

    memset(context, 0, sizeof *context);
    if (metas == NULL)
        return fault_no_memory(fault);
    if (name == NULL && current_name(pool, folder, &name, fault) != CISD_OK)
        return fault->code;
    if (name == NULL || strcmp(name, DEFAULT_NAME) == 0)
        return CISD_OK;
    directory = opendir(metas);
    if (directory == NULL && errno == ENOENT)
        return fault_set(fault, CISD_E_ARGUMENT, "there is no Docker context '%s'", name);
    if (directory == NULL)
        return fault_errno(fault, errno, "cannot open '%s'", metas);
    code = find(pool, folder, metas, directory, name, context, fault);
    (void)closedir(directory);
    return code;
}

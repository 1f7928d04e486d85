#include "sources/context.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include "ground/sha256.h"
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

    if (value->type == JSON_TROUBLE)
        return fault_set(fault, CISD_E_FORMAT, "%.*s", (int)value->length, value->text);
    if (field == FIELD_SKIP)
        said->skip_verify = value->type == JSON_BOOL && value->truth;
    /* The context that is meant, or no engine at all. */
    if (field == FIELD_CURRENT && value->type != JSON_STRING && value->type != JSON_NULL)
        return fault_set(fault, CISD_E_FORMAT, "currentContext is no text");
    if (field <= 0 || field >= FIELD_SKIP || value->type != JSON_STRING)
        return CISD_OK;
    if (memchr(value->text, '\0', value->length) != NULL)
        return fault_set(fault, CISD_E_FORMAT, "a text has NUL in it");
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
    bool there;

    *name = NULL;
    if (path == NULL)
        return fault_no_memory(fault);
    if (file_is_there(path, &there, fault) != CISD_OK || !there)
        return fault->code;
    if (read_json(path, config_places, &said, fault) != CISD_OK)
        return fault->code;
    if (said.texts[FIELD_CURRENT] != NULL && said.texts[FIELD_CURRENT][0] != '\0')
        *name = said.texts[FIELD_CURRENT];
    return CISD_OK;
}

/*
 * A key file of the context, if it is there. Not being allowed to look is another matter: without
 * its keys the engine would be spoken to in plain text.
 */
static cisd_code find_key(struct pool *pool, const char *folder, const char *file,
                          const char **out, struct fault *fault)
{
    const char *path = join(pool, folder, file, (const char *)NULL);
    bool there;

    if (path == NULL)
        return fault_no_memory(fault);
    if (file_is_there(path, &there, fault) != CISD_OK)
        return fault->code;
    *out = there ? path : NULL;
    return CISD_OK;
}

static cisd_code find_keys(struct pool *pool, const char *folder, const char *digest,
                           struct context *context, struct fault *fault)
{
    const char *keys = join(pool, folder, "contexts/tls", digest, "docker", (const char *)NULL);

    if (keys == NULL)
        return fault_no_memory(fault);
    if (find_key(pool, keys, "ca.pem", &context->authority, fault) != CISD_OK ||
        find_key(pool, keys, "cert.pem", &context->certificate, fault) != CISD_OK)
        return fault->code;
    return find_key(pool, keys, "key.pem", &context->key, fault);
}

/* Checks what a context's file says, and takes it. */
static cisd_code take(const char *name, const struct said *said, struct context *context,
                      struct fault *fault)
{
    const char *stored = said->texts[FIELD_NAME];

    if (stored == NULL || strcmp(stored, name) != 0)
        return fault_set(fault, CISD_E_FORMAT,
                         "the file of the Docker context '%s' is another context's", name);
    if (said->texts[FIELD_HOST] == NULL || said->texts[FIELD_HOST][0] == '\0')
        return fault_set(fault, CISD_E_UNSUPPORTED, "the Docker context '%s' names no engine",
                         name);
    if (said->skip_verify)
        return fault_set(fault, CISD_E_UNSUPPORTED,
                         "the Docker context '%s' skips the check of the engine's certificate, "
                         "which is not done here", name);
    context->name = stored;
    context->host = said->texts[FIELD_HOST];
    return CISD_OK;
}

/* The docker command keeps each context in a folder that is called by the digest of its name. */
static cisd_code load_stored(struct pool *pool, const char *folder, const char *name,
                             struct context *context, struct fault *fault)
{
    struct said said = {.pool = pool};
    char digest[SHA256_HEX];
    const char *path;
    bool there;

    sha256_hex(name, strlen(name), digest);
    path = join(pool, folder, "contexts/meta", digest, "meta.json", (const char *)NULL);
    if (path == NULL)
        return fault_no_memory(fault);
    if (file_is_there(path, &there, fault) != CISD_OK)
        return fault->code;
    if (!there)
        return fault_set(fault, CISD_E_ARGUMENT, "there is no Docker context '%s' in '%s'", name,
                         folder);
    if (read_json(path, meta_places, &said, fault) != CISD_OK ||
        take(name, &said, context, fault) != CISD_OK)
        return fault->code;
    return find_keys(pool, folder, digest, context, fault);
}

cisd_code context_load(struct pool *pool, const char *folder, const char *name,
                       struct context *context, struct fault *fault)
{
    memset(context, 0, sizeof *context);
    fault_clear(fault);
    if (name == NULL && current_name(pool, folder, &name, fault) != CISD_OK)
        return fault->code;
    if (name == NULL || strcmp(name, DEFAULT_NAME) == 0)
        return CISD_OK;
    return load_stored(pool, folder, name, context, fault);
}

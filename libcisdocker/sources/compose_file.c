#include "sources/compose_file.h"

#include <string.h>

#include "readers/file.h"
#include "sources/compose_recognition.h"

static const struct compose_file *find(const struct compose_load *load, const char *path)
{
    for (const struct compose_file *file = load->files; file != NULL; file = file->next)
        if (strcmp(file->path, path) == 0)
            return file;
    return NULL;
}

static cisd_code parse(struct compose_load *load, const char *path, const struct buffer *text,
                       struct yaml_stream *stream, struct fault *fault)
{
    const char *data = text->length > 0 ? text->data : "";

    /* To docker stack, tags are nothing. */
    if (yaml_read(&load->pool, path, data, text->length,
                  load->stack ? YAML_TAGS_IDLE : YAML_TAGS_UNDO, stream, fault) != CISD_OK)
        return compose_recognise_template(path, data, text->length, fault);
    return compose_recognise(path, stream, fault);
}

static cisd_code add(struct compose_load *load, const char *path, const struct buffer *text,
                     const struct compose_file **out, struct fault *fault)
{
    struct compose_file *file = pool_alloc(&load->pool, sizeof *file);

    if (file == NULL)
        return fault_no_memory(fault);
    file->path = pool_copy(&load->pool, path, strlen(path));
    if (file->path == NULL)
        return fault_no_memory(fault);
    if (parse(load, path, text, &file->stream, fault) != CISD_OK)
        return fault->code;
    file->next = load->files;
    load->files = file;
    *out = file;
    return CISD_OK;
}

cisd_code compose_file_open(struct compose_load *load, const char *path, bool given,
                            const struct compose_file **out, struct fault *fault)
{
    struct buffer text;

    fault_clear(fault);
    *out = find(load, path);
    if (*out != NULL)
        return CISD_OK;
    if (++load->file_count > COMPOSE_FILES)
        return fault_set(fault, CISD_E_LIMIT,
                         "cannot read '%s': the project has more than %d files", path,
                         COMPOSE_FILES);
    buffer_init(&text, &load->pool.memory);
    if ((given ? file_read_any : file_read)(path, YAML_BYTES, &text, fault) == CISD_OK) {
        load->bytes += text.length;
        if (load->bytes > COMPOSE_BYTES)
            (void)fault_set(fault, CISD_E_LIMIT,
                            "cannot read '%s': the project's files are larger than 64 MiB", path);
        else
            (void)add(load, path, &text, out, fault);
    }
    buffer_free(&text);
    return fault->code;
}

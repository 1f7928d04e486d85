/* The exported functions about what scanners load. */
#include "renderers/content.h"

#include "api/error.h"

size_t cisd_content_count(void)
{
    return content_count();
}

const char *cisd_content_name(size_t index)
{
    const struct content *content = content_at(index);

    return content != NULL ? content->name : NULL;
}

const char *cisd_content_description(size_t index)
{
    const struct content *content = content_at(index);

    return content != NULL ? content->description : NULL;
}

int cisd_content_is_program(size_t index)
{
    const struct content *content = content_at(index);

    return content != NULL && content->program;
}

cisd_code cisd_content_write(const char *name, cisd_write_fn write, void *user,
                             cisd_error **error)
{
    const struct content *content = name != NULL ? content_find(name) : NULL;
    struct fault fault = {.code = CISD_OK};
    struct memory memory;

    memory_init(&memory, NULL);
    if (content == NULL)
        return error_argument(&memory, "there is no such content", error);
    if (write == NULL)
        return error_argument(&memory, "the write function is NULL", error);
    if (content_write(content, &memory, write, user, &fault) == CISD_OK)
        return CISD_OK;
    return error_hand_out(&memory, &fault, error);
}

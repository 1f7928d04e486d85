/* The exported functions about Docker contexts. */
#include "sources/context.h"

#include <string.h>

#include "api/error.h"

struct cisd_context {
    struct pool pool;
    struct context context;
};

cisd_code cisd_context_load(const char *folder, const char *name, cisd_context **context,
                            cisd_error **error)
{
    struct memory memory;
    struct fault fault = {.code = CISD_OK};

    memory_init(&memory, NULL);
    if (folder == NULL || context == NULL)
        return error_argument(&memory, "a context needs a folder to be looked for in", error);
    *context = memory_zero(&memory, sizeof **context);
    if (*context == NULL)
        return error_hand_out(&memory, (fault_no_memory(&fault), &fault), error);
    pool_init(&(*context)->pool, &memory);
    if (context_load(&(*context)->pool, folder, name, &(*context)->context, &fault) == CISD_OK)
        return CISD_OK;
    cisd_context_free(*context);
    *context = NULL;
    return error_hand_out(&memory, &fault, error);
}

void cisd_context_free(cisd_context *context)
{
    struct memory memory;

    if (context == NULL)
        return;
    memory = context->pool.memory;
    pool_free(&context->pool);
    memory_free(&memory, context);
}

const char *cisd_context_name(const cisd_context *context)
{
    return context->context.name;
}

const char *cisd_context_host(const cisd_context *context)
{
    return context->context.host;
}

const char *cisd_context_authority(const cisd_context *context)
{
    return context->context.authority;
}

const char *cisd_context_certificate(const cisd_context *context)
{
    return context->context.certificate;
}

const char *cisd_context_key(const cisd_context *context)
{
    return context->context.key;
}

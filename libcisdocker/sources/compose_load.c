#include "sources/compose_load.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void compose_load_init(struct compose_load *load, const struct memory *memory)
{
    memset(load, 0, sizeof *load);
    pool_init(&load->pool, memory);
    pool_init(&load->secrets, memory);
    buffer_init(&load->scratch, memory);
}

void compose_load_forget(struct compose_load *load)
{
    pool_free(&load->secrets);
    buffer_free(&load->scratch);
}

void compose_load_free(struct compose_load *load)
{
    compose_load_forget(load);
    pool_free(&load->pool);
}

cisd_code compose_load_spend(struct compose_load *load, size_t work, struct fault *fault)
{
    if (load->cancelled != NULL && atomic_load(load->cancelled))
        return fault_set(fault, CISD_E_CANCELLED, "cancelled");
    if (work > COMPOSE_WORK - load->work)
        return fault_set(fault, CISD_E_LIMIT, "the project has more than %d values to merge",
                         COMPOSE_WORK);
    load->work += work;
    return CISD_OK;
}

bool compose_load_knows_tag(const struct compose_load *load, const struct yaml_node *node)
{
    return load->stack || !yaml_has_own_tag(node) || yaml_has_tag(node, YAML_OVERRIDE);
}

bool compose_load_wants_label(const struct compose_load *load, const char *key, size_t length)
{
    for (size_t i = 0; load->labels != NULL && i < load->labels->count; i++)
        if (strlen(load->labels->keys[i]) == length &&
            memcmp(load->labels->keys[i], key, length) == 0)
            return true;
    return false;
}

const char *compose_load_text(struct compose_load *load, const char *format, ...)
{
    char text[FAULT_TEXT];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return pool_copy(&load->pool, text, strlen(text));
}

#include "api/error.h"

#include <string.h>

struct cisd_error {
    struct memory memory;
    cisd_code code;
    const char *message; /* behind the struct, in the same piece of memory */
};

/* Handed out when there is no memory to say that there is no memory. Never freed. */
static const struct cisd_error no_memory = {
    .code = CISD_E_NO_MEMORY, .message = "out of memory"};

cisd_code error_hand_out(const struct memory *memory, const struct fault *fault,
                         cisd_error **error)
{
    size_t size = strlen(fault->text) + 1;
    char *message;

    if (error == NULL)
        return fault->code;
    *error = memory_alloc(memory, sizeof **error + size);
    if (*error == NULL) {
        *error = (cisd_error *)(uintptr_t)&no_memory;
        return CISD_E_NO_MEMORY;
    }
    (*error)->memory = *memory;
    (*error)->code = fault->code;
    message = (char *)(*error + 1);
    memcpy(message, fault->text, size);
    (*error)->message = message;
    return fault->code;
}

cisd_code error_argument(const struct memory *memory, const char *what, cisd_error **error)
{
    struct fault fault;

    (void)fault_set(&fault, CISD_E_ARGUMENT, "%s", what);
    return error_hand_out(memory, &fault, error);
}

cisd_code cisd_error_code(const cisd_error *error)
{
    return error != NULL ? error->code : CISD_OK;
}

const char *cisd_error_message(const cisd_error *error)
{
    return error != NULL ? error->message : "";
}

void cisd_error_free(cisd_error *error)
{
    struct memory memory;

    if (error == NULL || error == &no_memory)
        return;
    memory = error->memory;
    memory_free(&memory, error);
}

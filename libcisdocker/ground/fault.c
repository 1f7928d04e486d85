#include "ground/fault.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ground/errno_text.h"
#include "ground/utf8.h"

cisd_code fault_set(struct fault *fault, cisd_code code, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(fault->text, sizeof fault->text, format, arguments);
    va_end(arguments);
    utf8_make_printable(fault->text);
    fault->code = code;
    return code;
}

/* Which of the closed set of codes an errno value belongs to. */
static cisd_code code_of(int number)
{
    switch (number) {
    case ENOMEM:
        return CISD_E_NO_MEMORY;
    case EACCES:
    case EPERM:
        return CISD_E_PERMISSION;
    case ECONNREFUSED:
    case ECONNRESET:
        return CISD_E_CONNECT;
    case ETIMEDOUT:
        return CISD_E_TIMEOUT;
    default:
        return CISD_E_IO;
    }
}

cisd_code fault_errno(struct fault *fault, int number, const char *format, ...)
{
    char cause[128] = "";
    va_list arguments;
    size_t length;

    va_start(arguments, format);
    (void)vsnprintf(fault->text, sizeof fault->text, format, arguments);
    va_end(arguments);
    length = strlen(fault->text);
    (void)snprintf(fault->text + length, sizeof fault->text - length, ": %s",
                   errno_text(number, cause, sizeof cause));
    utf8_make_printable(fault->text);
    fault->code = code_of(number);
    return fault->code;
}

cisd_code fault_within(struct fault *fault, const char *format, ...)
{
    char cause[FAULT_TEXT];
    va_list arguments;
    size_t length;

    memcpy(cause, fault->text, sizeof cause);
    va_start(arguments, format);
    (void)vsnprintf(fault->text, sizeof fault->text, format, arguments);
    va_end(arguments);
    length = strlen(fault->text);
    (void)snprintf(fault->text + length, sizeof fault->text - length, ": %s", cause);
    utf8_make_printable(fault->text);
    return fault->code;
}

cisd_code fault_no_memory(struct fault *fault)
{
    return fault_set(fault, CISD_E_NO_MEMORY, "out of memory");
}

void fault_clear(struct fault *fault)
{
    fault->code = CISD_OK;
    fault->text[0] = '\0';
}

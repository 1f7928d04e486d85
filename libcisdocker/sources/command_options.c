#include "sources/command_options.h"

#include <string.h>

const struct command_option *command_option_named(const struct command_option *options,
                                                  const char *name, size_t length)
{
    for (; options->name != NULL; options++)
        if (strlen(options->name) == length && memcmp(options->name, name, length) == 0)
            return options;
    return NULL;
}

const struct command_option *command_option_lettered(const struct command_option *options,
                                                     char letter)
{
    for (; options->name != NULL; options++)
        if (letter != '\0' && options->letter == letter)
            return options;
    return NULL;
}

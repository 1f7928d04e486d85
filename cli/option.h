/* Reads a command's words by its table of options. */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include <stdbool.h>

#include "command.h"

/* Whether a row of a command's table is an option, and one that the command has. */
bool option_offered(const struct command *command, const struct option *option);

/*
 * Gives each option to `take`, which may be NULL where there is none but --help. Operands are
 * moved to the front of `words`, and *operands says how many there are. Returns STATUS_NONE, or
 * the status to end with: help was asked for, or usage was wrong and has been said to be.
 */
int option_parse(const struct command *command, int count, char **words, option_take *take,
                 void *user, int *operands);

/* The help of a command, on stdout. */
void option_help(const struct command *command);

#endif

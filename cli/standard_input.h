/* What is piped into the command. */
#ifndef CLI_STANDARD_INPUT_H
#define CLI_STANDARD_INPUT_H

#include <stddef.h>

/* A cisd_read_fn; user is not looked at. */
int standard_input_read(void *user, void *buffer, size_t size, size_t *length);

/*
 * Lets what comes through a pipe be read from its beginning as often as it is opened by name:
 * it is kept in a file without a name, which becomes the standard input. Returns 0, or -1 with
 * errno set.
 */
int standard_input_keep(size_t limit);

#endif

/* What is piped into the command. */
#ifndef CLI_STANDARD_INPUT_H
#define CLI_STANDARD_INPUT_H

#include <stddef.h>

/* A cisd_read_fn; user is not looked at. */
int standard_input_read(void *user, void *buffer, size_t size, size_t *length);

#endif

/* Where an output goes: whether two names, however they are spelled, are one place. */
#ifndef CLI_PLACE_H
#define CLI_PLACE_H

#include <stdbool.h>

/* Whether a path, NULL or "-", stands for the standard output. */
bool place_is_stdout(const char *path);

/* Whether what is written to both would be one file, or the standard output twice. */
bool place_is_same(const char *one, const char *other);

#endif

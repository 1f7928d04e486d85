/* Whole small files. */
#ifndef CISD_READERS_FILE_H
#define CISD_READERS_FILE_H

#include <stdbool.h>

#include "ground/buffer.h"
#include "ground/fault.h"

/* Reads a regular file of at most `limit` bytes into a buffer that was initialised. */
cisd_code file_read(const char *path, size_t limit, struct buffer *out, struct fault *fault);

/* The same for what may be a pipe as well: it is waited for. */
cisd_code file_read_any(const char *path, size_t limit, struct buffer *out, struct fault *fault);

/* Whether there is anything at a path. Not being allowed to look is a fault, not an answer. */
cisd_code file_is_there(const char *path, bool *there, struct fault *fault);

/* A fault where a file could not be opened and read. */
cisd_code file_check_readable(const char *path, struct fault *fault);

#endif

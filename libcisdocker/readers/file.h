/* A whole small file. */
#ifndef CISD_READERS_FILE_H
#define CISD_READERS_FILE_H

#include "ground/buffer.h"
#include "ground/fault.h"

/* Reads a regular file of at most `limit` bytes into a buffer that was initialised. */
cisd_code file_read(const char *path, size_t limit, struct buffer *out, struct fault *fault);

/* The same for what may be a pipe as well: it is waited for. */
cisd_code file_read_any(const char *path, size_t limit, struct buffer *out, struct fault *fault);

#endif

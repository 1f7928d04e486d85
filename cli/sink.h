/* Where a report goes: stdout, a device, or a file that appears whole or not at all. */
#ifndef CLI_SINK_H
#define CLI_SINK_H

#include <stdbool.h>
#include <stddef.h>

struct sink {
    const char *path;     /* NULL: stdout */
    char *final;          /* the file that is to appear; NULL where it is written directly */
    char *temporary;      /* the file beside it that is written */
    int fd, error;        /* error: the errno of what went wrong */
    bool terminal, direct; /* direct: each write goes out at once */
    char *buffer;
    size_t length;
};

/*
 * Opens a path; NULL or "-" is stdout. `live` says that each piece is of use at once. Returns 0,
 * or -1 with sink->error set.
 */
int sink_open(struct sink *sink, const char *path, bool live);

/* A cisd_write_fn; user is the sink. */
int sink_write(void *user, const char *data, size_t length);

/* Brings everything out, to the disk where it is a file. Returns 0 or -1. */
int sink_flush(struct sink *sink);

/* Makes a file that is to appear executable, as far as the umask goes. Returns 0 or -1. */
int sink_allow_running(struct sink *sink);

/* Lets the file appear. Returns 0 or -1. */
int sink_commit(struct sink *sink);

/* Closes; what was not committed goes away. */
void sink_close(struct sink *sink);

#endif

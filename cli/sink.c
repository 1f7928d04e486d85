#include "sink.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "interrupt.h"
#include "progress.h"

#define BUFFER ((size_t)1 << 16)
#define TEMPORARY_NAME "/.cisdocker-XXXXXX"

static int failed(struct sink *sink, int number)
{
    sink->error = number;
    return -1;
}

/* The temporary file stands beside the file it will become: a rename stays on one disk. */
static char *temporary_beside(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t folder = slash != NULL ? (size_t)(slash - path) : 1;
    char *name = malloc(folder + sizeof TEMPORARY_NAME);

    if (name == NULL)
        return NULL;
    memcpy(name, slash != NULL ? path : ".", folder);
    memcpy(name + folder, TEMPORARY_NAME, sizeof TEMPORARY_NAME);
    return name;
}

/* mkstemp makes files that only their owner may read; a report is an ordinary file. */
static int allow_by_umask(int fd)
{
    mode_t mask = umask(0);

    (void)umask(mask);
    return fchmod(fd, 0666 & ~mask);
}

/* A file that was closed to others stays so; whose it was it stays, where we may give it away. */
static int allow_as_before(int fd, const struct stat *before)
{
    int given = fchown(fd, before->st_uid, before->st_gid);

    (void)given;
    return fchmod(fd, before->st_mode & 0777);
}

static int open_temporary(struct sink *sink, const struct stat *before)
{
    char *name = temporary_beside(sink->final);

    if (name == NULL)
        return failed(sink, ENOMEM);
    sink->fd = mkostemp(name, O_CLOEXEC);
    if (sink->fd < 0) {
        int number = errno;

        free(name);
        return failed(sink, number);
    }
    sink->temporary = name;
    if (interrupt_guard(name) != 0)
        return failed(sink, EMFILE);
    if ((before != NULL ? allow_as_before(sink->fd, before) : allow_by_umask(sink->fd)) != 0)
        return failed(sink, errno);
    return 0;
}

/* A file that is there is replaced where it really stands; one that is no plain file is used. */
static int open_path(struct sink *sink, const char *path)
{
    struct stat status;
    bool there = stat(path, &status) == 0;

    if (!there && errno != ENOENT)
        return failed(sink, errno);
    if (there && S_ISDIR(status.st_mode))
        return failed(sink, EISDIR);
    if (there && !S_ISREG(status.st_mode)) {
        sink->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
        return sink->fd >= 0 ? 0 : failed(sink, errno);
    }
    sink->final = there ? realpath(path, NULL) : strdup(path);
    if (sink->final == NULL)
        return failed(sink, errno);
    return open_temporary(sink, there ? &status : NULL);
}

int sink_open(struct sink *sink, const char *path, bool live)
{
    bool out = path == NULL || strcmp(path, "-") == 0;

    *sink = (struct sink){.path = out ? NULL : path, .fd = -1};
    if (out)
        sink->fd = STDOUT_FILENO;
    else if (open_path(sink, path) != 0)
        return -1;
    sink->terminal = isatty(sink->fd) != 0;
    sink->direct = sink->terminal || (out && live);
    sink->buffer = malloc(BUFFER);
    return sink->buffer != NULL ? 0 : failed(sink, ENOMEM);
}

static int write_all(struct sink *sink, const char *data, size_t length)
{
    if (sink->terminal && length > 0)
        progress_clear();
    while (length > 0) {
        ssize_t written = write(sink->fd, data, length);

        if (written < 0 && (errno != EINTR || interrupt_signal() != 0))
            return failed(sink, errno);
        if (written > 0) {
            data += written;
            length -= (size_t)written;
        }
        /* A signal may have cut the write short; the next one would wait, and for nothing. */
        if (length > 0 && interrupt_signal() != 0)
            return failed(sink, EINTR);
    }
    return 0;
}

static int write_buffer(struct sink *sink)
{
    size_t length = sink->length;

    sink->length = 0;
    return write_all(sink, sink->buffer, length);
}

int sink_write(void *user, const char *data, size_t length)
{
    struct sink *sink = user;

    if (sink->error != 0)
        return -1;
    if (sink->length + length > BUFFER && write_buffer(sink) != 0)
        return -1;
    if (sink->direct || length > BUFFER)
        return write_all(sink, data, length);
    memcpy(sink->buffer + sink->length, data, length);
    sink->length += length;
    return 0;
}

int sink_flush(struct sink *sink)
{
    if (sink->error != 0 || write_buffer(sink) != 0)
        return -1;
    if (sink->temporary != NULL && fsync(sink->fd) != 0)
        return failed(sink, errno);
    return 0;
}

int sink_allow_running(struct sink *sink)
{
    mode_t mask;

    if (sink->temporary == NULL)
        return 0;
    mask = umask(0);
    (void)umask(mask);
    return fchmod(sink->fd, 0777 & ~mask) == 0 ? 0 : failed(sink, errno);
}

int sink_commit(struct sink *sink)
{
    if (sink->temporary == NULL)
        return 0;
    if (rename(sink->temporary, sink->final) != 0)
        return failed(sink, errno);
    interrupt_spare(sink->temporary);
    free(sink->temporary);
    sink->temporary = NULL;
    return 0;
}

void sink_close(struct sink *sink)
{
    if (sink->temporary != NULL) {
        (void)unlink(sink->temporary);
        interrupt_spare(sink->temporary);
    }
    if (sink->fd > STDERR_FILENO)
        (void)close(sink->fd);
    free(sink->temporary);
    free(sink->final);
    free(sink->buffer);
}

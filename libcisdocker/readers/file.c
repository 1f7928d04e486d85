#include "readers/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Opens what may be a fifo or a device without waiting for it, and refuses that. */
static int open_regular(const char *path, struct fault *fault)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    struct stat about;

    if (file < 0) {
        (void)fault_errno(fault, errno, "cannot open '%s'", path);
        return -1;
    }
    if (fstat(file, &about) == 0 && S_ISREG(about.st_mode))
        return file;
    (void)close(file);
    (void)fault_set(fault, CISD_E_IO, "cannot read '%s': not a regular file", path);
    return -1;
}

static cisd_code read_all(int file, const char *path, size_t limit, struct buffer *out,
                          struct fault *fault)
{
    char part[16384];

    for (;;) {
        ssize_t got = read(file, part, sizeof part);

        if (got == 0)
            break;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fault_errno(fault, errno, "cannot read '%s'", path);
        if ((size_t)got > limit - out->length)
            return fault_set(fault, CISD_E_LIMIT, "cannot read '%s': larger than %zu bytes", path,
                             limit);
        buffer_add(out, part, (size_t)got);
    }
    return out->failed ? fault_no_memory(fault) : CISD_OK;
}

/* Reads what was opened, and closes it. */
static cisd_code read_and_close(int file, const char *path, size_t limit, struct buffer *out,
                                struct fault *fault)
{
    cisd_code code;

    if (file < 0)
        return fault->code;
    code = read_all(file, path, limit, out, fault);
    (void)close(file);
    return code;
}

cisd_code file_read(const char *path, size_t limit, struct buffer *out, struct fault *fault)
{
    return read_and_close(open_regular(path, fault), path, limit, out, fault);
}

cisd_code file_read_any(const char *path, size_t limit, struct buffer *out, struct fault *fault)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

    if (file < 0)
        return fault_errno(fault, errno, "cannot open '%s'", path);
    return read_and_close(file, path, limit, out, fault);
}

cisd_code file_is_there(const char *path, bool *there, struct fault *fault)
{
    struct stat about;

    *there = stat(path, &about) == 0;
    if (*there || errno == ENOENT || errno == ENOTDIR)
        return CISD_OK;
    return fault_errno(fault, errno, "cannot look for '%s'", path);
}

cisd_code file_check_readable(const char *path, struct fault *fault)
{
    int file = open_regular(path, fault);

    if (file < 0)
        return fault->code;
    (void)close(file);
    return CISD_OK;
}

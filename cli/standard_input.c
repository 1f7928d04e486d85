#include "standard_input.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "interrupt.h"

int standard_input_read(void *user, void *buffer, size_t size, size_t *length)
{
    ssize_t got;

    (void)user;
    do
        got = read(STDIN_FILENO, buffer, size);
    while (got < 0 && errno == EINTR && interrupt_signal() == 0);
    if (got < 0)
        return -1;
    *length = (size_t)got;
    return 0;
}

static int copy_all(FILE *file, size_t limit)
{
    char buffer[1 << 16];
    size_t length = 0, copied = 0;

    while (standard_input_read(NULL, buffer, sizeof buffer, &length) == 0) {
        if (length == 0)
            return fflush(file);
        copied += length;
        if (copied > limit)
            errno = EFBIG;
        if (copied > limit || fwrite(buffer, 1, length, file) != length)
            return -1;
    }
    return -1;
}

int standard_input_keep(size_t limit)
{
    struct stat status;
    FILE *file;
    int done;

    if (fstat(STDIN_FILENO, &status) == 0 && S_ISREG(status.st_mode))
        return 0;
    file = tmpfile();
    if (file == NULL)
        return -1;
    done = copy_all(file, limit);
    if (done == 0 && dup2(fileno(file), STDIN_FILENO) < 0)
        done = -1;
    (void)fclose(file);
    return done;
}

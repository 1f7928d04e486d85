#include "readers/beneath.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "ground/errno_text.h"

/* Not waiting for a pipe's other end, nor for a lock; no terminal becomes ours. */
#define FILE_FLAGS (O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW)
#define DIRECTORY_FLAGS (O_RDONLY | O_CLOEXEC | O_DIRECTORY | O_NOFOLLOW)

#define COMPONENT_MAX 255

/* ---------------------------------------------------------------- opening */

static int open_resolved(const struct beneath *beneath, const char *path, int flags)
{
    struct open_how how = {
        .flags = (uint64_t)flags,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
    };

    return (int)syscall(SYS_openat2, beneath->directory, path, &how, sizeof how);
}

/* Opens one component after another; takes over `directory` and closes it. */
static int open_steps(int directory, const char *path, int flags)
{
    char component[COMPONENT_MAX + 1];
    size_t length = strcspn(path, "/");
    const char *rest = path + length + strspn(path + length, "/");
    int next, number;

    if (length > COMPONENT_MAX) {
        (void)close(directory);
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(component, path, length);
    component[length] = '\0';
    next = openat(directory, component, rest[0] != '\0' ? DIRECTORY_FLAGS : flags);
    number = errno;
    (void)close(directory);
    errno = number;
    return next < 0 || rest[0] == '\0' ? next : open_steps(next, rest, flags);
}

/* Whether the kernel, or a filter before it, does not have the call. */
static bool has_no_openat2(int number)
{
    return number == ENOSYS || number == EPERM;
}

/* Whether a path leads out by its words alone. */
static bool leads_out(const char *path)
{
    if (path[0] == '/')
        return true;
    for (; path[0] != '\0'; path += strspn(path, "/")) {
        size_t length = strcspn(path, "/");

        if (length == 2 && memcmp(path, "..", 2) == 0)
            return true;
        path += length;
    }
    return false;
}

/* The descriptor, or -1 and errno. */
static int open_beneath(const struct beneath *beneath, const char *path, int flags)
{
    int file = -1, start;

    if (leads_out(path)) {
        errno = EXDEV;
        return -1;
    }
    if (!beneath->stepwise)
        file = open_resolved(beneath, path, flags);
    if (file >= 0 || (!beneath->stepwise && !has_no_openat2(errno)))
        return file;
    start = fcntl(beneath->directory, F_DUPFD_CLOEXEC, 0);
    return start < 0 ? -1 : open_steps(start, path, flags);
}

int beneath_open(const char *path, struct beneath *out)
{
    *out = (struct beneath){.directory = open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)};
    return out->directory >= 0 ? 0 : errno;
}

int beneath_enter(const struct beneath *parent, const char *path, struct beneath *out)
{
    *out = (struct beneath){.stepwise = parent->stepwise};
    out->directory = open_beneath(parent, path, DIRECTORY_FLAGS);
    return out->directory >= 0 ? 0 : errno;
}

void beneath_close(struct beneath *beneath)
{
    if (beneath->directory >= 0)
        (void)close(beneath->directory);
    beneath->directory = -1;
}

bool beneath_has(const struct beneath *beneath, const char *path)
{
    int found = open_beneath(beneath, path, O_PATH | O_CLOEXEC | O_NOFOLLOW);

    if (found >= 0)
        (void)close(found);
    return found >= 0;
}

/* ---------------------------------------------------------------- listing */

/* Some file systems do not say in the listing what a name is. */
static bool is_directory(DIR *stream, const struct dirent *entry)
{
    struct stat status;

    if (entry->d_type != DT_UNKNOWN)
        return entry->d_type == DT_DIR;
    return fstatat(dirfd(stream), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISDIR(status.st_mode);
}

static int list(DIR *stream, beneath_name *name, void *user)
{
    const struct dirent *entry;
    int number = 0;

    for (errno = 0; number == 0 && (entry = readdir(stream)) != NULL; errno = 0) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            number = name(user, entry->d_name, is_directory(stream, entry));
    }
    return number != 0 ? number : errno;
}

int beneath_list(const struct beneath *beneath, beneath_name *name, void *user)
{
    int directory = openat(beneath->directory, ".", DIRECTORY_FLAGS);
    DIR *stream = directory >= 0 ? fdopendir(directory) : NULL;
    int number = errno;

    if (stream == NULL) {
        if (directory >= 0)
            (void)close(directory);
        return number;
    }
    number = list(stream, name, user);
    (void)closedir(stream);
    return number;
}

/* ------------------------------------------------------------------ files */

static int check(const struct stat *status, size_t limit)
{
    if (S_ISLNK(status->st_mode))
        return ELOOP;
    if (S_ISDIR(status->st_mode))
        return EISDIR;
    if (!S_ISREG(status->st_mode))
        return ENXIO;
    return (uintmax_t)status->st_size > limit ? EFBIG : 0;
}

int beneath_open_file(const struct beneath *beneath, const char *path, size_t limit, int *file,
                      size_t *size)
{
    struct stat status;
    int number;

    *file = -1;
    if (leads_out(path))
        return EXDEV;
    /* Opening a device can do something, so what it is must be known before. */
    if (fstatat(beneath->directory, path, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return errno;
    number = check(&status, limit);
    if (number != 0)
        return number;
    *file = open_beneath(beneath, path, FILE_FLAGS);
    if (*file < 0)
        return errno;
    number = fstat(*file, &status) == 0 ? check(&status, limit) : errno;
    if (number != 0)
        beneath_close_file(*file);
    *size = (size_t)status.st_size;
    return number;
}

int beneath_read(int file, char *part, size_t size, size_t *length)
{
    ssize_t got;

    do
        got = read(file, part, size);
    while (got < 0 && errno == EINTR);
    *length = got > 0 ? (size_t)got : 0;
    return got >= 0 ? 0 : errno;
}

void beneath_close_file(int file)
{
    (void)close(file);
}

const char *beneath_say(int number, char *room, size_t size)
{
    switch (number) {
    case ELOOP:
        return "a symbolic link, which is not followed";
    case EXDEV:
        return "leads out of the directory";
    case EISDIR:
        return "a directory, not a file";
    case ENXIO:
        return "not a regular file";
    case EFBIG:
        return "too large";
    default:
        room[0] = '\0';
        return errno_text(number, room, size);
    }
}

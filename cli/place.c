#include "place.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool place_is_stdout(const char *path)
{
    return path == NULL || strcmp(path, "-") == 0;
}

static int look(const char *path, struct stat *status)
{
    return place_is_stdout(path) ? fstat(STDOUT_FILENO, status) : stat(path, status);
}

/* The folder of a path as the kernel finds it, to be freed; NULL if it does not. */
static char *real_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash == NULL ? strdup(".") : strndup(path, (size_t)(slash - path) + 1);
    char *real = folder != NULL ? realpath(folder, NULL) : NULL;

    free(folder);
    return real;
}

static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

/* Of two files that are not there yet: the same name in the same folder. */
static bool will_be_same(const char *one, const char *other)
{
    char *folder = real_folder(one), *another = real_folder(other);
    bool same = folder != NULL && another != NULL && strcmp(folder, another) == 0 &&
                strcmp(last_name(one), last_name(other)) == 0;

    free(folder);
    free(another);
    return same;
}

/* A device takes whatever comes: /dev/null is no place where anything could be lost. */
bool place_is_same(const char *one, const char *other)
{
    bool out = place_is_stdout(one), other_out = place_is_stdout(other);
    struct stat status, another;
    bool there = look(one, &status) == 0, other_there = look(other, &another) == 0;

    if (out && other_out)
        return true;
    if (!out && !other_out && strcmp(one, other) == 0)
        return true;
    if (there && other_there)
        return !S_ISCHR(status.st_mode) && status.st_dev == another.st_dev &&
               status.st_ino == another.st_ino;
    return !there && !other_there && !out && !other_out && will_be_same(one, other);
}

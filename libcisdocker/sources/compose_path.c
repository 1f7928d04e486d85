#include "sources/compose_path.h"

#include <string.h>

/* A path that is put together name by name. */
struct joined {
    char *text;
    size_t length;
    size_t fixed;   /* what ".." cannot take away: "/" or leading ".." */
};

static void take_away(struct joined *joined)
{
    while (joined->length > joined->fixed && joined->text[joined->length - 1] != '/')
        joined->length--;
    if (joined->length > joined->fixed)
        joined->length--;
}

static void add(struct joined *joined, const char *name, size_t length)
{
    if (joined->length > 0 && joined->text[joined->length - 1] != '/')
        joined->text[joined->length++] = '/';
    memcpy(joined->text + joined->length, name, length);
    joined->length += length;
}

static void add_names(struct joined *joined, const char *path)
{
    bool absolute = joined->length == 1 && joined->text[0] == '/';

    while (*path != '\0') {
        size_t length = strcspn(path, "/");
        bool up = length == 2 && path[0] == '.' && path[1] == '.';

        if (up && joined->length > joined->fixed) {
            take_away(joined);
        } else if (up && !absolute && joined->text[0] != '/') {
            add(joined, path, length);
            joined->fixed = joined->length;
        } else if (!up && length > 0 && !(length == 1 && path[0] == '.')) {
            add(joined, path, length);
        }
        path += length + (path[length] == '/');
    }
}

const char *compose_path_join(struct pool *pool, const char *folder, const char *path)
{
    bool absolute = path[0] == '/';
    size_t room = strlen(path) + (absolute ? 0 : strlen(folder)) + 3;
    struct joined joined = {.text = pool_alloc(pool, room)};

    if (joined.text == NULL)
        return NULL;
    memset(joined.text, 0, room);
    if (absolute || folder[0] == '/') {
        joined.text[joined.length++] = '/';
        joined.fixed = 1;
    }
    if (!absolute)
        add_names(&joined, folder);
    add_names(&joined, path);
    if (joined.length == 0)
        joined.text[joined.length++] = '.';
    joined.text[joined.length] = '\0';
    return joined.text;
}

const char *compose_path_folder(struct pool *pool, const char *path)
{
    const char *slash = strrchr(path, '/');

    if (slash == NULL)
        return ".";
    return pool_copy(pool, path, slash > path ? (size_t)(slash - path) : 1);
}

bool compose_path_is_remote(const char *path)
{
    return strstr(path, "://") != NULL || strncmp(path, "oci:", 4) == 0 ||
           strncmp(path, "git@", 4) == 0;
}

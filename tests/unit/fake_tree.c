#define _XOPEN_SOURCE 700
#include "fake_tree.h"

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[64];

static void must(int good)
{
    if (!good)
        abort();
}

const char *tree_begin(void)
{
    (void)snprintf(root, sizeof root, "/tmp/cisd-unit-XXXXXX");
    must(mkdtemp(root) != NULL);
    return root;
}

const char *tree_path(const char *path)
{
    static char whole[PATH_MAX];

    (void)snprintf(whole, sizeof whole, "%s/%s", root, path);
    return whole;
}

static void make_folders(const char *path)
{
    char folder[PATH_MAX];

    for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        (void)snprintf(folder, sizeof folder, "%s/%.*s", root, (int)(slash - path), path);
        (void)mkdir(folder, 0700);
    }
}

void tree_bytes(const char *path, const void *data, size_t size)
{
    FILE *file;

    make_folders(path);
    file = fopen(tree_path(path), "w");
    must(file != NULL);
    must(fwrite(data, 1, size, file) == size);
    must(fclose(file) == 0);
}

void tree_file(const char *path, const char *text)
{
    tree_bytes(path, text, strlen(text));
}

void tree_link(const char *path, const char *other)
{
    char from[PATH_MAX];

    make_folders(other);
    (void)snprintf(from, sizeof from, "%s", tree_path(path));
    must(link(from, tree_path(other)) == 0);
}

static int take_away(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

void tree_end(void)
{
    must(nftw(root, take_away, 16, FTW_DEPTH | FTW_PHYS) == 0);
}

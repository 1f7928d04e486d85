/* A folder of a test's own, filled with small files, and taken away again. */
#ifndef UNIT_FAKE_TREE_H
#define UNIT_FAKE_TREE_H

#include <stddef.h>

/* A fresh folder's path. */
const char *tree_begin(void);

/* Writes a file at a path in the folder; folders on the way are made. */
void tree_file(const char *path, const char *text);

/* The same, of so many bytes. */
void tree_bytes(const char *path, const void *data, size_t size);

/* Makes a second name of a file. */
void tree_link(const char *path, const char *other);

/* The whole path of one in the folder; good until the next call. */
const char *tree_path(const char *path);

/* Takes it all away. */
void tree_end(void);

#endif

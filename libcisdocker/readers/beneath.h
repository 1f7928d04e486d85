/*
 * Files beneath a directory, which somebody hostile may have filled: no symbolic link is followed
 * beneath it, nothing but regular files is opened, and nothing waits. Functions return 0 or an
 * errno value; beneath_say puts it in words.
 */
#ifndef CISD_READERS_BENEATH_H
#define CISD_READERS_BENEATH_H

#include <stdbool.h>
#include <stddef.h>

struct beneath {
    int directory;  /* -1: not open */
    bool stepwise;  /* the kernel has no openat2: each component is opened by itself */
};

/* Opens the directory that the user names; links on the way to it are the user's own. */
int beneath_open(const char *path, struct beneath *out);

/* Opens a directory beneath another one: a relative path without "..". */
int beneath_enter(const struct beneath *parent, const char *path, struct beneath *out);

void beneath_close(struct beneath *beneath);

/* Whether a path is there at all, of whatever kind. */
bool beneath_has(const struct beneath *beneath, const char *path);

/* Told each name in a directory but "." and "..". Another result than 0 ends the listing. */
typedef int beneath_name(void *user, const char *name, bool directory);

/* Lists a directory, in no order. Returns also what `name` returned. */
int beneath_list(const struct beneath *beneath, beneath_name *name, void *user);

/* Opens a regular file of at most `limit` bytes, into *file; *size is what it has now. */
int beneath_open_file(const struct beneath *beneath, const char *path, size_t limit, int *file,
                      size_t *size);

/* Reads the next part of a file; *length is 0 at its end. */
int beneath_read(int file, char *part, size_t size, size_t *length);

void beneath_close_file(int file);

/* What an errno value of these functions means; may use `room`. */
const char *beneath_say(int number, char *room, size_t size);

#endif

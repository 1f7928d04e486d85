#include "readers/proc.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATH_ROOM 64

/* A process names few containers, however many lines of them it has. */
#define IDS 8

/* A line's beginning: enough for the lines that are wanted, and for any cgroup's path. */
#define LINE 4096

int proc_open(const char *root, struct proc *proc)
{
    proc->directory = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return proc->directory >= 0 ? 0 : errno;
}

void proc_close(struct proc *proc)
{
    if (proc->directory >= 0)
        (void)close(proc->directory);
    proc->directory = -1;
}

/* ------------------------------------------------------------------ lines */

typedef void line_reader(void *user, const char *line, size_t length);

struct lines {
    line_reader *reader;
    void *user;
    size_t length;      /* of the line so far, cut at LINE */
    char line[LINE];
};

static void take(struct lines *lines, const char *part, size_t length)
{
    const char *end = part + length;

    while (part < end) {
        const char *newline = memchr(part, '\n', (size_t)(end - part));
        size_t more = (size_t)((newline != NULL ? newline : end) - part);
        size_t room = LINE - 1 - lines->length;

        memcpy(lines->line + lines->length, part, more < room ? more : room);
        lines->length += more < room ? more : room;
        if (newline == NULL)
            return;
        lines->line[lines->length] = '\0';
        lines->reader(lines->user, lines->line, lines->length);
        lines->length = 0;
        part = newline + 1;
    }
}

/* Reads a file line by line, however long: a process may make its lines long to hide others. */
static int read_lines(int directory, const char *path, line_reader *reader, void *user)
{
    struct lines lines = {.reader = reader, .user = user};
    char part[8192];
    ssize_t got;
    int number, file = openat(directory, path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

    if (file < 0)
        return errno;
    while ((got = read(file, part, sizeof part)) > 0)
        take(&lines, part, (size_t)got);
    number = got < 0 ? errno : 0;
    (void)close(file);
    return number;
}

/* ---------------------------------------------------------------- cgroups */

struct ids {
    size_t count;
    char ids[IDS][PROC_ID];
};

static bool is_hex(char character)
{
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
}

static bool is_word(char character)
{
    return is_hex(character) || (character >= 'g' && character <= 'z') ||
           (character >= 'A' && character <= 'Z');
}

/* Podman's monitor has a cgroup named after the container, but is the engine's. */
static bool is_monitor(const char *line, const char *id)
{
    static const char monitor[] = "conmon-";
    size_t length = sizeof monitor - 1;

    return (size_t)(id - line) >= length && memcmp(id - length, monitor, length) == 0;
}

static void add_id(struct ids *ids, const char *id)
{
    for (size_t i = 0; i < ids->count; i++)
        if (memcmp(ids->ids[i], id, PROC_ID) == 0)
            return;
    if (ids->count < IDS)
        memcpy(ids->ids[ids->count++], id, PROC_ID);
}

/* Finds words of exactly 64 hexadecimal digits. */
static void on_cgroup(void *user, const char *line, size_t length)
{
    const char *end = line + length, *at = line;

    while (at < end) {
        const char *start = at;
        bool begins = at == line || !is_word(at[-1]);

        while (at < end && is_hex(*at))
            at++;
        if (begins && at - start == PROC_ID && (at == end || !is_word(*at)) &&
            !is_monitor(line, start))
            add_id(user, start);
        if (at == start)
            at++;
    }
}

static int read_ids(const struct proc *proc, long pid, struct ids *ids)
{
    char path[PATH_ROOM];

    ids->count = 0;
    (void)snprintf(path, sizeof path, "%ld/cgroup", pid);
    return read_lines(proc->directory, path, on_cgroup, ids);
}

bool proc_is_member(const struct proc *proc, long pid, const char *id)
{
    struct ids ids;

    if (strlen(id) != PROC_ID || read_ids(proc, pid, &ids) != 0)
        return false;
    for (size_t i = 0; i < ids.count; i++)
        if (memcmp(ids.ids[i], id, PROC_ID) == 0)
            return true;
    return false;
}

/* -------------------------------------------------------------- processes */

/* The number that a name is; 0 for any other name. */
static long number_of(const char *name)
{
    return name[0] != '\0' && strspn(name, "0123456789") == strlen(name) && strlen(name) < 10
               ? strtol(name, NULL, 10)
               : 0;
}

static DIR *open_folder(const struct proc *proc, const char *path)
{
    int folder = openat(proc->directory, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *stream = folder >= 0 ? fdopendir(folder) : NULL;

    if (stream == NULL && folder >= 0)
        (void)close(folder);
    return stream;
}

static int list_process(const struct proc *proc, long pid, proc_member *member, void *user)
{
    struct ids ids;
    int number = 0;

    if (read_ids(proc, pid, &ids) != 0)
        return 0;
    for (size_t i = 0; number == 0 && i < ids.count; i++)
        number = member(user, ids.ids[i], pid);
    return number;
}

int proc_list(const struct proc *proc, proc_member *member, void *user)
{
    DIR *stream = open_folder(proc, ".");
    const struct dirent *entry;
    int number = 0;

    if (stream == NULL)
        return errno;
    while (number == 0 && (entry = readdir(stream)) != NULL) {
        long pid = number_of(entry->d_name);

        if (pid > 0)
            number = list_process(proc, pid, member, user);
    }
    (void)closedir(stream);
    return number;
}

/* ----------------------------------------------------------- capabilities */

struct status {
    struct proc_caps caps;
    unsigned found;   /* which of the sets */
    long threads;
};

static const struct {
    const char *key;
    size_t offset;
} sets[] = {
    {"CapPrm:\t", offsetof(struct proc_caps, permitted)},
    {"CapEff:\t", offsetof(struct proc_caps, effective)},
    {"CapBnd:\t", offsetof(struct proc_caps, bounding)},
};

#define SETS (sizeof sets / sizeof sets[0])

static void on_status(void *user, const char *line, size_t length)
{
    static const char threads[] = "Threads:\t";
    struct status *status = user;

    (void)length;
    if (strncmp(line, threads, sizeof threads - 1) == 0)
        status->threads = number_of(line + sizeof threads - 1);
    for (size_t i = 0; i < SETS; i++) {
        size_t key = strlen(sets[i].key);

        if (strncmp(line, sets[i].key, key) != 0 ||
            strspn(line + key, "0123456789abcdef") != 16 || line[key + 16] != '\0')
            continue;
        *(cisd_caps *)((char *)&status->caps + sets[i].offset) = strtoull(line + key, NULL, 16);
        status->found |= 1U << i;
    }
}

/* Unites what one thread has with what was found so far. */
static int add_thread(const struct proc *proc, const char *path, struct proc_caps *caps,
                      long *threads)
{
    struct status status = {.threads = 0};
    int number = read_lines(proc->directory, path, on_status, &status);

    if (number != 0)
        return number;
    if (status.found != (1U << SETS) - 1)
        return EINVAL;
    caps->bounding |= status.caps.bounding;
    caps->permitted |= status.caps.permitted;
    caps->effective |= status.caps.effective;
    *threads = status.threads;
    return 0;
}

static bool is_gone(int number)
{
    return number == ENOENT || number == ESRCH;
}

static int add_threads(const struct proc *proc, long pid, struct proc_caps *caps)
{
    char path[PATH_ROOM];
    const struct dirent *entry;
    DIR *stream;
    long threads;
    int number = 0;

    (void)snprintf(path, sizeof path, "%ld/task", pid);
    stream = open_folder(proc, path);
    if (stream == NULL)
        return errno;
    while (number == 0 && (entry = readdir(stream)) != NULL) {
        if (number_of(entry->d_name) == 0)
            continue;
        (void)snprintf(path, sizeof path, "%ld/task/%.9s/status", pid, entry->d_name);
        number = add_thread(proc, path, caps, &threads);
        if (is_gone(number))
            number = 0;
    }
    (void)closedir(stream);
    return number;
}

int proc_caps(const struct proc *proc, long pid, struct proc_caps *caps)
{
    char path[PATH_ROOM];
    long threads;
    int number;

    *caps = (struct proc_caps){0};
    (void)snprintf(path, sizeof path, "%ld/status", pid);
    number = add_thread(proc, path, caps, &threads);
    if (number != 0 || threads == 1)
        return number;
    return add_threads(proc, pid, caps);
}

/* -------------------------------------------------------- user namespaces */

static void on_map(void *user, const char *line, size_t length)
{
    struct proc_space *space = user;
    size_t room = PROC_MAP - space->length;

    if (length > room)
        length = room;
    memcpy(space->map + space->length, line, length);
    space->length += length;
}

void proc_space(const struct proc *proc, long pid, struct proc_space *space)
{
    char name[24] = "self", path[PATH_ROOM];
    struct stat status;

    space->known = space->mapped = false;
    space->length = 0;
    if (pid != 0)
        (void)snprintf(name, sizeof name, "%ld", pid);
    (void)snprintf(path, sizeof path, "%s/ns/user", name);
    if (fstatat(proc->directory, path, &status, 0) == 0) {
        space->known = true;
        space->device = status.st_dev;
        space->inode = status.st_ino;
    }
    (void)snprintf(path, sizeof path, "%s/uid_map", name);
    space->mapped = read_lines(proc->directory, path, on_map, space) == 0;
}

enum proc_relation proc_compare(const struct proc_space *one, const struct proc_space *other)
{
    if (one->known && other->known)
        return one->inode == other->inode && one->device == other->device ? PROC_SAME
                                                                          : PROC_OTHER;
    if (!one->mapped || !other->mapped)
        return PROC_UNCLEAR;
    return one->length == other->length && memcmp(one->map, other->map, one->length) == 0
               ? PROC_SAME
               : PROC_OTHER;
}

bool proc_is_whole(const struct proc_space *space)
{
    unsigned long first, start, count;
    char map[64];

    if (!space->mapped || space->length >= sizeof map)
        return false;
    memcpy(map, space->map, space->length);
    map[space->length] = '\0';
    return sscanf(map, "%lu %lu %lu", &first, &start, &count) == 3 && first == 0 && start == 0 &&
           count == 4294967295UL;
}

#include "sources/rootdir_find.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "sources/rootdir_docker.h"
#include "sources/rootdir_podman.h"

/* "var/lib/docker/", a user namespace's folder, "containers": with room to spare. */
#define PATH_ROOM 1024

struct search {
    struct harvest *harvest;
    const struct beneath *root;
    const char *prefix;   /* of the folder being listed */
    struct fault *fault;
};

/* --------------------------------------------------------- one data root */

typedef cisd_code store_reader(struct harvest *harvest, const struct beneath *containers,
                               const char *path, struct fault *fault);

/* Not there, as opposed to there and out of reach. */
static bool is_absent(int number)
{
    return number == ENOENT || number == ENOTDIR;
}

/* Reads a folder of containers, where it is there and, with `mark`, has a file of that name. */
static cisd_code try_store(struct search *search, store_reader *reader, const char *path,
                           const char *mark)
{
    struct beneath containers;
    int number = beneath_enter(search->root, path, &containers);
    cisd_code code = CISD_OK;

    if (number != 0) {
        if (!is_absent(number))
            harvest_miss(search->harvest, path, number);
        return CISD_OK;
    }
    if (mark[0] == '\0' || beneath_has(&containers, mark))
        code = reader(search->harvest, &containers, path, search->fault);
    beneath_close(&containers);
    return code;
}

static const char *join(char path[PATH_ROOM], const char *prefix, const char *name)
{
    (void)snprintf(path, PATH_ROOM, "%s%s", prefix, name);
    return path;
}

static cisd_code try_docker(struct search *search, const char *prefix)
{
    char path[PATH_ROOM];

    /* A folder of that name with Podman's storage in it is not Docker's. */
    if (beneath_has(search->root, join(path, prefix, "containers/storage")))
        return CISD_OK;
    return try_store(search, rootdir_docker_read, join(path, prefix, "containers"), "");
}

static cisd_code try_podman(struct search *search, const char *prefix)
{
    static const char *const drivers[] = {"overlay", "vfs", "btrfs", "zfs", "devicemapper"};
    char name[64], path[PATH_ROOM];

    for (size_t i = 0; i < sizeof drivers / sizeof drivers[0]; i++) {
        (void)snprintf(name, sizeof name, "%s-containers", drivers[i]);
        if (try_store(search, rootdir_podman_read, join(path, prefix, name),
                      ROOTDIR_PODMAN_LIST) != CISD_OK)
            return search->fault->code;
    }
    return CISD_OK;
}

/* ------------------------------------------------------- several of them */

/* "100000.100000": where an engine with user namespaces keeps everything. */
static bool is_user_and_group(const char *name)
{
    static const char digits[] = "0123456789";
    size_t user = strspn(name, digits);
    size_t group = name[user] == '.' ? strspn(name + user + 1, digits) : 0;

    return user > 0 && group > 0 && name[user + 1 + group] == '\0';
}

static int on_docker_name(void *user, const char *name, bool directory)
{
    struct search *search = user;
    char prefix[PATH_ROOM];

    if (!directory || !is_user_and_group(name))
        return 0;
    (void)snprintf(prefix, sizeof prefix, "%s%s/", search->prefix, name);
    return try_docker(search, prefix) == CISD_OK ? 0 : ECANCELED;
}

/* Tells each name in a folder that need not be there. */
static cisd_code list_folder(struct search *search, const char *prefix, beneath_name *name)
{
    char path[PATH_ROOM];
    struct beneath folder;
    int number = beneath_enter(search->root, join(path, prefix, "."), &folder);

    search->prefix = prefix;
    if (number == 0) {
        number = beneath_list(&folder, name, search);
        beneath_close(&folder);
    }
    if (number != 0 && number != ECANCELED && !is_absent(number))
        harvest_miss(search->harvest, path, number);
    return search->fault->code;
}

/* Docker's data root, and those of user namespaces in it. */
static cisd_code try_docker_all(struct search *search, const char *prefix)
{
    if (try_docker(search, prefix) != CISD_OK)
        return search->fault->code;
    return list_folder(search, prefix, on_docker_name);
}

/* What somebody's home has of engines without root. */
static cisd_code try_home(struct search *search, const char *prefix)
{
    char path[PATH_ROOM];

    if (try_docker(search, join(path, prefix, ".local/share/docker/")) != CISD_OK)
        return search->fault->code;
    return try_podman(search, join(path, prefix, ".local/share/containers/storage/"));
}

static int on_home(void *user, const char *name, bool directory)
{
    struct search *search = user;
    char prefix[PATH_ROOM];

    if (!directory)
        return 0;
    (void)snprintf(prefix, sizeof prefix, "%s%s/", search->prefix, name);
    return try_home(search, prefix) == CISD_OK ? 0 : ECANCELED;
}

/* ------------------------------------------------------------- every kind */

static bool found_any(const struct search *search)
{
    return search->harvest->docker || search->harvest->podman;
}

/* The directory itself is an engine's. */
static cisd_code search_data_root(struct search *search)
{
    if (try_docker_all(search, "") != CISD_OK || try_podman(search, "") != CISD_OK)
        return search->fault->code;
    return try_podman(search, "storage/");
}

/* The directory has engines' directories in it, as /var/lib and ~/.local/share have. */
static cisd_code search_parent(struct search *search, const char *prefix)
{
    char path[PATH_ROOM];

    if (try_docker_all(search, join(path, prefix, "docker/")) != CISD_OK)
        return search->fault->code;
    return try_podman(search, join(path, prefix, "containers/storage/"));
}

/* The directory is the root of a whole machine. */
static cisd_code search_machine(struct search *search)
{
    if (search_parent(search, "var/lib/") != CISD_OK || try_home(search, "root/") != CISD_OK)
        return search->fault->code;
    return list_folder(search, "home/", on_home);
}

cisd_code rootdir_find(struct harvest *harvest, const struct beneath *root, struct fault *fault)
{
    struct search search = {.harvest = harvest, .root = root, .fault = fault};

    fault_clear(fault);
    if (search_data_root(&search) != CISD_OK || found_any(&search))
        return fault->code;
    if (search_parent(&search, "") != CISD_OK || found_any(&search))
        return fault->code;
    if (search_machine(&search) != CISD_OK || found_any(&search))
        return fault->code;
    if (harvest->defect.code == CISD_OK)
        (void)fault_set(&harvest->defect, CISD_E_UNSUPPORTED,
                        "no containers of Docker Engine or Podman in it or beneath it");
    return CISD_OK;
}

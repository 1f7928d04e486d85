#include "judgement/image_name.h"

#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

/* Longer than registry, path, tag and digest may be together. */
#define FULL_NAME 1024

/* Whether the part before the first slash names a registry rather than a user. */
static bool has_registry(const char *name)
{
    size_t length = strcspn(name, "/");

    if (name[length] == '\0')
        return false;
    if (length == 9 && strncmp(name, "localhost", 9) == 0)
        return true;
    return memchr(name, '.', length) != NULL || memchr(name, ':', length) != NULL;
}

static const char *last_part(const char *name)
{
    const char *slash = strrchr(name, '/');

    return slash != NULL ? slash + 1 : name;
}

/* Whether a glob goes on with any text: into the tag as well. */
static bool is_open(const char *glob)
{
    size_t length = strlen(glob);

    return length > 0 && glob[length - 1] == '*' && (length < 2 || glob[length - 2] != '\\');
}

/* Docker Hub's images are known without its name. */
static const char *without_hub(const char *name)
{
    static const char *const hubs[] = {"index.docker.io/", "docker.io/"};

    for (size_t i = 0; i < sizeof hubs / sizeof *hubs; i++)
        if (strncmp(name, hubs[i], strlen(hubs[i])) == 0)
            return name + strlen(hubs[i]);
    return name;
}

/* Spells a name, or a glob of names, in full; false where it does not fit. */
static bool spell(const char *name, char full[FULL_NAME])
{
    const char *familiar = without_hub(name), *last = last_part(name);
    bool hub = familiar != name || !has_registry(name);
    bool official = hub && strchr(familiar, '/') == NULL;
    bool tagged = strpbrk(last, ":@") != NULL || is_open(last);
    int length;

    /* A glob that may stand for the registry, too, is left as it is. */
    if (hub && familiar == name && name[0] == '*')
        hub = official = false;
    length = snprintf(full, FULL_NAME, "%s%s%s%s", hub ? "docker.io/" : "",
                      official ? "library/" : "", hub ? familiar : name, tagged ? "" : ":latest");
    return length > 0 && length < FULL_NAME;
}

/* Takes the digest off a name that has a tag as well: Swarm pins every image so. */
static void drop_digest(char full[FULL_NAME])
{
    char *digest = strchr(full, '@');
    const char *tag = strchr(last_part(full), ':');

    if (digest != NULL && tag != NULL && tag < digest)
        *digest = '\0';
}

bool image_name_fits(const char *glob, const char *image)
{
    char wanted[FULL_NAME], found[FULL_NAME];

    if (image[0] == '\0' || !spell(glob, wanted) || !spell(image, found))
        return false;
    if (fnmatch(wanted, found, 0) == 0)
        return true;
    drop_digest(found);
    return fnmatch(wanted, found, 0) == 0;
}

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

/* Whether the part after the last slash has a tag or a digest. */
static bool has_tag(const char *name)
{
    const char *slash = strrchr(name, '/');

    return strpbrk(slash != NULL ? slash : name, ":@") != NULL;
}

static bool has_wildcard(const char *name)
{
    return strpbrk(name, "*?[") != NULL;
}

/* Spells a name, or a glob of names, in full; false where it does not fit. */
static bool spell(const char *name, char full[FULL_NAME])
{
    const char *registry = has_registry(name) ? "" : "docker.io/";
    const char *library = registry[0] != '\0' && strchr(name, '/') == NULL ? "library/" : "";
    const char *tag = has_tag(name) || has_wildcard(name) ? "" : ":latest";
    int length;

    /* A glob that may stand for the registry, too, is left as it is. */
    if (registry[0] != '\0' && has_wildcard(name) && name[0] == '*')
        registry = library = "";
    if (strncmp(name, "index.docker.io/", 16) == 0)
        name += 6;
    length = snprintf(full, FULL_NAME, "%s%s%s%s", registry, library, name, tag);
    return length > 0 && length < FULL_NAME;
}

bool image_name_fits(const char *glob, const char *image)
{
    char wanted[FULL_NAME], found[FULL_NAME];

    if (image[0] == '\0' || !spell(glob, wanted) || !spell(image, found))
        return false;
    return fnmatch(wanted, found, 0) == 0;
}

/* Entries that no engine can have a subject for: slips that would pass for stale. */
#include <string.h>

#include "judgement/policy.h"

#define NAME_CHARACTERS \
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-"

/* Characters of a glob that stand for themselves, and are none of those allowed. */
static bool has_other(const char *glob, const char *allowed)
{
    for (; *glob != '\0'; glob++) {
        const char *end = *glob == '[' ? strchr(glob + 1, ']') : NULL;

        if (end != NULL)
            glob = end;
        else if (*glob != '*' && *glob != '?' && *glob != '\\' && strchr(allowed, *glob) == NULL)
            return true;
    }
    return false;
}

static bool has_upper(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] >= 'A' && text[i] <= 'Z')
            return true;
    return false;
}

static const char *never_name(const char *glob)
{
    if (glob[0] == '/')
        return "names stand without the slash that docker inspect shows";
    return has_other(glob, NAME_CHARACTERS) ? "no engine gives such a name" : NULL;
}

static const char *never_project(const char *glob)
{
    if (has_upper(glob, strlen(glob)))
        return "Compose writes project names in lower case";
    return never_name(glob);
}

/* A tag may have capital letters, and so may a registry; what stands between may not. */
static const char *never_image(const char *glob)
{
    const char *slash = strchr(glob, '/'), *last = strrchr(glob, '/');
    const char *path = slash != NULL ? slash + 1 : glob;
    const char *name = last != NULL ? last + 1 : glob;

    if (strpbrk(glob, " \t") != NULL)
        return "no image's name has a blank";
    if (has_upper(path, (size_t)(name - path) + strcspn(name, ":@[")))
        return "names of images are in lower case";
    return NULL;
}

static const char *never_label(const char *label)
{
    return label[0] == '=' ? "it names no label before the '='" : NULL;
}

const char *policy_entry_never(const struct policy_entry *entry)
{
    static const char *(*const checks[POLICY_KEYS])(const char *text) = {
        [POLICY_NAME] = never_name,
        [POLICY_IMAGE] = never_image,
        [POLICY_LABEL] = never_label,
        [POLICY_COMPOSE_PROJECT] = never_project,
        [POLICY_COMPOSE_SERVICE] = never_name,
        [POLICY_SERVICE] = never_name,
    };

    for (int key = 0; key < POLICY_KEYS; key++) {
        const char *never = entry->keys[key] != NULL ? checks[key](entry->keys[key]) : NULL;

        if (never != NULL)
            return never;
    }
    if (entry->keys[POLICY_SERVICE] != NULL && (entry->keys[POLICY_COMPOSE_PROJECT] != NULL ||
                                                entry->keys[POLICY_COMPOSE_SERVICE] != NULL))
        return "no container is of a Swarm service and of a Compose service";
    return NULL;
}

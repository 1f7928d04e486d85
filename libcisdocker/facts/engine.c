#include "facts/engine.h"

#include <stddef.h>

/* No engine has had a larger number; what is larger is not a version. */
#define NUMBER_MAX 9999

const char *engine_kind_name(enum engine_kind kind)
{
    static const char *const names[] = {
        [ENGINE_UNKNOWN] = "", [ENGINE_DOCKER] = "docker", [ENGINE_PODMAN] = "podman"};

    return names[kind];
}

/* Reads digits, moving *text beyond them; -1 if there are none or too many. */
static int read_number(const char **text)
{
    int number = 0;

    if (**text < '0' || **text > '9')
        return -1;
    for (; **text >= '0' && **text <= '9'; (*text)++) {
        number = number * 10 + (**text - '0');
        if (number > NUMBER_MAX)
            return -1;
    }
    return number;
}

struct engine_version engine_version_parse(enum engine_kind kind, const char *text)
{
    struct engine_version version = {.kind = kind};
    int major = read_number(&text), minor;

    if (major < 0 || *text++ != '.')
        return version;
    minor = read_number(&text);
    if (minor < 0)
        return version;
    version.major = major;
    version.minor = minor;
    return version;
}

bool engine_version_known(struct engine_version version)
{
    return version.major != 0 || version.minor != 0;
}

bool engine_version_at_least(struct engine_version version, int major, int minor)
{
    return version.major > major || (version.major == major && version.minor >= minor);
}

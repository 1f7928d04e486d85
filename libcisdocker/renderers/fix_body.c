#include "renderers/fix_body.h"

#include <string.h>

static const char *next_line(const char *text)
{
    const char *end = strchr(text, '\n');

    return end != NULL ? end + 1 : text + strlen(text);
}

/* "docker service update" and its flags, each with a word of its own; the name follows. */
static struct fix_body update_of(const char *fix)
{
    const char *flag = strstr(fix, " --cap-");
    struct fix_body body = {fix, flag != NULL ? (size_t)(flag - fix) : strlen(fix)};

    while (strncmp(fix + body.length, " --cap-", 7) == 0) {
        body.length += 1 + strcspn(fix + body.length + 1, " ");
        if (fix[body.length] == ' ')
            body.length += 1 + strcspn(fix + body.length + 1, " ");
    }
    return body;
}

struct fix_body fix_body_of(enum remedy_kind kind, const char *fix)
{
    struct fix_body body = {fix, 0};

    if (kind == REMEDY_SERVICE_UPDATE)
        return update_of(fix);
    if (kind == REMEDY_COMPOSE)
        body.text = next_line(next_line(fix));
    body.length = strlen(body.text);
    return body;
}

bool fix_body_same(enum remedy_kind kind, const char *one, const char *other)
{
    struct fix_body first = fix_body_of(kind, one), second = fix_body_of(kind, other);

    return first.length == second.length && memcmp(first.text, second.text, first.length) == 0;
}

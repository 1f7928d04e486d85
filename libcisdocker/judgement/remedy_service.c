/*
 * `docker service update` changes the lists it finds. Dropping what had been added takes it off the
 * one list and does not put it on the other, and the other way round: NET_RAW that was added and is
 * then dropped is back by default. RESET empties a list before anything else happens to it.
 */
#include "ground/shell_text.h"
#include "judgement/remedy_writers.h"

/* A list as a set. */
struct names {
    cisd_caps caps;
    bool all, unknown;
};

static struct names names_of(const struct name_list *list)
{
    struct names names = {.caps = grant_named(list)};

    for (size_t i = 0; i < list->count; i++) {
        names.all = names.all || capability_is_all(list->names[i]);
        names.unknown = names.unknown || (!capability_is_all(list->names[i]) &&
                                          capability_number(list->names[i]) < 0);
    }
    return names;
}

/* What turns a list into another one: only more, where that will do. */
static void write_list(struct buffer *out, const char *flag, struct names from, struct names to)
{
    bool reset = from.unknown || (from.all && !to.all) || (from.caps & ~to.caps) != CAPS_NONE;

    if (reset) {
        buffer_text(out, flag);
        buffer_text(out, "RESET");
        from = (struct names){.caps = CAPS_NONE};
    }
    if (to.all && !from.all) {
        buffer_text(out, flag);
        buffer_text(out, "ALL");
    }
    remedy_write_caps(out, flag, to.caps & ~from.caps);
}

void remedy_write_service(struct buffer *out, const struct subject *subject,
                          const struct remedy_config *config)
{
    const char *name = subject->kind == CISD_SERVICE ? subject->name : subject->service;

    buffer_text(out, "docker service update");
    write_list(out, " --cap-drop ", names_of(&subject->cap_drop),
               (struct names){.caps = config->drop, .all = config->drop_all});
    write_list(out, " --cap-add ", names_of(&subject->cap_add),
               (struct names){.caps = config->add});
    buffer_text(out, name[0] == '-' ? " -- " : " ");
    shell_word(out, name);
}

#include "judgement/remedy.h"

/* A configuration to go to. */
struct change {
    bool drop_all;
    cisd_caps add, drop;
};

const char *remedy_kind_name(enum remedy_kind kind)
{
    static const char *const names[REMEDY_KINDS] = {[REMEDY_DOCKER_RUN] = "docker-run"};

    return names[kind];
}

bool remedy_fits(enum remedy_kind kind, const struct subject *subject)
{
    (void)kind;
    return subject->kind == CISD_CONTAINER || subject->kind == CISD_COMMAND;
}

/* What was added by name, is not in excess, and so may stay. */
static cisd_caps kept_additions(const struct judgement *judgement)
{
    return (judgement->grant.adds & judgement->grant.caps & ~judgement->excess) |
           (judgement->required & judgement->grant.caps & ~capability_default());
}

static struct change smallest_change(const struct subject *subject,
                                     const struct judgement *judgement)
{
    cisd_caps drops = grant_named(&subject->cap_drop);
    struct change change = {.drop_all = judgement->grant.drops_all};

    change.add = kept_additions(judgement);
    change.drop = (drops | (judgement->excess & capability_default())) & ~change.add;
    return change;
}

static struct change least_change(const struct judgement *judgement)
{
    return (struct change){.drop_all = true,
                           .add = kept_additions(judgement) | judgement->required};
}

static void write_flags(struct buffer *out, const char *flag, cisd_caps caps)
{
    char name[CAPABILITY_NAME];

    for (int number = 0; number < CAPABILITY_BITS; number++) {
        if ((caps >> number & 1) == 0)
            continue;
        (void)capability_spell(number, name);
        if (out->length > 0)
            buffer_char(out, ' ');
        buffer_text(out, flag);
        buffer_text(out, name + 4);
    }
}

static void write_change(struct buffer *out, struct change change)
{
    if (change.drop_all)
        buffer_text(out, "--cap-drop=ALL");
    else
        write_flags(out, "--cap-drop=", change.drop);
    write_flags(out, "--cap-add=", change.add);
}

void remedy_smallest(enum remedy_kind kind, const struct subject *subject,
                     const struct judgement *judgement, struct buffer *out)
{
    (void)kind;
    write_change(out, smallest_change(subject, judgement));
}

void remedy_least(enum remedy_kind kind, const struct subject *subject,
                  const struct judgement *judgement, struct buffer *out)
{
    (void)kind;
    (void)subject;
    write_change(out, least_change(judgement));
}

void remedy_note(enum remedy_kind kind, const struct subject *subject,
                 const struct judgement *judgement, struct buffer *out)
{
    (void)kind;
    buffer_text(out, "capabilities cannot change in place: recreate the container with these "
                     "capability flags in place of its own");
    if (subject->privileged == CISD_YES)
        buffer_text(out, ", and without --privileged");
    else if (judgement->grant.adds_all)
        buffer_text(out, ", and without --cap-add=ALL");
}

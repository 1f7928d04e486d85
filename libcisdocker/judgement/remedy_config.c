#include "judgement/remedy_config.h"

/* Docker grants these by default, Podman from version 4 on does not. */
#define NOT_OF_PODMAN (CAPS_OF(AUDIT_WRITE) | CAPS_OF(MKNOD))

static int count_of(cisd_caps caps)
{
    int count = 0;

    for (; caps != CAPS_NONE; caps &= caps - 1)
        count++;
    return count;
}

/* What may stay of what is granted. */
static cisd_caps kept(const struct judgement *judgement)
{
    return judgement->grant.caps & ~judgement->excess;
}

/* The same for what was added by name, or is required and beyond the default. */
static cisd_caps kept_additions(const struct judgement *judgement)
{
    return (judgement->grant.adds & kept(judgement)) |
           (judgement->required & kept(judgement) & ~capability_default());
}

/* Whatever the engine: its lists, less what is in excess. */
static struct remedy_config lists_less_excess(const struct subject *subject,
                                              const struct judgement *judgement)
{
    struct remedy_config config = {.drop_all = judgement->grant.drops_all};

    config.add = kept_additions(judgement);
    config.drop = (grant_named(&subject->cap_drop) | (judgement->excess & capability_default())) &
                  ~config.add;
    return config;
}

/*
 * Podman's lists are reckoned, not kept, and its default is one of two: say so much that the grant
 * is the same by either. One of the pair that only the larger has was dropped by somebody; both
 * are missing by default.
 */
static struct remedy_config podman_lists(const struct subject *subject,
                                         const struct judgement *judgement)
{
    cisd_caps certain = capability_default() & ~NOT_OF_PODMAN & ~CAPS_OF(NET_RAW);
    cisd_caps pair = grant_named(&subject->cap_drop) & NOT_OF_PODMAN;
    struct remedy_config config = {.drop_all = judgement->grant.drops_all};

    if (pair == NOT_OF_PODMAN)
        pair = CAPS_NONE;
    config.add = kept(judgement) & ~(config.drop_all ? CAPS_NONE : certain);
    config.drop = (certain | CAPS_OF(NET_RAW) | pair | (judgement->excess & NOT_OF_PODMAN)) &
                  ~kept(judgement);
    return config;
}

struct remedy_config remedy_config_smallest(const struct subject *subject,
                                            const struct judgement *judgement)
{
    struct remedy_config config = subject->bounding.known ? podman_lists(subject, judgement)
                                                          : lists_less_excess(subject, judgement);

    if (!config.drop_all &&
        1 + count_of(kept(judgement)) < count_of(config.drop) + count_of(config.add))
        config = (struct remedy_config){.drop_all = true, .add = kept(judgement)};
    if (config.drop_all)
        config.drop = CAPS_NONE;
    else if ((config.drop | config.add) == CAPS_NONE && (kept(judgement) & CAPS_OF(NET_RAW)) != 0)
        config.add = CAPS_OF(NET_RAW);
    else if ((config.drop | config.add) == CAPS_NONE)
        config.drop = CAPS_OF(NET_RAW);
    return config;
}

struct remedy_config remedy_config_least(const struct subject *subject,
                                         const struct judgement *judgement)
{
    (void)subject;
    return (struct remedy_config){
        .drop_all = true,
        .add = (judgement->grant.adds | judgement->required) & kept(judgement)};
}

#include "judgement/net_raw.h"

#include "judgement/grant.h"

/*
 * Podman's lists are the difference between the bounding set and a default: in 4.x Docker's, in
 * 5.x the one of containers.conf. These two left Podman's own default together with NET_RAW, so
 * that in 4.x their being "dropped" is the mark of a default without NET_RAW.
 */
#define LEFT_WITH_NET_RAW (CAPS_OF(AUDIT_WRITE) | CAPS_OF(MKNOD))

/* Whether the lists are of Podman 4.x and its default is without NET_RAW. */
static bool default_without(const struct subject *subject)
{
    return subject->bounding.known &&
           (grant_named(&subject->cap_drop) & LEFT_WITH_NET_RAW) == LEFT_WITH_NET_RAW;
}

bool net_raw_added(const struct subject *subject)
{
    return (grant_named(&subject->cap_add) & CAPS_OF(NET_RAW)) != 0 || default_without(subject);
}

bool net_raw_dropped(const struct subject *subject)
{
    cisd_caps drops = grant_named(&subject->cap_drop);

    if (default_without(subject) && drops == (LEFT_WITH_NET_RAW | CAPS_OF(NET_RAW)))
        return false;
    return (drops & CAPS_OF(NET_RAW)) != 0;
}

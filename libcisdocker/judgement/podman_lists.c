#include "judgement/podman_lists.h"

/* These two left Podman's own default together with NET_RAW. */
#define LEFT_WITH_NET_RAW (CAPS_OF(AUDIT_WRITE) | CAPS_OF(MKNOD))

static int count_of(cisd_caps caps)
{
    int count = 0;

    for (; caps != CAPS_NONE; caps &= caps - 1)
        count++;
    return count;
}

bool podman_lists_drop_all(cisd_caps granted, cisd_caps drops)
{
    cisd_caps own_default = capability_default() & ~(LEFT_WITH_NET_RAW | CAPS_OF(NET_RAW));

    /* Nobody who wants to lose most of it would name each. */
    return granted == CAPS_NONE || count_of(drops & own_default) > count_of(granted & own_default);
}

bool podman_lists_miss_net_raw(cisd_caps drops)
{
    return (drops & LEFT_WITH_NET_RAW) == LEFT_WITH_NET_RAW;
}

#include "sources/inspect_podman.h"

#include "facts/capability.h"

/*
 * Whether a list names what Podman's own default is without: it is then the difference to Docker's
 * default set, and says what is granted. Podman never writes ALL.
 */
static bool names_what_left(const struct name_list *list)
{
    static const int left[] = {CAPABILITY_AUDIT_WRITE, CAPABILITY_MKNOD, CAPABILITY_NET_RAW};

    for (size_t i = 0; i < list->count; i++)
        for (size_t j = 0; j < sizeof left / sizeof left[0]; j++)
            if (capability_number(list->names[i]) == left[j])
                return true;
    return subject_list_has_all(list);
}

/* Whether the lists add what the default set is without, whatever it is: it fails in any case. */
static bool adds_for_certain(const struct subject *subject)
{
    for (size_t i = 0; i < subject->cap_add.count; i++) {
        int number = capability_number(subject->cap_add.names[i]);

        if (number < 0 || number == CAPABILITY_NET_RAW || (capability_default() >> number & 1) == 0)
            return true;
    }
    return false;
}

bool inspect_podman_leaves_open(const struct subject *subject)
{
    return subject->privileged != CISD_YES && !adds_for_certain(subject) &&
           !names_what_left(&subject->cap_drop);
}

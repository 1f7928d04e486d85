/* Linux capabilities: names, numbers, sets. The numbers are the kernel's (linux/capability.h). */
#ifndef CISD_FACTS_CAPABILITY_H
#define CISD_FACTS_CAPABILITY_H

#include <stdbool.h>
#include <stddef.h>

#include "cisdocker/cisdocker.h"

enum capability {
#define CAPABILITY(number, name, ...) CAPABILITY_##name = number,
#include "facts/capability_table.h"
#undef CAPABILITY
    CAPABILITY_COUNT
};

#define CAPS_OF(name) ((cisd_caps)1 << CAPABILITY_##name)
#define CAPS_NONE ((cisd_caps)0)

/* Every capability that has a name here. */
#define CAPS_NAMED (((cisd_caps)1 << CAPABILITY_COUNT) - 1)

/* Those that kernels and engines before 2020 know: 0 to 37, up to AUDIT_READ. */
#define CAPS_BEFORE_2020 (((cisd_caps)1 << 38) - 1)

/* Every bit a 64-bit set can have. */
#define CAPABILITY_BITS 64

/* Room for the longest name and NUL; a number without a name is "CAP_41". */
#define CAPABILITY_NAME 32

struct capability_fact {
    const char *name;       /* "CAP_…" */
    bool granted_by_default;
    cisd_cap_class cap_class;
    const char *description, *attack, *alternative, *source;
};

/* What is known of a capability; NULL for a number without a name. Static. */
const struct capability_fact *capability_fact(int number);

/* The class of a capability; one without a name is as bad as can be. */
cisd_cap_class capability_class(int number);

/* Docker Engine's default set. */
cisd_caps capability_default(void);

/* Writes "CAP_…" for any bit; returns its length. */
size_t capability_spell(int number, char name[CAPABILITY_NAME]);

/* The number of a name, any case, "CAP_" optional, or -1. */
int capability_number(const char *name);

/* The known name, without "CAP_", that is spelled most like this one; for a hint. Static. */
const char *capability_nearest(const char *name);

/* Whether a list entry means every capability: "ALL" in any case, and nothing else. */
bool capability_is_all(const char *name);

#endif

#include "facts/capability.h"

#include <stdio.h>
#include <string.h>

#include "ground/ascii.h"

static const struct capability_fact facts[CAPABILITY_COUNT] = {
#define CAPABILITY(number, name, by_default, cap_class, description, attack, alternative, source) \
    [number] = {"CAP_" #name, by_default, CISD_CLASS_##cap_class, description, attack, \
                alternative, source},
#include "facts/capability_table.h"
#undef CAPABILITY
};

const struct capability_fact *capability_fact(int number)
{
    return number >= 0 && number < CAPABILITY_COUNT ? &facts[number] : NULL;
}

cisd_cap_class capability_class(int number)
{
    const struct capability_fact *fact = capability_fact(number);

    return fact != NULL ? fact->cap_class : CISD_CLASS_HOST_ESCAPE;
}

cisd_caps capability_default(void)
{
    cisd_caps caps = CAPS_NONE;

    for (int number = 0; number < CAPABILITY_COUNT; number++)
        if (facts[number].granted_by_default)
            caps |= (cisd_caps)1 << number;
    return caps;
}

size_t capability_spell(int number, char name[CAPABILITY_NAME])
{
    const struct capability_fact *fact = capability_fact(number);
    size_t length;

    if (fact == NULL)
        return (size_t)snprintf(name, CAPABILITY_NAME, "CAP_%d", number);
    length = strlen(fact->name);
    memcpy(name, fact->name, length + 1);
    return length;
}

int capability_number(const char *name)
{
    size_t length = strlen(name);

    if (length > 4 && ascii_same(name, "CAP_", 4)) {
        name += 4;
        length -= 4;
    }
    for (int number = 0; number < CAPABILITY_COUNT; number++)
        if (strlen(facts[number].name + 4) == length &&
            ascii_same(name, facts[number].name + 4, length))
            return number;
    return -1;
}

bool capability_is_all(const char *name)
{
    return strlen(name) == 3 && ascii_same(name, "ALL", 3);
}

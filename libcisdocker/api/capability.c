/* The exported functions about capabilities. */
#include "facts/capability.h"

#include "report/words.h"

int cisd_cap_count(void)
{
    return CAPABILITY_COUNT;
}

const char *cisd_cap_name(int number)
{
    const struct capability_fact *fact = capability_fact(number);

    return fact != NULL ? fact->name : NULL;
}

int cisd_cap_number(const char *name)
{
    return name != NULL ? capability_number(name) : -1;
}

const char *cisd_cap_class_name(cisd_cap_class cap_class)
{
    return words_cap_class(cap_class);
}

cisd_cap_class cisd_cap_class_of(int number)
{
    return capability_class(number);
}

const char *cisd_cap_description(int number)
{
    const struct capability_fact *fact = capability_fact(number);

    return fact != NULL ? fact->description : NULL;
}

const char *cisd_cap_attack(int number)
{
    const struct capability_fact *fact = capability_fact(number);

    return fact != NULL ? fact->attack : NULL;
}

const char *cisd_cap_alternative(int number)
{
    const struct capability_fact *fact = capability_fact(number);

    return fact != NULL ? fact->alternative : NULL;
}

const char *cisd_cap_source(int number)
{
    const struct capability_fact *fact = capability_fact(number);

    return fact != NULL ? fact->source : NULL;
}

cisd_caps cisd_caps_default(void)
{
    return capability_default();
}

const char *cisd_cap_nearest(const char *name)
{
    return name != NULL ? capability_nearest(name) : NULL;
}

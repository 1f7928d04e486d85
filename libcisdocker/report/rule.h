/* The checks this library has, and their texts. */
#ifndef CISD_REPORT_RULE_H
#define CISD_REPORT_RULE_H

#include "cisdocker/cisdocker.h"

#define RULE_FIELDS 10

struct cisd_rule {
    const char *texts[RULE_FIELDS]; /* by cisd_rule_field */
    int level;
};

size_t rule_count(void);
const cisd_rule *rule_at(size_t index);
const cisd_rule *rule_find(const char *number);

#endif

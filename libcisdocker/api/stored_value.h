/* Values of a JSON report, checked and put where their rule says. */
#ifndef CISD_API_STORED_VALUE_H
#define CISD_API_STORED_VALUE_H

#include "api/stored_rules.h"

/* Keeps a value that is of its rule's type. */
cisd_code stored_value_store(struct stored_report *stored, int field,
                             const struct json_value *value, struct fault *fault);

/* Says that a member cannot be this. */
cisd_code stored_value_refuse(const struct stored_rule *rule, const char *text,
                              struct fault *fault);

#endif

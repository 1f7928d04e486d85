#include "report/rule.h"

#include <string.h>

static const cisd_rule rules[] = {
    {
        .level = 1,
        .texts = {
            [CISD_RULE_ID] = "5.4",
            [CISD_RULE_TITLE] =
                "Ensure that Linux kernel capabilities are restricted within containers",
            [CISD_RULE_BENCHMARK] = "CIS Docker Benchmark",
            [CISD_RULE_VERSION] = "1.8.0",
            [CISD_RULE_VERSIONS] = "5.4 in 1.6.0, 1.7.0 and 1.8.0; 5.3 in 1.1 to 1.5",
            [CISD_RULE_SEVERITY] = "medium",
            [CISD_RULE_REFERENCES] = "CIS Controls v8 16.7; CIS Controls v7 5.2; V-235801; "
                                     "V-260923; NIST SP 800-53 AC-6",
            [CISD_RULE_RATIONALE] = "",
            [CISD_RULE_DECISION] = "",
            [CISD_RULE_REMEDIATION] = "",
        },
    },
};

/* Numbers the same checks had in older benchmarks. */
static const struct {
    const char *number;
    size_t rule;
} former[] = {{"5.3", 0}};

size_t rule_count(void)
{
    return sizeof rules / sizeof rules[0];
}

const cisd_rule *rule_at(size_t index)
{
    return index < rule_count() ? &rules[index] : NULL;
}

const cisd_rule *rule_find(const char *number)
{
    for (size_t i = 0; i < rule_count(); i++)
        if (strcmp(number, rules[i].texts[CISD_RULE_ID]) == 0)
            return &rules[i];
    for (size_t i = 0; i < sizeof former / sizeof former[0]; i++)
        if (strcmp(number, former[i].number) == 0)
            return &rules[former[i].rule];
    return NULL;
}

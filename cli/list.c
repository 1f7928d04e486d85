#include <stdio.h>

#include <cisdocker/cisdocker.h>

#include "option.h"
#include "say.h"
#include "status.h"

static void list_rule(const cisd_rule *rule)
{
    (void)printf("%s  %s\n     %s %s, level %d, severity %s\n     %s\n",
                 cisd_rule_text(rule, CISD_RULE_ID), cisd_rule_text(rule, CISD_RULE_TITLE),
                 cisd_rule_text(rule, CISD_RULE_BENCHMARK),
                 cisd_rule_text(rule, CISD_RULE_VERSION), cisd_rule_level(rule),
                 cisd_rule_text(rule, CISD_RULE_SEVERITY),
                 cisd_rule_text(rule, CISD_RULE_VERSIONS));
}

int list_run(const struct command *command, int count, char **words)
{
    int operands = 0;
    int status = option_parse(command, count, words, NULL, NULL, &operands);

    if (status != STATUS_NONE)
        return status;
    if (operands > 0)
        return say_usage("list", "unexpected '%s'", words[0]);
    for (size_t i = 0; i < cisd_rule_count(); i++)
        list_rule(cisd_rule_at(i));
    return STATUS_OK;
}

#include <stdio.h>

#include <cisdocker/cisdocker.h>

#include "option.h"
#include "say.h"
#include "status.h"
#include "terminal.h"
#include "wrap.h"

#define COLUMN 14

static const struct {
    const char *label;
    cisd_rule_field field;
} fields[] = {
    {"Numbers", CISD_RULE_VERSIONS},       {"Severity", CISD_RULE_SEVERITY},
    {"Why", CISD_RULE_RATIONALE},          {"How decided", CISD_RULE_DECISION},
    {"How to fix", CISD_RULE_REMEDIATION}, {"Related", CISD_RULE_REFERENCES},
};

static void show_rule(const cisd_rule *rule, unsigned width)
{
    (void)printf("%s %s, level %d\n", cisd_rule_text(rule, CISD_RULE_BENCHMARK),
                 cisd_rule_text(rule, CISD_RULE_ID), cisd_rule_level(rule));
    wrap_labelled(stdout, "", 0, width, cisd_rule_text(rule, CISD_RULE_TITLE));
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        const char *text = cisd_rule_text(rule, fields[i].field);

        if (text == NULL || text[0] == '\0')
            continue;
        (void)printf("\n");
        wrap_labelled(stdout, fields[i].label, COLUMN, width, text);
    }
}

int show_run(const struct command *command, int count, char **words)
{
    int operands = 0;
    int status = option_parse(command, count, words, NULL, NULL, &operands);
    const cisd_rule *rule;

    if (status != STATUS_NONE)
        return status;
    if (operands != 1)
        return say_usage("show", operands == 0 ? "no check is named" : "one check at a time");
    rule = cisd_rule_find(words[0]);
    if (rule == NULL)
        return say_usage("show", "unknown check '%s': 'cisdocker list' shows all", words[0]);
    show_rule(rule, terminal_width(1));
    return STATUS_OK;
}

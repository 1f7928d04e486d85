/* The script of the benchmark's check for OpenSCAP's script engine, with our tables in it. */
#include "facts/capability.h"
#include "renderers/content.h"
#include "renderers/sce_text.h"

/* A variable of the shell with the names of a set, joined by commas. */
static void write_names(struct buffer *out, const char *variable, cisd_caps caps)
{
    const char *mark = "";

    buffer_text(out, variable);
    buffer_text(out, "=");
    for (int number = 0; capability_fact(number) != NULL; number++) {
        if ((caps >> number & 1) == 0)
            continue;
        buffer_text(out, mark);
        buffer_text(out, capability_fact(number)->name + 4);
        mark = ",";
    }
    buffer_char(out, '\n');
}

cisd_code content_sce(const struct content *content, struct buffer *out, struct fault *fault)
{
    const cisd_rule *rule = rule_find(content->rule);

    (void)fault;
    buffer_text(out, "#!/bin/sh\n# ");
    buffer_text(out, rule->texts[CISD_RULE_BENCHMARK]);
    buffer_char(out, ' ');
    buffer_text(out, rule->texts[CISD_RULE_ID]);
    buffer_text(out, ": ");
    buffer_text(out, rule->texts[CISD_RULE_TITLE]);
    buffer_text(out, "\n# Written by cisdocker " CISD_VERSION ".\n\n"
                     "# The capabilities there are, and those that the engine grants unasked.\n");
    write_names(out, "known", CAPS_NAMED);
    write_names(out, "default", capability_default());
    buffer_text(out, "\n" SCE_TEXT);
    return CISD_OK;
}

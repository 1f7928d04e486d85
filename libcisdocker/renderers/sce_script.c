/* The script of the benchmark's check for OpenSCAP's script engine, with our tables in it. */
#include <string.h>

#include "renderers/content.h"
#include "renderers/content_program.h"
#include "renderers/sce_text.h"

static void write_head(struct buffer *out, const cisd_rule *rule)
{
    buffer_text(out, "#!/bin/sh\n# ");
    buffer_text(out, rule->texts[CISD_RULE_BENCHMARK]);
    buffer_char(out, ' ');
    buffer_text(out, rule->texts[CISD_RULE_ID]);
    buffer_text(out, ": ");
    buffer_text(out, rule->texts[CISD_RULE_TITLE]);
    buffer_text(out, "\n# Written by cisdocker " CISD_VERSION ".\n\n");
}

/* Adds a script up to a place in it, which is there; returns what stands behind. */
static const char *write_until(struct buffer *out, const char *script, const char *place)
{
    const char *end = strstr(script, place);

    buffer_add(out, script, (size_t)(end - script));
    return end + strlen(place);
}

cisd_code content_sce(const struct content *content, struct buffer *out, struct fault *fault)
{
    const char *script = SCE_TEXT;

    (void)fault;
    write_head(out, rule_find(content->rule));
    script = write_until(out, script, "@TOLERATED@");
    content_tolerated(out, CISD_PROFILE_CIS);
    script = write_until(out, script, "@PROGRAM@");
    content_program_docker_set(out);
    buffer_text(out, script);
    return CISD_OK;
}

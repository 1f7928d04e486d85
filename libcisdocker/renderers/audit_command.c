#include "renderers/content.h"

cisd_code content_audit_command(const struct content *content, struct buffer *out,
                               struct fault *fault)
{
    (void)fault;
    buffer_text(out, "# ");
    buffer_text(out, content->name);
    buffer_text(out, "\n");
    return CISD_OK;
}

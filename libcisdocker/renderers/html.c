/* One page for people. */
#include "renderers/renderer.h"

static cisd_code html_begin(cisd_renderer *renderer, struct fault *fault)
{
    (void)renderer;
    return fault_set(fault, CISD_E_UNSUPPORTED, "the format 'html' is not in this build");
}

const struct renderer_type renderer_html = {.name = "html", .begin = html_begin};

/* One result after another: why, on what evidence, and the fix. */
#ifndef CISD_RENDERERS_HTML_FINDING_H
#define CISD_RENDERERS_HTML_FINDING_H

#include "ground/buffer.h"
#include "renderers/kept.h"

void html_findings(struct buffer *out, struct buffer *scratch, const cisd_report *report,
                   const struct kept *kept);

#endif

/* What failed and what could not be judged, by cause, worst first: what it is, and what to do. */
#ifndef CISD_RENDERERS_HTML_CAUSES_H
#define CISD_RENDERERS_HTML_CAUSES_H

#include "ground/buffer.h"
#include "renderers/kept.h"
#include "report/report.h"

cisd_code html_causes(struct buffer *out, const cisd_report *report, const struct kept *kept,
                      struct fault *fault);

#endif

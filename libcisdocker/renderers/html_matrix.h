/* Subjects by capabilities: who has what, and which of it is too much. */
#ifndef CISD_RENDERERS_HTML_MATRIX_H
#define CISD_RENDERERS_HTML_MATRIX_H

#include "ground/buffer.h"
#include "renderers/kept.h"

void html_matrix(struct buffer *out, struct buffer *scratch, const cisd_report *report,
                 const struct kept *kept);

#endif

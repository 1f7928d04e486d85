/* What the text format says of a baseline: how much has changed, and what is fixed. */
#ifndef CISD_RENDERERS_TEXT_BASELINE_H
#define CISD_RENDERERS_TEXT_BASELINE_H

#include "renderers/text_state.h"

void text_write_baseline(cisd_renderer *renderer);

#endif

/* What the text format says of policies: what became of their entries. */
#ifndef CISD_RENDERERS_TEXT_POLICY_H
#define CISD_RENDERERS_TEXT_POLICY_H

#include "renderers/text_state.h"

/* Entries that are stale, expired or unexplained, a line each, the first few of each kind. */
void text_write_policy(cisd_renderer *renderer);

#endif

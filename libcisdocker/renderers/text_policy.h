/* What the text format says of policies: why a failure is accepted, and what became of entries. */
#ifndef CISD_RENDERERS_TEXT_POLICY_H
#define CISD_RENDERERS_TEXT_POLICY_H

#include "renderers/text_state.h"

/* "because REASON (OWNER, TICKET), until 2027-01-31", fit for display. */
void text_waiver(struct buffer *out, const struct waiver *waiver);

/* Entries that are stale, expired or unexplained, a line each, the first few of each kind. */
void text_write_policy(cisd_renderer *renderer);

#endif

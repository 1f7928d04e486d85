/* Why a failure is accepted, in one line of the text format. */
#ifndef CISD_RENDERERS_TEXT_WAIVER_H
#define CISD_RENDERERS_TEXT_WAIVER_H

#include "ground/buffer.h"
#include "report/result.h"

/* "because REASON (OWNER, TICKET), until 2027-01-31", fit for display. */
void text_waiver(struct buffer *out, const struct waiver *waiver);

#endif

/* What stands around the causes: title, targets, passes, counts, the next step. */
#ifndef CISD_RENDERERS_TEXT_FRAME_H
#define CISD_RENDERERS_TEXT_FRAME_H

#include "renderers/text_state.h"

void text_write_title(cisd_renderer *renderer);

/* All targets; with --quiet only those that are not complete. */
void text_write_targets(cisd_renderer *renderer);

void text_write_passes(cisd_renderer *renderer);
void text_write_rollouts(cisd_renderer *renderer);
void text_write_counts(cisd_renderer *renderer);
void text_write_next(cisd_renderer *renderer);

#endif

/* One cause of the text format, as a person reads it: what, why, how bad, what to do, where. */
#ifndef CISD_RENDERERS_TEXT_CAUSE_H
#define CISD_RENDERERS_TEXT_CAUSE_H

#include "renderers/page.h"
#include "renderers/text_groups.h"

/*
 * Everything about a cause, with the names of as many images at most. *told is the capability
 * whose risk was told last (-1: none), which is not told again.
 */
void text_cause_full(struct page *page, const struct cause *cause, size_t images, int *told);

/* A cause in a line or two: the first names, the reasons in a few words, what mends it. */
void text_cause_brief(struct page *page, const struct cause *cause);

/* Why, in full sentences. */
void text_reasons(struct page *page, const struct cause *cause);

/* What one finding says, with the capabilities it is about. */
void text_finding(struct page *page, const struct finding *finding, const char *trouble);

/*
 * How bad an excess is: the worst capability, its class and what is gained, then the others. What
 * is gained by the capability *told is left out; it becomes the one that was told.
 */
void text_risk(struct page *page, cisd_caps excess, int *told);

#endif

/* A remedy in the text format: safe to paste, however narrow the page is. */
#ifndef CISD_RENDERERS_TEXT_FIX_H
#define CISD_RENDERERS_TEXT_FIX_H

#include "renderers/page.h"
#include "renderers/text_groups.h"

/* A remedy, ending the line: flags flow with the text, a snippet of several lines stands as it is. */
void text_fix(struct page *page, const char *fix);

/* What mends a cause, ending the line; one that is the same for several is said once. */
void text_fix_full(struct page *page, const struct cause *cause);

/* The same in a line: a snippet is spelled in brackets. */
void text_fix_brief(struct page *page, const struct cause *cause);

#endif

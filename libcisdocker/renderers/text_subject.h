/* One subject of the text format with all its evidence, for --verbose. */
#ifndef CISD_RENDERERS_TEXT_SUBJECT_H
#define CISD_RENDERERS_TEXT_SUBJECT_H

#include "renderers/page.h"
#include "report/result.h"

/*
 * `host` is where the subject is; "" where that goes without saying. The scratch buffer is for the
 * use of this function.
 */
void text_subject(struct page *page, const cisd_result *result, const char *host,
                  struct buffer *scratch);

#endif

/* Text from outside as HTML: escaped, and nothing in it hides or reorders what stands around it. */
#ifndef CISD_RENDERERS_HTML_TEXT_H
#define CISD_RENDERERS_HTML_TEXT_H

#include "ground/buffer.h"
#include "report/report.h"

/* Safe between tags and within double quotes. Line ends stay. */
void html_text(struct buffer *out, const char *text);

/* What a subject has: by its configuration, or seen by the kernel. */
cisd_caps html_caps(const cisd_result *result);

/* The attributes that filters look at: data-verdict, data-words, data-caps, data-excess. */
void html_filtered(struct buffer *out, struct buffer *scratch, const char *host,
                   const cisd_result *result);

/* The host that a subject is on; "" where that goes without saying. */
const char *html_host(const cisd_report *report, const cisd_result *result);

/* "fail", or "waived". */
const char *html_verdict(const cisd_result *result);

#endif

/* Remedies as text to use: commands, and an override for a Compose project. */
#ifndef CISD_RENDERERS_FIX_TEXT_H
#define CISD_RENDERERS_FIX_TEXT_H

#include "ground/buffer.h"
#include "report/report.h"

/* The remedies of a result, each below comments that say what it is for; nothing for a pass. */
void fix_text(struct buffer *out, const cisd_result *result, cisd_fix_form form);

/* A file to merge after a project's own, so that its services pass. */
void fix_override(struct buffer *out, const cisd_report *report, cisd_fix_form form);

#endif

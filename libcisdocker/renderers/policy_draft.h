/* A policy for what fails in a report, with reasons for a person to write. */
#ifndef CISD_RENDERERS_POLICY_DRAFT_H
#define CISD_RENDERERS_POLICY_DRAFT_H

#include "ground/buffer.h"
#include "report/report.h"

/* Waives from the report's start on for some days. */
cisd_code policy_draft(struct buffer *out, const cisd_report *report, unsigned days,
                       struct fault *fault);

#endif

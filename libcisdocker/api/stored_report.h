/* Reads a JSON report back into a report. Nothing of it is believed to be well-formed. */
#ifndef CISD_API_STORED_REPORT_H
#define CISD_API_STORED_REPORT_H

#include "api/stored_draft.h"

/* A reader that adds to a report. */
void stored_report_init(struct stored_report *stored, cisd_report *report);
void stored_report_drop(struct stored_report *stored);

/* A json_handler; user is the struct stored_report. */
cisd_code stored_report_handle(void *user, int field, const struct json_value *value,
                               struct fault *fault);

#endif

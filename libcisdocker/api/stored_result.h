/* A result of a JSON report, put together once all of it was read. */
#ifndef CISD_API_STORED_RESULT_H
#define CISD_API_STORED_RESULT_H

#include "api/stored_draft.h"

/* Begins the lists of tasks that differ. */
cisd_code stored_result_begin_variant(struct stored_report *stored, struct fault *fault);

/* Ends what is part of a result: a finding, a remedy. */
cisd_code stored_result_end_finding(struct stored_report *stored, struct fault *fault);
cisd_code stored_result_end_remedy(struct stored_report *stored, struct fault *fault);

/* Makes a result of what was read, and keeps it in the report. */
cisd_code stored_result_end(struct stored_report *stored, struct fault *fault);

#endif

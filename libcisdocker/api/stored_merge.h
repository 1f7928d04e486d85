/* What a JSON report says besides its results, merged with what others said before it. */
#ifndef CISD_API_STORED_MERGE_H
#define CISD_API_STORED_MERGE_H

#include "api/stored_draft.h"

/* Adds to the report what of a document stands beside its results. */
cisd_code stored_merge(struct stored_report *stored, struct fault *fault);

#endif

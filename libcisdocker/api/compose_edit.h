/* A Compose file changed where its services fail, and nowhere else. */
#ifndef CISD_API_COMPOSE_EDIT_H
#define CISD_API_COMPOSE_EDIT_H

#include "ground/buffer.h"
#include "report/report.h"

/*
 * Adds the changed text to a buffer. CISD_E_UNSUPPORTED with file and line where a service is
 * written in a way that cannot be changed line by line.
 */
cisd_code compose_edit(const cisd_report *report, cisd_fix_form form, const char *name,
                       const char *text, size_t length, struct buffer *out, struct fault *fault);

#endif

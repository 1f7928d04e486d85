/* One result as JSON, for who wants no report around it. */
#ifndef CISD_RENDERERS_JSON_H
#define CISD_RENDERERS_JSON_H

#include "ground/buffer.h"
#include "report/result.h"

void json_write_result(struct buffer *out, const cisd_result *result);

#endif

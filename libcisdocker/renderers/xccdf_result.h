/* The TestResult of an audit, for a benchmark's end or for an ARF report. */
#ifndef CISD_RENDERERS_XCCDF_RESULT_H
#define CISD_RENDERERS_XCCDF_RESULT_H

#include "renderers/xml_report.h"

/*
 * Writes it. Inside ARF, `benchmark` is the reference to the benchmark's component and `asset` the
 * id of the asset; elsewhere both are NULL.
 */
void xccdf_result_write(struct xml_report *report, const char *benchmark, const char *asset);

#endif

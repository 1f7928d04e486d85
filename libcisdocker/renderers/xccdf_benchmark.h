/* The benchmark: the rule, its profiles, what can be set, who checks it, how to fix a failure. */
#ifndef CISD_RENDERERS_XCCDF_BENCHMARK_H
#define CISD_RENDERERS_XCCDF_BENCHMARK_H

#include "cisdocker/cisdocker.h"
#include "renderers/xccdf_kind.h"
#include "renderers/xml_writer.h"

/* Opens Benchmark and writes all that stands in it before a TestResult. */
void xccdf_benchmark_open(struct xml_writer *xml, const cisd_rule *rule, enum xccdf_kind kind);

#endif

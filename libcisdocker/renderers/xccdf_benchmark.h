/* The benchmark that our results belong to: the rule, its profiles, and how to fix a failure. */
#ifndef CISD_RENDERERS_XCCDF_BENCHMARK_H
#define CISD_RENDERERS_XCCDF_BENCHMARK_H

#include "cisdocker/cisdocker.h"
#include "renderers/xml_writer.h"

/* Opens Benchmark and writes all that stands in it before a TestResult. */
void xccdf_benchmark_open(struct xml_writer *xml, const cisd_rule *rule);

#endif

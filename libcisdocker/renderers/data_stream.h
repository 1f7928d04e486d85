/* The SCAP 1.3 source data stream: the benchmark, its OVAL, and when it applies, in one document. */
#ifndef CISD_RENDERERS_DATA_STREAM_H
#define CISD_RENDERERS_DATA_STREAM_H

#include "cisdocker/cisdocker.h"
#include "renderers/xml_writer.h"

#define SCAP_ID(kind, rest) "scap_io.cisdocker_" kind "_" rest

/* The benchmark's component in it. */
#define DATA_STREAM_BENCHMARK SCAP_ID("comp", XCCDF_FILE)

void data_stream_write(struct xml_writer *xml, const cisd_rule *rule);

#endif

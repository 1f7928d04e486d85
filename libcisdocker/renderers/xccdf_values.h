/* What a site can set in the benchmark, and where each check engine takes it. */
#ifndef CISD_RENDERERS_XCCDF_VALUES_H
#define CISD_RENDERERS_XCCDF_VALUES_H

#include "renderers/xccdf_kind.h"
#include "renderers/xccdf_names.h"
#include "renderers/xml_writer.h"

#define XCCDF_VALUE_PROFILE XCCDF_ID("value", "profile")
#define XCCDF_VALUE_HOST XCCDF_ID("value", "docker_host")
#define XCCDF_VALUE_DATA_ROOT XCCDF_ID("value", "data_root")
#define XCCDF_VALUE_ALLOWED XCCDF_ID("value", "allowed_capabilities")

/* The values that a kind of benchmark has, each with what it is when nobody sets it. */
void xccdf_values_write(struct xml_writer *xml, enum xccdf_kind kind);

/* In a check: under which names its engine is given them. */
void xccdf_values_export(struct xml_writer *xml, enum xccdf_kind kind);

#endif

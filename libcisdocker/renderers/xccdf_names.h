/* The names that our SCAP documents know one another by. */
#ifndef CISD_RENDERERS_XCCDF_NAMES_H
#define CISD_RENDERERS_XCCDF_NAMES_H

#define XCCDF_NAMESPACE "http://checklists.nist.gov/xccdf/1.2"

/* Ids are xccdf_<reversed domain>_<kind>_<rest>. */
#define XCCDF_ID(kind, rest) "xccdf_io.cisdocker_" kind "_" rest
#define XCCDF_BENCHMARK XCCDF_ID("benchmark", "docker-5.4")
#define XCCDF_GROUP XCCDF_ID("group", "5")
#define XCCDF_RULE XCCDF_ID("rule", "5.4")

/* The check engine that this library is, and what it calls the check. */
#define XCCDF_CHECK_SYSTEM "urn:io.cisdocker:check"
#define XCCDF_CHECK_HREF "cisdocker"
#define XCCDF_CHECK_NAME "5.4"

#endif

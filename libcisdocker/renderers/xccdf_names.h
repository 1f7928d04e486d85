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

/* OpenSCAP's engine for scripts, and the one for OVAL. */
#define SCE_SYSTEM "http://open-scap.org/page/SCE"
#define OVAL_SYSTEM "http://oval.mitre.org/XMLSchema/oval-definitions-5"

/* The files, as they name one another. */
#define XCCDF_FILE "cisdocker-5.4-xccdf.xml"
#define SCE_FILE "cisdocker-5.4-sce.sh"
#define OVAL_FILE "cisdocker-5.4-oval.xml"
#define DATA_STREAM_FILE "cisdocker-5.4-ds.xml"
#define TAILORING_FILE "cisdocker-5.4-tailoring.xml"
#define CPE_OVAL_FILE "cisdocker-5.4-cpe-oval.xml"
#define CPE_FILE "cisdocker-5.4-cpe-dictionary.xml"

/* What the benchmark is for, in CPE's two spellings. */
#define CPE_DOCKER "cpe:2.3:a:docker:engine:*:*:*:*:*:*:*:*"
#define CPE_DOCKER_URI "cpe:/a:docker:engine"

/* The day on which any of it last changed. */
#define SCAP_DAY "2026-01-02"
#define SCAP_TIME SCAP_DAY "T00:00:00"

#endif

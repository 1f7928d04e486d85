/* What the XML formats share: results are kept to the end, then written and passed on in pieces. */
#ifndef CISD_RENDERERS_XML_REPORT_H
#define CISD_RENDERERS_XML_REPORT_H

#include "renderers/kept.h"
#include "renderers/renderer.h"
#include "renderers/xml_writer.h"

/* The state of a renderer; what is below `kept` lives while the report is written. */
struct xml_report {
    struct kept kept;
    cisd_renderer *renderer;
    const cisd_report *report;
    struct xml_writer xml;
    struct buffer scratch;
    struct fault *fault;
};

/* Steps for a renderer's table. The first makes sure that libxml2 is there. */
cisd_code xml_report_begin(cisd_renderer *renderer, struct fault *fault);
cisd_code xml_report_add(cisd_renderer *renderer, cisd_result *result, struct fault *fault);
void xml_report_release(cisd_renderer *renderer);

/* Writes a document with a function that writes its root. */
cisd_code xml_report_finish(cisd_renderer *renderer, void (*write)(struct xml_report *report),
                            struct fault *fault);

/* Passes on what is written so far; worth doing after each of many parts. */
void xml_report_pass(struct xml_report *report);

#endif

/* Writes XML through libxml2: indented, every element on a line, nothing that XML forbids. */
#ifndef CISD_RENDERERS_XML_WRITER_H
#define CISD_RENDERERS_XML_WRITER_H

#include <stdbool.h>

#include "ground/buffer.h"
#include "ground/fault.h"
#include "renderers/xml_library.h"

struct xml_writer {
    struct xml_library library;
    struct memory memory;
    xmlBufferPtr buffer;
    xmlTextWriterPtr writer;
    bool failed;              /* the first failure sticks */
};

/* Loads libxml2 and begins a document. */
cisd_code xml_begin(struct xml_writer *xml, const struct memory *memory, struct fault *fault);
void xml_free(struct xml_writer *xml);

void xml_open(struct xml_writer *xml, const char *element);
void xml_attribute(struct xml_writer *xml, const char *name, const char *value);
void xml_number(struct xml_writer *xml, const char *name, unsigned long long value);
void xml_text(struct xml_writer *xml, const char *text);

/* The same with what a buffer holds; a failed one makes the writer fail. */
void xml_attribute_shown(struct xml_writer *xml, const char *name, const struct buffer *shown);
void xml_text_shown(struct xml_writer *xml, const struct buffer *shown);

void xml_close(struct xml_writer *xml);

/* An element with text and nothing else. */
void xml_leaf(struct xml_writer *xml, const char *element, const char *text);
void xml_leaf_shown(struct xml_writer *xml, const char *element, const struct buffer *shown);

/* The same, said to be English. */
void xml_english(struct xml_writer *xml, const char *element, const char *text);

/* Moves what was written to `out`. */
cisd_code xml_take(struct xml_writer *xml, struct buffer *out, struct fault *fault);

/* Ends what is open and moves the rest. */
cisd_code xml_end(struct xml_writer *xml, struct buffer *out, struct fault *fault);

#endif

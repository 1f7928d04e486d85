#include "renderers/xml_writer.h"

#include <stdio.h>
#include <string.h>

#include "renderers/plain.h"

cisd_code xml_begin(struct xml_writer *xml, const struct memory *memory, struct fault *fault)
{
    const struct xml_library *library = &xml->library;

    memset(xml, 0, sizeof *xml);
    xml->memory = *memory;
    if (xml_library_load(&xml->library, fault) != CISD_OK)
        return fault->code;
    xml->buffer = library->xmlBufferCreate();
    xml->writer = xml->buffer != NULL ? library->xmlNewTextWriterMemory(xml->buffer, 0) : NULL;
    if (xml->writer == NULL)
        return fault_no_memory(fault);
    if (library->xmlTextWriterSetIndent(xml->writer, 1) < 0 ||
        library->xmlTextWriterSetIndentString(xml->writer, BAD_CAST "  ") < 0 ||
        library->xmlTextWriterStartDocument(xml->writer, "1.0", "UTF-8", NULL) < 0)
        return fault_no_memory(fault);
    return CISD_OK;
}

void xml_free(struct xml_writer *xml)
{
    if (xml->writer != NULL)
        xml->library.xmlFreeTextWriter(xml->writer);
    if (xml->buffer != NULL)
        xml->library.xmlBufferFree(xml->buffer);
    xml->writer = NULL;
    xml->buffer = NULL;
}

/* A copy of the text fit for XML and for eyes; NULL if there is no memory. */
static char *clean(struct xml_writer *xml, const char *text)
{
    struct buffer out;

    buffer_init(&out, &xml->memory);
    plain_add(&out, text, true);
    if (!out.failed)
        return out.data;
    buffer_free(&out);
    return NULL;
}

static void check(struct xml_writer *xml, int written)
{
    if (written < 0)
        xml->failed = true;
}

void xml_open(struct xml_writer *xml, const char *element)
{
    check(xml, xml->library.xmlTextWriterStartElement(xml->writer, BAD_CAST element));
}

void xml_attribute(struct xml_writer *xml, const char *name, const char *value)
{
    char *text = clean(xml, value);

    check(xml, text == NULL ? -1
                            : xml->library.xmlTextWriterWriteAttribute(
                                  xml->writer, BAD_CAST name, BAD_CAST text));
    memory_free(&xml->memory, text);
}

void xml_number(struct xml_writer *xml, const char *name, unsigned long long value)
{
    char digits[24];

    (void)snprintf(digits, sizeof digits, "%llu", value);
    xml_attribute(xml, name, digits);
}

void xml_text(struct xml_writer *xml, const char *text)
{
    char *copy = clean(xml, text);

    check(xml, copy == NULL
                   ? -1
                   : xml->library.xmlTextWriterWriteString(xml->writer, BAD_CAST copy));
    memory_free(&xml->memory, copy);
}

static const char *shown_text(struct xml_writer *xml, const struct buffer *shown)
{
    xml->failed |= shown->failed;
    return shown->failed || shown->length == 0 ? "" : shown->data;
}

void xml_attribute_shown(struct xml_writer *xml, const char *name, const struct buffer *shown)
{
    xml_attribute(xml, name, shown_text(xml, shown));
}

void xml_text_shown(struct xml_writer *xml, const struct buffer *shown)
{
    xml_text(xml, shown_text(xml, shown));
}

void xml_close(struct xml_writer *xml)
{
    check(xml, xml->library.xmlTextWriterEndElement(xml->writer));
}

void xml_leaf(struct xml_writer *xml, const char *element, const char *text)
{
    xml_open(xml, element);
    xml_text(xml, text);
    xml_close(xml);
}

void xml_leaf_shown(struct xml_writer *xml, const char *element, const struct buffer *shown)
{
    xml_leaf(xml, element, shown_text(xml, shown));
}

void xml_english(struct xml_writer *xml, const char *element, const char *text)
{
    xml_open(xml, element);
    xml_attribute(xml, "xml:lang", "en-US");
    xml_text(xml, text);
    xml_close(xml);
}

cisd_code xml_take(struct xml_writer *xml, struct buffer *out, struct fault *fault)
{
    const struct xml_library *library = &xml->library;
    int length;

    check(xml, library->xmlTextWriterFlush(xml->writer));
    length = library->xmlBufferLength(xml->buffer);
    if (xml->failed || length < 0)
        return fault_no_memory(fault);
    buffer_add(out, (const char *)library->xmlBufferContent(xml->buffer), (size_t)length);
    library->xmlBufferEmpty(xml->buffer);
    return CISD_OK;
}

cisd_code xml_end(struct xml_writer *xml, struct buffer *out, struct fault *fault)
{
    check(xml, xml->library.xmlTextWriterEndDocument(xml->writer));
    return xml_take(xml, out, fault);
}

#include "renderers/data_stream.h"

#include <stdio.h>

#include "renderers/cpe_dictionary.h"
#include "renderers/oval.h"
#include "renderers/xccdf_benchmark.h"
#include "renderers/xccdf_names.h"

#define ID 96

/* The files as which the parts know one another; a list refers to some, each perhaps to another. */
static const struct {
    const char *list, *file, *uses;
} parts[] = {
    {"ds:dictionaries", CPE_FILE, CPE_OVAL_FILE},
    {"ds:checklists", XCCDF_FILE, OVAL_FILE},
    {"ds:checks", OVAL_FILE, NULL},
    {"ds:checks", CPE_OVAL_FILE, NULL},
};

#define PARTS (sizeof parts / sizeof parts[0])

/* The id of a file's component or of the reference to it, after a mark such as "#". */
static void write_id(struct xml_writer *xml, const char *attribute, const char *mark,
                     const char *kind, const char *file)
{
    char id[ID];

    (void)snprintf(id, sizeof id, "%s" SCAP_ID("%s", "%s"), mark, kind, file);
    xml_attribute(xml, attribute, id);
}

/* Where a part finds the file that it names. */
static void write_catalog(struct xml_writer *xml, const char *file)
{
    xml_open(xml, "cat:catalog");
    xml_open(xml, "cat:uri");
    xml_attribute(xml, "name", file);
    write_id(xml, "uri", "#", "cref", file);
    xml_close(xml);
    xml_close(xml);
}

static void write_reference(struct xml_writer *xml, size_t index)
{
    xml_open(xml, "ds:component-ref");
    write_id(xml, "id", "", "cref", parts[index].file);
    xml_attribute(xml, "xlink:type", "simple");
    write_id(xml, "xlink:href", "#", "comp", parts[index].file);
    if (parts[index].uses != NULL)
        write_catalog(xml, parts[index].uses);
    xml_close(xml);
}

static void write_stream(struct xml_writer *xml)
{
    xml_open(xml, "ds:data-stream");
    xml_attribute(xml, "id", SCAP_ID("datastream", "docker-5.4"));
    xml_attribute(xml, "scap-version", "1.3");
    xml_attribute(xml, "use-case", "CONFIGURATION");
    xml_attribute(xml, "timestamp", SCAP_TIME);
    for (size_t i = 0; i < PARTS; i++) {
        if (i == 0 || parts[i].list != parts[i - 1].list)
            xml_open(xml, parts[i].list);
        write_reference(xml, i);
        if (i + 1 == PARTS || parts[i].list != parts[i + 1].list)
            xml_close(xml);
    }
    xml_close(xml);
}

static void open_component(struct xml_writer *xml, const char *file)
{
    xml_open(xml, "ds:component");
    write_id(xml, "id", "", "comp", file);
    xml_attribute(xml, "timestamp", SCAP_TIME);
}

static void open_collection(struct xml_writer *xml)
{
    xml_open(xml, "ds:data-stream-collection");
    xml_attribute(xml, "xmlns:ds", "http://scap.nist.gov/schema/scap/source/1.2");
    xml_attribute(xml, "xmlns:xlink", "http://www.w3.org/1999/xlink");
    xml_attribute(xml, "xmlns:cat", "urn:oasis:names:tc:entity:xmlns:xml:catalog");
    xml_attribute(xml, "id", SCAP_ID("collection", "docker-5.4"));
    xml_attribute(xml, "schematron-version", "1.3");
}

void data_stream_write(struct xml_writer *xml, const cisd_rule *rule)
{
    open_collection(xml);
    write_stream(xml);
    open_component(xml, XCCDF_FILE);
    xccdf_benchmark_open(xml, rule, XCCDF_OVAL);
    xml_close(xml);
    xml_close(xml);
    open_component(xml, OVAL_FILE);
    oval_check_write(xml);
    xml_close(xml);
    open_component(xml, CPE_FILE);
    cpe_dictionary_write(xml);
    xml_close(xml);
    open_component(xml, CPE_OVAL_FILE);
    oval_engine_write(xml);
    xml_close(xml);
    xml_close(xml);
}

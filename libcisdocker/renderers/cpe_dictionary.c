#include "renderers/cpe_dictionary.h"

#include "cisdocker/cisdocker.h"
#include "renderers/oval.h"
#include "renderers/xccdf_names.h"

static void write_generator(struct xml_writer *xml)
{
    xml_open(xml, "generator");
    xml_leaf(xml, "product_name", "cisdocker");
    xml_leaf(xml, "product_version", CISD_VERSION);
    xml_leaf(xml, "schema_version", "2.3");
    xml_leaf(xml, "timestamp", SCAP_TIME);
    xml_close(xml);
}

static void write_item(struct xml_writer *xml)
{
    char definition[OVAL_ID];

    oval_spell(definition, "def", OVAL_ENGINE);
    xml_open(xml, "cpe-item");
    xml_attribute(xml, "name", CPE_DOCKER_URI);
    xml_open(xml, "title");
    xml_attribute(xml, "xml:lang", "en-US");
    xml_text(xml, "Docker Engine");
    xml_close(xml);
    xml_open(xml, "check");
    xml_attribute(xml, "system", OVAL_SYSTEM);
    xml_attribute(xml, "href", CPE_OVAL_FILE);
    xml_text(xml, definition);
    xml_close(xml);
    xml_open(xml, "cpe-23:cpe23-item");
    xml_attribute(xml, "name", CPE_DOCKER);
    xml_close(xml);
    xml_close(xml);
}

void cpe_dictionary_write(struct xml_writer *xml)
{
    xml_open(xml, "cpe-list");
    xml_attribute(xml, "xmlns", "http://cpe.mitre.org/dictionary/2.0");
    xml_attribute(xml, "xmlns:cpe-23", "http://scap.nist.gov/schema/cpe-extension/2.3");
    write_generator(xml);
    write_item(xml);
    xml_close(xml);
}

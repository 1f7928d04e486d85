#include "renderers/oval.h"

#include <stdio.h>

#include "renderers/xccdf_names.h"

void oval_open(struct xml_writer *xml)
{
    static const char *const names[][2] = {
        {"xmlns", OVAL_SYSTEM},
        {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"},
        {"xmlns:oval", "http://oval.mitre.org/XMLSchema/oval-common-5"},
        {"xmlns:ind", OVAL_SYSTEM "#independent"},
        {"xmlns:unix", OVAL_SYSTEM "#unix"},
    };

    xml_open(xml, "oval_definitions");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        xml_attribute(xml, names[i][0], names[i][1]);
    xml_open(xml, "generator");
    xml_leaf(xml, "oval:product_name", "cisdocker");
    xml_leaf(xml, "oval:product_version", CISD_VERSION);
    xml_leaf(xml, "oval:schema_version", "5.11");
    xml_leaf(xml, "oval:timestamp", SCAP_TIME);
    xml_close(xml);
}

void oval_spell(char id[OVAL_ID], const char *kind, unsigned number)
{
    (void)snprintf(id, OVAL_ID, "oval:io.cisdocker:%s:%u", kind, number);
}

void oval_id(struct xml_writer *xml, const char *attribute, const char *kind, unsigned number)
{
    char id[OVAL_ID];

    oval_spell(id, kind, number);
    xml_attribute(xml, attribute, id);
}

void oval_open_with_id(struct xml_writer *xml, const char *element, const char *kind,
                       unsigned number)
{
    xml_open(xml, element);
    oval_id(xml, "id", kind, number);
    xml_attribute(xml, "version", "1");
}

void oval_open_test(struct xml_writer *xml, const char *element, unsigned number,
                    const char *existence, const char *comment)
{
    oval_open_with_id(xml, element, "tst", number);
    xml_attribute(xml, "check", "all");
    xml_attribute(xml, "check_existence", existence);
    xml_attribute(xml, "comment", comment);
}

void oval_reference(struct xml_writer *xml, const char *element, const char *attribute,
                    const char *kind, unsigned number)
{
    xml_open(xml, element);
    oval_id(xml, attribute, kind, number);
    xml_close(xml);
}

void oval_open_definition(struct xml_writer *xml, const char *kind, unsigned number,
                          const char *title, const char *cpe, const char *description)
{
    oval_open_with_id(xml, "definition", "def", number);
    xml_attribute(xml, "class", kind);
    xml_open(xml, "metadata");
    xml_leaf(xml, "title", title);
    xml_open(xml, "affected");
    xml_attribute(xml, "family", "unix");
    xml_leaf(xml, "platform", "Docker Engine");
    xml_close(xml);
    if (cpe != NULL) {
        xml_open(xml, "reference");
        xml_attribute(xml, "source", "CPE");
        xml_attribute(xml, "ref_id", cpe);
        xml_close(xml);
    }
    xml_leaf(xml, "description", description);
    xml_close(xml);
}

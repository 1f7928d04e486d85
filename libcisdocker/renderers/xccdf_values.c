#include "renderers/xccdf_values.h"

#include "renderers/oval.h"

static const struct {
    const char *id, *title, *description, *value;
    const char *name;   /* what scripts and our engine know it by; NULL: they do not take it */
    unsigned variable;  /* OVAL's; 0: it does not take it */
} values[] = {
    {XCCDF_VALUE_PROFILE, "Profile",
     "What to judge by: cis or strict, and for scripts manual. The profiles of the benchmark set "
     "it.",
     "cis", "profile", OVAL_PROFILE},
    {XCCDF_VALUE_HOST, "Docker endpoint",
     "Where the engine listens: unix:///path or tcp://host:port; with cisdocker also "
     "ssh://user@host. The environment's DOCKER_HOST is not seen by a check.",
     "unix:///var/run/docker.sock", "docker_host", 0},
    {XCCDF_VALUE_DATA_ROOT, "Docker data root",
     "The folder that docker info calls Docker Root Dir, without a slash at its end.",
     "/var/lib/docker", NULL, OVAL_DATA_ROOT},
    {XCCDF_VALUE_ALLOWED, "Allowed capabilities",
     "What any container may have, as if a policy required it: names joined by commas, as in "
     "NET_BIND_SERVICE,CHOWN; or none. Neither ALL nor privileged can be allowed.",
     "none", "allowed_capabilities", OVAL_ALLOWED},
};

#define VALUES (sizeof values / sizeof values[0])

static bool is_taken(size_t index, enum xccdf_kind kind)
{
    switch (kind) {
    case XCCDF_SCRIPT: return values[index].name != NULL;
    case XCCDF_OVAL: return values[index].variable != 0;
    default: return false; /* a result has been decided */
    }
}

static void write_value(struct xml_writer *xml, size_t index)
{
    xml_open(xml, "Value");
    xml_attribute(xml, "id", values[index].id);
    xml_attribute(xml, "type", "string");
    xml_attribute(xml, "operator", "equals");
    xml_english(xml, "title", values[index].title);
    xml_english(xml, "description", values[index].description);
    xml_leaf(xml, "value", values[index].value);
    xml_close(xml);
}

void xccdf_values_write(struct xml_writer *xml, enum xccdf_kind kind)
{
    for (size_t i = 0; i < VALUES; i++)
        if (is_taken(i, kind))
            write_value(xml, i);
}

void xccdf_values_export(struct xml_writer *xml, enum xccdf_kind kind)
{
    for (size_t i = 0; i < VALUES; i++) {
        if (!is_taken(i, kind))
            continue;
        xml_open(xml, "check-export");
        xml_attribute(xml, "value-id", values[i].id);
        if (kind == XCCDF_OVAL)
            oval_id(xml, "export-name", "var", values[i].variable);
        else
            xml_attribute(xml, "export-name", values[i].name);
        xml_close(xml);
    }
}

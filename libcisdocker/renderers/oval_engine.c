/* Whether there is a Docker Engine on a machine, for its name in the CPE dictionary. */
#include "renderers/oval.h"
#include "renderers/xccdf_names.h"

/* Where packages put the engine's program. */
static const char *const programs[] = {
    "/usr/bin/dockerd", "/usr/sbin/dockerd", "/usr/local/bin/dockerd", "/usr/local/sbin/dockerd",
};

/* Either will do. */
enum { SIGN_PROGRAM = 1, SIGN_FOLDER };

static const char *const signs[] = {
    [SIGN_PROGRAM] = "the engine's program is installed",
    [SIGN_FOLDER] = "the usual data root has containers",
};

static void write_definition(struct xml_writer *xml)
{
    xml_open(xml, "definitions");
    oval_open_definition(xml, "inventory", OVAL_ENGINE, "Docker Engine", CPE_DOCKER_URI,
                         "Docker Engine is installed, or its data root is in the usual place. The "
                         "docker command alone is no engine, and Podman is another.");
    xml_open(xml, "criteria");
    xml_attribute(xml, "operator", "OR");
    for (unsigned i = SIGN_PROGRAM; i <= SIGN_FOLDER; i++) {
        xml_open(xml, "criterion");
        oval_id(xml, "test_ref", "tst", i);
        xml_attribute(xml, "comment", signs[i]);
        xml_close(xml);
    }
    xml_close(xml);
    xml_close(xml);
    xml_close(xml);
}

static void write_tests(struct xml_writer *xml)
{
    xml_open(xml, "tests");
    for (unsigned i = SIGN_PROGRAM; i <= SIGN_FOLDER; i++) {
        oval_open_test(xml, "unix:file_test", i, "at_least_one_exists", signs[i]);
        oval_reference(xml, "unix:object", "object_ref", "obj", i);
        xml_close(xml);
    }
    xml_close(xml);
}

static void write_objects(struct xml_writer *xml)
{
    xml_open(xml, "objects");
    oval_open_with_id(xml, "unix:file_object", "obj", SIGN_PROGRAM);
    xml_open(xml, "unix:filepath");
    oval_id(xml, "var_ref", "var", SIGN_PROGRAM);
    xml_attribute(xml, "var_check", "at least one");
    xml_close(xml);
    xml_close(xml);
    oval_open_with_id(xml, "unix:file_object", "obj", SIGN_FOLDER);
    xml_leaf(xml, "unix:path", "/var/lib/docker/containers");
    xml_open(xml, "unix:filename");
    xml_attribute(xml, "xsi:nil", "true");
    xml_close(xml);
    xml_close(xml);
    xml_close(xml);
}

static void write_variables(struct xml_writer *xml)
{
    xml_open(xml, "variables");
    oval_open_with_id(xml, "constant_variable", "var", SIGN_PROGRAM);
    xml_attribute(xml, "datatype", "string");
    xml_attribute(xml, "comment", "where packages put the engine's program");
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++)
        xml_leaf(xml, "value", programs[i]);
    xml_close(xml);
    xml_close(xml);
}

void oval_engine_write(struct xml_writer *xml)
{
    oval_open(xml);
    write_definition(xml);
    write_tests(xml);
    write_objects(xml);
    write_variables(xml);
    xml_close(xml);
}

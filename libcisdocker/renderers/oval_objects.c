#include "renderers/oval_check.h"

/* What a list of strings may look like, and nothing else. */
#define LIST "\\s*:\\s*(?:null|\\[\\s*(?:\"[^\"\\\\]*\"\\s*(?:,\\s*\"[^\"\\\\]*\"\\s*)*)?\\])"
#define SOMEWHERE "[\\s\\S]*"
#define KEYS "CapAdd|CapDrop|Privileged|Capabilities"

/*
 * The first sign of a file that has all three keys as the engine writes them, none of them twice or
 * in another spelling, which the engine's own reader would take, and an end.
 */
#define WHOLE \
    "\\A\\s*\\{(?=" SOMEWHERE "\"Privileged\"\\s*:\\s*(?:true|false)\\s*[,}])" \
    "(?=" SOMEWHERE "\"CapAdd\"" LIST ")(?=" SOMEWHERE "\"CapDrop\"" LIST ")" \
    "(?!" SOMEWHERE "\"Capabilities\"\\s*:\\s*[^n\\[\\s])" \
    "(?!" SOMEWHERE "\"(?!(?:" KEYS ")\")(?i:" KEYS ")\"\\s*:)" \
    "(?!" SOMEWHERE "\"(CapAdd|CapDrop|Privileged)\"\\s*:" SOMEWHERE "\"\\1\"\\s*:)" \
    "(?=" SOMEWHERE "\\}\\s*$(?!" SOMEWHERE "\\S))"

/* Places that regular expressions in a variable say; what they hold is not looked into. */
static void write_folder_object(struct xml_writer *xml, unsigned number, unsigned variable)
{
    oval_open_with_id(xml, "unix:file_object", "obj", number);
    xml_open(xml, "unix:path");
    xml_attribute(xml, "operation", "pattern match");
    oval_id(xml, "var_ref", "var", variable);
    xml_close(xml);
    xml_open(xml, "unix:filename");
    xml_attribute(xml, "xsi:nil", "true");
    xml_close(xml);
    xml_close(xml);
}

/* Every place where the pattern matches in a hostconfig.json. It takes no more than a list. */
static void write_text_object(struct xml_writer *xml, unsigned number, const char *pattern)
{
    oval_open_with_id(xml, "ind:textfilecontent54_object", "obj", number);
    xml_open(xml, "ind:filepath");
    xml_attribute(xml, "operation", "pattern match");
    oval_id(xml, "var_ref", "var", VARIABLE_FILES);
    xml_close(xml);
    xml_open(xml, "ind:pattern");
    xml_attribute(xml, "operation", "pattern match");
    xml_text(xml, pattern);
    xml_close(xml);
    xml_open(xml, "ind:instance");
    xml_attribute(xml, "datatype", "int");
    xml_attribute(xml, "operation", "greater than or equal");
    xml_text(xml, "1");
    xml_close(xml);
    xml_close(xml);
}

static void write_variable_object(struct xml_writer *xml, unsigned number, unsigned variable)
{
    char name[OVAL_ID];

    oval_open_with_id(xml, "ind:variable_object", "obj", number);
    oval_spell(name, "var", variable);
    xml_leaf(xml, "ind:var_ref", name);
    xml_close(xml);
}

void oval_objects_write(struct xml_writer *xml)
{
    xml_open(xml, "objects");
    write_folder_object(xml, OBJECT_PLACE, VARIABLE_PLACE);
    write_folder_object(xml, OBJECT_FOLDERS, VARIABLE_FOLDERS);
    write_text_object(xml, OBJECT_WHOLE, WHOLE);
    write_text_object(xml, OBJECT_PRIVILEGED, "\"Privileged\"\\s*:\\s*(true|false)");
    /* Name after name: each match begins where the one before ended. */
    write_text_object(xml, OBJECT_ADDED,
                      "(?:\"(?:CapAdd|Capabilities)\"\\s*:\\s*\\[|\\G\\s*,)\\s*\"([^\"]*)\"");
    write_text_object(xml, OBJECT_DROPPED, "\"CapDrop\"\\s*:\\s*(null|\\[[^\\]]*\\])");
    write_variable_object(xml, OBJECT_COUNT, VARIABLE_FILE_COUNT);
    write_variable_object(xml, OBJECT_PROFILE, OVAL_PROFILE);
    write_variable_object(xml, OBJECT_ALLOWED, OVAL_ALLOWED);
    xml_close(xml);
}

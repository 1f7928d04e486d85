#include "renderers/oval_check.h"


static void open_variable(struct xml_writer *xml, const char *element, unsigned number,
                          const char *datatype, const char *comment)
{
    oval_open_with_id(xml, element, "var", number);
    xml_attribute(xml, "datatype", datatype);
    xml_attribute(xml, "comment", comment);
}

static void write_given(struct xml_writer *xml)
{
    static const char *const comments[] = {
        [OVAL_DATA_ROOT] = "Docker Engine's data root",
        [OVAL_PROFILE] = "cis or strict",
        [OVAL_ALLOWED] = "capabilities that any container may have, joined by commas; or none",
    };

    for (unsigned i = OVAL_DATA_ROOT; i <= OVAL_ALLOWED; i++) {
        open_variable(xml, "external_variable", i, "string", comments[i]);
        xml_close(xml);
    }
}

/* A pattern of paths: the data root, or one of a user namespace in it, and what is beneath. */
static void write_path(struct xml_writer *xml, unsigned number, const char *comment,
                       const char *beneath)
{
    open_variable(xml, "local_variable", number, "string", comment);
    xml_open(xml, "concat");
    xml_leaf(xml, "literal_component", "^");
    xml_open(xml, "escape_regex");
    oval_reference(xml, "variable_component", "var_ref", "var", OVAL_DATA_ROOT);
    xml_close(xml);
    xml_leaf(xml, "literal_component", beneath);
    xml_close(xml);
    xml_close(xml);
}

static void write_count(struct xml_writer *xml, unsigned number, const char *comment,
                        unsigned object, const char *field)
{
    open_variable(xml, "local_variable", number, "int", comment);
    xml_open(xml, "count");
    xml_open(xml, "object_component");
    oval_id(xml, "object_ref", "obj", object);
    xml_attribute(xml, "item_field", field);
    xml_close(xml);
    xml_close(xml);
    xml_close(xml);
}

/* A variable that a function makes of another. */
static void write_made(struct xml_writer *xml, unsigned number, const char *comment,
                       const char *const function[3], unsigned from)
{
    open_variable(xml, "local_variable", number, "string", comment);
    xml_open(xml, function[0]);
    xml_attribute(xml, function[1], function[2]);
    oval_reference(xml, "variable_component", "var_ref", "var", from);
    xml_close(xml);
    xml_close(xml);
}

/* Only capabilities that have a name: neither ALL nor nothing can be allowed. */
static void write_patterns(struct xml_writer *xml)
{
    struct buffer start;

    open_variable(xml, "local_variable", VARIABLE_PATTERNS, "string", "what may be added");
    xml_open(xml, "concat");
    buffer_init(&start, &xml->memory);
    buffer_text(&start, "(?i)^(?=(?:CAP_)?(?:");
    oval_names_add(&start, CAPS_NAMED);
    buffer_text(&start, ")$)(?:CAP_)?");
    xml_leaf_shown(xml, "literal_component", &start);
    buffer_free(&start);
    oval_reference(xml, "variable_component", "var_ref", "var", VARIABLE_NAMES);
    xml_leaf(xml, "literal_component", "$");
    xml_close(xml);
    xml_close(xml);
}

void oval_variables_write(struct xml_writer *xml)
{
    static const char *const split[] = {"split", "delimiter", ","};
    static const char *const name[] = {"regex_capture", "pattern",
                                       "(?i)^\\s*(?:CAP_)?([A-Z_]*)\\s*$"};

    xml_open(xml, "variables");
    write_given(xml);
    write_path(xml, VARIABLE_FILES, "the files",
               "(/[0-9]+\\.[0-9]+)?/containers/[0-9a-f]{64}/hostconfig\\.json$");
    write_path(xml, VARIABLE_FOLDERS, "the folders of containers",
               "(/[0-9]+\\.[0-9]+)?/containers/[^/]+$");
    write_path(xml, VARIABLE_PLACE, "where they stand", "(/[0-9]+\\.[0-9]+)?/containers$");
    write_count(xml, VARIABLE_FILE_COUNT, "how many files are whole", OBJECT_WHOLE, "filepath");
    write_count(xml, VARIABLE_FOLDER_COUNT, "how many folders there are", OBJECT_FOLDERS, "path");
    write_made(xml, VARIABLE_WORDS, "what is allowed, word by word", split, OVAL_ALLOWED);
    write_made(xml, VARIABLE_NAMES, "the same without CAP_", name, VARIABLE_WORDS);
    write_patterns(xml);
    xml_close(xml);
}

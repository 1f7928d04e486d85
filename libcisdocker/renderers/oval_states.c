#include "renderers/oval_check.h"

void oval_names_add(struct buffer *out, cisd_caps caps)
{
    bool first = true;

    for (int number = 0; capability_fact(number) != NULL; number++) {
        if ((caps >> number & 1) == 0)
            continue;
        if (!first)
            buffer_char(out, '|');
        buffer_text(out, oval_capability(number));
        first = false;
    }
}


/* Opens the state of what a pattern took, or of a variable, and its one entity. */
static void open_state(struct xml_writer *xml, bool variable, unsigned number)
{
    oval_open_with_id(xml, variable ? "ind:variable_state" : "ind:textfilecontent54_state", "ste",
                      number);
    xml_open(xml, variable ? "ind:value" : "ind:subexpression");
}

static void close_state(struct xml_writer *xml)
{
    xml_close(xml);
    xml_close(xml);
}

static void write_equal(struct xml_writer *xml, bool variable, unsigned number, const char *text)
{
    open_state(xml, variable, number);
    xml_text(xml, text);
    close_state(xml);
}

/* A state that matches a name between a start and an end. */
static void write_pattern(struct xml_writer *xml, bool variable, unsigned number,
                          const char *start, cisd_caps caps, const char *end)
{
    struct buffer pattern;

    open_state(xml, variable, number);
    xml_attribute(xml, "operation", "pattern match");
    buffer_init(&pattern, &xml->memory);
    buffer_text(&pattern, start);
    oval_names_add(&pattern, caps);
    buffer_text(&pattern, end);
    xml_text_shown(xml, &pattern);
    buffer_free(&pattern);
    close_state(xml);
}

static void write_variable_states(struct xml_writer *xml)
{
    open_state(xml, true, STATE_COUNT);
    xml_attribute(xml, "datatype", "int");
    oval_id(xml, "var_ref", "var", VARIABLE_FOLDER_COUNT);
    close_state(xml);
    open_state(xml, false, STATE_ALLOWED);
    xml_attribute(xml, "operation", "pattern match");
    oval_id(xml, "var_ref", "var", VARIABLE_PATTERNS);
    xml_attribute(xml, "var_check", "at least one");
    close_state(xml);
}

void oval_states_write(struct xml_writer *xml)
{
    xml_open(xml, "states");
    write_variable_states(xml);
    write_equal(xml, false, STATE_UNPRIVILEGED, "false");
    write_pattern(xml, false, STATE_DEFAULT, "(?i)^(?:CAP_)?(?:",
                  capability_default() & ~CAPS_OF(NET_RAW), ")$");
    write_equal(xml, true, STATE_CIS, "cis");
    for (int number = 0; capability_fact(number) != NULL; number++) {
        cisd_caps one = (cisd_caps)1 << number;

        if (!oval_capability_is_default(number))
            continue;
        write_pattern(xml, false, DROPPED(number), "(?i)\"(?:ALL|(?:CAP_)?", one, ")\"");
        write_pattern(xml, true, ALLOWED(number), "(?i)(?:^|,)\\s*(?:CAP_)?", one, "\\s*(?:,|$)");
    }
    xml_close(xml);
}

#include "renderers/oval_check.h"

struct test {
    const char *element;
    unsigned number;
    const char *existence, *comment;
    unsigned object;
    unsigned states[2];  /* either will do; 0: none */
};

static const struct test tests[] = {
    {"unix:file_test", TEST_PLACE, "at_least_one_exists", "the folder of containers is there",
     OBJECT_PLACE, {0, 0}},
    {"unix:file_test", TEST_NONE, "none_exist", "no folder of a container", OBJECT_FOLDERS, {0, 0}},
    {"ind:variable_test", TEST_WHOLE, "at_least_one_exists",
     "as many whole files as there are folders of containers", OBJECT_COUNT, {STATE_COUNT, 0}},
    {"ind:textfilecontent54_test", TEST_PRIVILEGED, "any_exist", "no container is privileged",
     OBJECT_PRIVILEGED, {STATE_UNPRIVILEGED, 0}},
    {"ind:textfilecontent54_test", TEST_BEYOND, "any_exist",
     "what is added is of the default set and not NET_RAW, or allowed", OBJECT_ADDED,
     {STATE_DEFAULT, STATE_ALLOWED}},
    {"ind:textfilecontent54_test", TEST_ADDED, "any_exist", "what is added is allowed", OBJECT_ADDED,
     {STATE_ALLOWED, 0}},
    {"ind:variable_test", TEST_CIS, "at_least_one_exists", "the profile is cis", OBJECT_PROFILE,
     {STATE_CIS, 0}},
};

static void write_test(struct xml_writer *xml, const struct test *test)
{
    bool file = test->element[0] == 'u';

    oval_open_test(xml, test->element, test->number, test->existence, test->comment);
    if (test->states[1] != 0)
        xml_attribute(xml, "state_operator", "OR");
    oval_reference(xml, file ? "unix:object" : "ind:object", "object_ref", "obj", test->object);
    for (size_t i = 0; i < 2 && test->states[i] != 0; i++)
        oval_reference(xml, "ind:state", "state_ref", "ste", test->states[i]);
    xml_close(xml);
}

/* Of one capability of the default set. */
static void write_pair(struct xml_writer *xml, int number)
{
    const struct test dropped = {"ind:textfilecontent54_test", DROPPED(number), "any_exist",
                                 oval_capability(number), OBJECT_DROPPED, {DROPPED(number), 0}};
    const struct test allowed = {"ind:variable_test", ALLOWED(number), "at_least_one_exists",
                                 oval_capability(number), OBJECT_ALLOWED, {ALLOWED(number), 0}};

    write_test(xml, &dropped);
    write_test(xml, &allowed);
}

void oval_tests_write(struct xml_writer *xml)
{
    xml_open(xml, "tests");
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
        write_test(xml, &tests[i]);
    for (int number = 0; capability_fact(number) != NULL; number++)
        if (oval_capability_is_default(number))
            write_pair(xml, number);
    xml_close(xml);
}

/*
 * Check 5.4 in OVAL, from what Docker Engine keeps of its containers on disk. The lists are read
 * with regular expressions: each is an object, each demand on what it yields a test. What cannot be
 * said this way is told in the definition, and held by tests/consumers/test_oval.py.
 */
#include "renderers/oval_check.h"

#define ABILITIES \
    "Reads hostconfig.json of every container beneath Docker Engine's data root, running or not, " \
    "and decides as cisdocker does for a data root: privileged and ALL, names in any case, with " \
    "CAP_ or without, NET_RAW dropped and added again, the exact list of Docker 19.03."

#define LIMITS \
    "What OVAL cannot do here, and 'cisdocker check 5.4' does: (1) tell evidence that cannot be " \
    "read from a failure: a file that is missing, cut off or not in the engine's own form fails; " \
    "(2) allow a capability to one container: the value of allowed capabilities holds for all, " \
    "and there are no waivers; (3) see what is not in these files: Swarm services as they are " \
    "declared, Podman's containers, the engine's version, so that the larger grant counts, and " \
    "what processes have from the kernel, such as those of docker exec --privileged; (4) read " \
    "JSON: what is wrong elsewhere in a file, or with the files beside it, goes unnoticed; (5) " \
    "know Windows containers, which are judged as others are."

const char *oval_check_limits(void)
{
    return LIMITS;
}

const char *oval_capability(int number)
{
    return capability_fact(number)->name + 4;
}

bool oval_capability_is_default(int number)
{
    return (capability_default() >> number & 1) != 0;
}


static void write_criterion(struct xml_writer *xml, unsigned test, const char *comment)
{
    xml_open(xml, "criterion");
    oval_id(xml, "test_ref", "tst", test);
    xml_attribute(xml, "comment", comment);
    xml_close(xml);
}

static void open_criteria(struct xml_writer *xml, const char *operator, const char *comment)
{
    xml_open(xml, "criteria");
    xml_attribute(xml, "operator", operator);
    xml_attribute(xml, "comment", comment);
}

/* "<name> <what>" */
static void name_comment(struct xml_writer *xml, const char *name, const char *what)
{
    struct buffer text;

    buffer_init(&text, &xml->memory);
    buffer_text(&text, name);
    buffer_text(&text, what);
    xml_attribute_shown(xml, "comment", &text);
    buffer_free(&text);
}

static void write_named_criterion(struct xml_writer *xml, unsigned test, int number,
                                  const char *what)
{
    xml_open(xml, "criterion");
    oval_id(xml, "test_ref", "tst", test);
    name_comment(xml, oval_capability(number), what);
    xml_close(xml);
}

static void write_dropped_or_allowed(struct xml_writer *xml, int number)
{
    xml_open(xml, "criteria");
    xml_attribute(xml, "operator", "OR");
    name_comment(xml, oval_capability(number), " is not left from the default set, or allowed");
    write_named_criterion(xml, DROPPED(number), number, " or ALL is dropped everywhere");
    write_named_criterion(xml, ALLOWED(number), number, " is allowed");
    xml_close(xml);
}

static void write_evidence_criteria(struct xml_writer *xml)
{
    write_criterion(xml, TEST_PLACE, "the data root has a folder of containers");
    open_criteria(xml, "OR", "everything can be judged");
    write_criterion(xml, TEST_NONE, "there is no container");
    write_criterion(xml, TEST_WHOLE, "every container's hostconfig.json is whole");
    xml_close(xml);
}

static void write_profile_criteria(struct xml_writer *xml)
{
    open_criteria(xml, "OR", "by the profile");
    open_criteria(xml, "AND", "cis: NET_RAW, and all beyond the default set, must be allowed");
    write_criterion(xml, TEST_CIS, "the profile is cis");
    write_criterion(xml, TEST_BEYOND, "nothing beyond the default set is added");
    write_dropped_or_allowed(xml, CAPABILITY_NET_RAW);
    xml_close(xml);
    open_criteria(xml, "AND", "strict: every capability must be allowed");
    write_criterion(xml, TEST_ADDED, "nothing is added");
    for (int number = 0; capability_fact(number) != NULL; number++)
        if (oval_capability_is_default(number))
            write_dropped_or_allowed(xml, number);
    xml_close(xml);
    xml_close(xml);
}

static void write_definition(struct xml_writer *xml)
{
    xml_open(xml, "definitions");
    oval_open_definition(xml, "compliance", OVAL_CHECK,
                         "Capabilities of containers are restricted", NULL, ABILITIES " " LIMITS);
    open_criteria(xml, "AND", "of every container of the data root");
    write_evidence_criteria(xml);
    write_criterion(xml, TEST_PRIVILEGED, "none is privileged");
    write_profile_criteria(xml);
    xml_close(xml);
    xml_close(xml);
    xml_close(xml);
}

void oval_check_write(struct xml_writer *xml)
{
    oval_open(xml);
    write_definition(xml);
    oval_tests_write(xml);
    oval_objects_write(xml);
    oval_states_write(xml);
    oval_variables_write(xml);
    xml_close(xml);
}

/* The parts of check 5.4 in OVAL, and the numbers they know one another by. */
#ifndef CISD_RENDERERS_OVAL_CHECK_H
#define CISD_RENDERERS_OVAL_CHECK_H

#include "facts/capability.h"
#include "renderers/oval.h"

enum { TEST_PLACE = 1, TEST_NONE, TEST_WHOLE, TEST_PRIVILEGED, TEST_BEYOND, TEST_ADDED, TEST_CIS };
enum {
    OBJECT_PLACE = 1, OBJECT_FOLDERS, OBJECT_WHOLE, OBJECT_PRIVILEGED, OBJECT_ADDED,
    OBJECT_DROPPED, OBJECT_COUNT, OBJECT_PROFILE, OBJECT_ALLOWED
};
enum { STATE_COUNT = 1, STATE_UNPRIVILEGED, STATE_DEFAULT, STATE_ALLOWED, STATE_CIS };
enum {
    VARIABLE_FILES = 10, VARIABLE_FOLDERS, VARIABLE_PLACE, VARIABLE_FILE_COUNT,
    VARIABLE_FOLDER_COUNT, VARIABLE_WORDS, VARIABLE_NAMES, VARIABLE_PATTERNS
};

/* Of one capability, by the kernel's number: the tests and states that it is dropped, allowed. */
#define DROPPED(number) (100 + (unsigned)(number))
#define ALLOWED(number) (200 + (unsigned)(number))

/* The capability's name without CAP_, and whether it is of Docker Engine's default set. */
const char *oval_capability(int number);
bool oval_capability_is_default(int number);

void oval_tests_write(struct xml_writer *xml);
void oval_objects_write(struct xml_writer *xml);
void oval_states_write(struct xml_writer *xml);
void oval_variables_write(struct xml_writer *xml);

/* "A|B|C" of the capabilities in a set. */
void oval_names_add(struct buffer *out, cisd_caps caps);

#endif

/* What our OVAL documents share: their root, and ids made of a kind and a number. */
#ifndef CISD_RENDERERS_OVAL_H
#define CISD_RENDERERS_OVAL_H

#include "renderers/xml_writer.h"

/* Opens the root and says who wrote it. */
void oval_open(struct xml_writer *xml);

/* Writes "oval:io.cisdocker:<kind>:<number>". */
#define OVAL_ID 48
void oval_spell(char id[OVAL_ID], const char *kind, unsigned number);

/* It as an attribute. */
void oval_id(struct xml_writer *xml, const char *attribute, const char *kind, unsigned number);

/* Opens an element with an id and a version. */
void oval_open_with_id(struct xml_writer *xml, const char *element, const char *kind,
                       unsigned number);

/* Opens a test: of every item, and of how many there have to be. */
void oval_open_test(struct xml_writer *xml, const char *element, unsigned number,
                    const char *existence, const char *comment);

/* An empty element that points at something: "object_ref", "state_ref", "test_ref", "var_ref". */
void oval_reference(struct xml_writer *xml, const char *element, const char *attribute,
                    const char *kind, unsigned number);

/* Opens a definition of a class, with its title and description. */
void oval_open_definition(struct xml_writer *xml, const char *kind, unsigned number,
                          const char *title, const char *cpe, const char *description);

/* Whole documents: the check, and whether there is an engine at all. */
void oval_check_write(struct xml_writer *xml);
void oval_engine_write(struct xml_writer *xml);

/* What the check in OVAL cannot do and this library does, in a few sentences. Static. */
const char *oval_check_limits(void);

/* The definitions' numbers. */
#define OVAL_CHECK 54
#define OVAL_ENGINE 1

/* The check's variables, which values of the benchmark are exported to. */
enum { OVAL_DATA_ROOT = 1, OVAL_PROFILE, OVAL_ALLOWED };

#endif

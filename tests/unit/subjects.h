/* Subjects made of a few words. */
#ifndef UNIT_SUBJECTS_H
#define UNIT_SUBJECTS_H

#include "facts/subject.h"

/*
 * A container whose evidence was read, of an engine of this version ("" for unknown). The lists
 * are words with blanks between them; a blank in a name cannot be said. NULL: an empty list.
 */
struct subject *subjects_container(const char *version, const char *add, const char *drop);

/* Puts words into a list. */
void subjects_fill(struct subject *subject, struct name_list *list, const char *words);

#endif

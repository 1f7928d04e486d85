/* The words for numbers of the public header. Static strings. */
#ifndef CISD_REPORT_WORDS_H
#define CISD_REPORT_WORDS_H

#include "cisdocker/cisdocker.h"

const char *words_verdict(cisd_verdict verdict);
const char *words_severity(cisd_severity severity);
const char *words_profile(cisd_profile profile);
const char *words_subject_kind(cisd_subject_kind kind);
const char *words_cap_class(cisd_cap_class cap_class);
const char *words_policy_note(cisd_policy_note note);
const char *words_change(cisd_change change); /* "" for none */

/* The number of a word; -1 if it is none. */
int words_find_verdict(const char *word);
int words_find_severity(const char *word);
int words_find_profile(const char *word);
int words_find_subject_kind(const char *word);
int words_find_change(const char *word);

#endif

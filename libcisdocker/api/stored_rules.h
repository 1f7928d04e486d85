/* What a member of a JSON report must be, and where it is kept while the report is read. */
#ifndef CISD_API_STORED_RULES_H
#define CISD_API_STORED_RULES_H

#include <stddef.h>

#include "api/stored_draft.h"

enum stored_kind {
    STORED_IS_OBJECT,
    STORED_IS_ARRAY,
    STORED_IS_LIST,  /* of names, in the spelling found */
    STORED_IS_TEXT,  /* from outside: as it is */
    STORED_IS_WORDS, /* of this library's own: shown as they are, so nothing in them may act */
    STORED_IS_LINES, /* the same, of several lines */
    STORED_IS_BOOL,
    STORED_IS_COUNT,
    STORED_IS_TIME,
    STORED_IS_DATE,
    STORED_IS_CHOICE, /* a word of few */
    STORED_IS_NAME,   /* in a list */
    STORED_IS_CAP     /* in a set */
};

/* Where a value goes to: its struct, and the member's place in that. */
enum stored_place { STORED_IN_REPORT, STORED_IN_SUBJECT, STORED_IN_VARIANT };

struct stored_rule {
    const char *name;         /* for messages */
    enum stored_kind kind;
    enum stored_field parent; /* the object that it is a member of */
    bool required, nullable;
    enum stored_place place;
    size_t offset;
    int (*find)(const char *word); /* of a choice */
};

/* By stored_field; STORED_DOCUMENT is its own parent. */
extern const struct stored_rule stored_rules[STORED_FIELDS];

#endif

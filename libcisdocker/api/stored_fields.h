/* What stands where in a JSON report, what it must be, and where it is kept while it is read. */
#ifndef CISD_API_STORED_FIELDS_H
#define CISD_API_STORED_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "readers/json.h"

enum stored_field {
    STORED_DOCUMENT = JSON_DOCUMENT,
    STORED_SCHEMA,
    STORED_RULE,
    STORED_RULE_ID,
    STORED_RULE_BENCHMARK,
    STORED_RULE_VERSION,
    STORED_PROFILE,
    STORED_STARTED,
    STORED_FINISHED,
    STORED_TARGETS,
    STORED_TARGET,
    STORED_TARGET_KIND,
    STORED_TARGET_URI,
    STORED_TARGET_ENGINE,
    STORED_TARGET_ENGINE_VERSION,
    STORED_TARGET_HOST,
    STORED_TARGET_COMPLETE,
    STORED_TARGET_ERROR,
    STORED_TARGET_NOTE,
    STORED_POLICY,
    STORED_POLICY_FILES,
    STORED_POLICY_FILE,
    STORED_STALE,
    STORED_EXPIRED,
    STORED_UNEXPLAINED,
    STORED_NOTE,
    STORED_NOTE_FILE,
    STORED_NOTE_LINE,
    STORED_NOTE_KIND,
    STORED_NOTE_ABOUT,
    STORED_NOTE_REASON,
    STORED_NOTE_EXPIRES,
    STORED_RESULTS,
    STORED_RESULT,
    STORED_SUBJECT,
    STORED_SUBJECT_KIND,
    STORED_SUBJECT_ID,
    STORED_SUBJECT_NAME,
    STORED_SUBJECT_IMAGE,
    STORED_SUBJECT_STATE,
    STORED_SUBJECT_SERVICE,
    STORED_SUBJECT_TARGET,
    STORED_LOCATION,
    STORED_LOCATION_FILE,
    STORED_LOCATION_LINE,
    STORED_LOCATION_COLUMN,
    STORED_VERDICT,
    STORED_WAIVED,
    STORED_WAIVER,
    STORED_WAIVER_REASON,
    STORED_WAIVER_OWNER,
    STORED_WAIVER_TICKET,
    STORED_WAIVER_EXPIRES,
    STORED_SEVERITY,
    STORED_REASONS,
    STORED_REASON,
    STORED_REASON_CODE,
    STORED_REASON_CAPS,
    STORED_REASON_CAP,
    STORED_REASON_MESSAGE,
    STORED_EVIDENCE,
    STORED_PRIVILEGED,
    STORED_CAP_ADD,
    STORED_CAP_ADD_NAME,
    STORED_CAP_DROP,
    STORED_CAP_DROP_NAME,
    STORED_EXACT,
    STORED_EXACT_NAME,
    STORED_BOUNDING,
    STORED_BOUNDING_NAME,
    STORED_USER,
    STORED_ROLLOUT,
    STORED_TASKS,
    STORED_DIFFERING,
    STORED_VARIANTS,
    STORED_VARIANT,
    STORED_VARIANT_TASKS,
    STORED_VARIANT_ADD,
    STORED_VARIANT_ADD_NAME,
    STORED_VARIANT_DROP,
    STORED_VARIANT_DROP_NAME,
    STORED_KERNEL,
    STORED_KERNEL_COMPLETE,
    STORED_KERNEL_UNREAD,
    STORED_KERNEL_BOUNDING,
    STORED_KERNEL_BOUNDING_CAP,
    STORED_KERNEL_EFFECTIVE,
    STORED_KERNEL_EFFECTIVE_CAP,
    STORED_GRANTED,
    STORED_GRANTED_CAP,
    STORED_EXCESS,
    STORED_EXCESS_CAP,
    STORED_REQUIRED,
    STORED_REQUIRED_CAP,
    STORED_REMEDIES,
    STORED_REMEDY,
    STORED_REMEDY_KIND,
    STORED_REMEDY_SMALLEST,
    STORED_REMEDY_LEAST,
    STORED_REMEDY_NOTE,
    STORED_FIELDS
};

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

extern const struct json_place stored_places[];

#endif

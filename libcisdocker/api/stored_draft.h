/* A JSON report on its way back into a report: what has been read of it so far. */
#ifndef CISD_API_STORED_DRAFT_H
#define CISD_API_STORED_DRAFT_H

#include "api/stored_fields.h"
#include "report/report.h"

/* More than this nobody has, and each costs memory; of a report with all that is merged into it. */
#define STORED_RESULTS_MAX 1000000
#define STORED_TARGETS_MAX 100000
#define STORED_NOTES_MAX 100000
#define STORED_POLICIES_MAX 1000

/* Capabilities by name; those that have no number are kept apart. */
struct stored_set {
    cisd_caps caps;
    struct name_list others;
};

/* The result under way. What its subject holds goes there at once. */
struct stored_result {
    int kind, verdict, severity, change;
    size_t line, column;
    bool waived;
    struct waiver waiver;
    struct stored_set granted, excess, required, bounding, effective;
    struct finding findings[JUDGEMENT_REASONS];
    const char *messages[JUDGEMENT_REASONS];
    size_t finding_count;
    int reason;                /* of the finding under way */
    struct stored_set caps;
    const char *message;
    struct remedy remedies[REMEDY_KINDS];
    size_t remedy_count;
    int remedy_kind;           /* of the remedy under way */
    struct remedy remedy;
    struct task_lists *variant, **next_variant;
};

/* What is known of the document itself. */
struct stored_document {
    const char *schema, *rule_id, *benchmark, *version;
    int profile;
    int64_t started, finished;
    size_t first_target, first_result; /* in the report */
    const char **policies;             /* files */
    size_t policy_count, policy_capacity;
    struct policy_note *notes;
    size_t note_count, note_capacity;
    const char *baseline;              /* NULL: it has none */
    int64_t baseline_started;
    size_t now_waived, undecided;
};

struct stored_report {
    cisd_report *report;        /* that the document is added to */
    size_t documents;           /* read so far */
    bool refused;               /* what the JSON says, not that it is JSON */
    struct stored_document document;
    struct target target;       /* under way, as is each of these */
    const char *policy;
    struct policy_note note;
    size_t note_line;
    int note_kind;
    cisd_policy_note note_list; /* that it stands in */
    struct fixed fixed;
    int fixed_kind;
    struct subject *subject;    /* NULL outside of a result */
    struct stored_result result;
    bool seen[STORED_FIELDS];   /* of the objects that are open */
};

#endif

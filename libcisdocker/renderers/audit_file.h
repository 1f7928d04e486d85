/* Writes .audit files, what Nessus's Unix compliance plugin loads. */
#ifndef CISD_RENDERERS_AUDIT_FILE_H
#define CISD_RENDERERS_AUDIT_FILE_H

#include <stdbool.h>

#include "renderers/content.h"

struct audit_file {
    struct buffer *out;
    const cisd_rule *rule;
    size_t depth;          /* tags that are open */
    const char *by;        /* behind each description, where a file decides in two ways */
};

/* A command and what its output must match. Nessus identifies an item by its description. */
struct audit_item {
    const char *what;      /* behind the check's number and title; NULL for the check itself */
    const char *info;      /* NULL in a condition, which Nessus does not show */
    const char *command;
    const char *expect;
    bool decides;          /* it is the check: why, how to pass and references are said, too */
    bool review;           /* a mismatch is no failure but something for a person */
};

/* The comments at the top, and what encloses all items. */
void audit_begin(struct audit_file *file, struct buffer *out, const struct content *content);
void audit_end(struct audit_file *file);

/* A tag such as "then"; its type, "AND" or "WARNING", or NULL where it has none. */
void audit_open(struct audit_file *file, const char *tag, const char *type);
void audit_close(struct audit_file *file, const char *tag);

void audit_item(struct audit_file *file, const struct audit_item *item);

/* What has to hold for the "then" that follows. */
void audit_condition(struct audit_file *file, const char *what, const char *command,
                     const char *expect);

/*
 * A program whose output begins with "verdict: pass", "fail" or "unknown". Where nothing fails and
 * not all of the evidence decides, a person is asked. The program is run twice for it.
 */
void audit_decision(struct audit_file *file, const char *program, const char *info);

/* What is reported without running anything. */
void audit_report(struct audit_file *file, const char *type, const char *what, const char *info);

#endif

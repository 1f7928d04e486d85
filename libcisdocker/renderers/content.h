/* What scanners load: files made of the library's own texts and tables. */
#ifndef CISD_RENDERERS_CONTENT_H
#define CISD_RENDERERS_CONTENT_H

#include "ground/buffer.h"
#include "ground/fault.h"
#include "report/rule.h"

struct content;

/* Writes a file's text. What fails in the buffer is seen by the caller. */
typedef cisd_code content_write_fn(const struct content *content, struct buffer *out,
                                   struct fault *fault);

struct content {
    const char *name;         /* of the file */
    const char *description;  /* for people, one sentence */
    int program;              /* 1: a script, which has to be executable */
    const char *rule;         /* the number of the check it is about */
    cisd_profile profile;     /* what it decides by */
    content_write_fn *write;
};

/* The writers, a file each. */
content_write_fn content_audit_docker, content_audit_command, content_xccdf, content_sce,
    content_oval, content_data_stream, content_tailoring;

size_t content_count(void);

/* The file at an index, NULL beyond the last; the one with a name, NULL if there is none. */
const struct content *content_at(size_t index);
const struct content *content_find(const char *name);

/* Writes a file and passes it on. */
cisd_code content_write(const struct content *content, const struct memory *memory,
                        cisd_write_fn write, void *user, struct fault *fault);

#endif

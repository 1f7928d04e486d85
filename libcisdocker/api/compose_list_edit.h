/* Lines of one service in a Compose file, changed in place. */
#ifndef CISD_API_COMPOSE_LIST_EDIT_H
#define CISD_API_COMPOSE_LIST_EDIT_H

#include "facts/capability.h"
#include "ground/fault.h"
#include "ground/text_lines.h"
#include "readers/yaml_node.h"

struct service_edit {
    struct text_lines *lines;
    struct pool *pool;
    struct fault *fault;
    const struct yaml_node *key, *service;
    unsigned end;             /* the line after its last one */
    struct buffer added;      /* keys that it does not have yet */
};

/* What a list should be. */
struct wanted_list {
    const char *key;
    bool all;
    cisd_caps caps;
};

/* Says why a service cannot be changed, and where. Returns the code. */
cisd_code service_edit_refuse(struct service_edit *edit, unsigned line, const char *why);

/* The line of a node, and where the node begins in it, in bytes. */
struct text_line *service_edit_line(const struct service_edit *edit, const struct yaml_node *node);
size_t service_edit_offset(const struct service_edit *edit, const struct yaml_node *node);

/* Puts a text in place of part of a line. What stands to the right may have been replaced before. */
cisd_code service_edit_replace(struct service_edit *edit, struct text_line *line, size_t from,
                               size_t to, const char *text);

/* A value that is one word becomes false. */
cisd_code service_edit_word(struct service_edit *edit, const struct yaml_pair *pair);

/* "[A, B]": what stands between the brackets changes. */
cisd_code service_edit_brackets(struct service_edit *edit, const struct yaml_pair *pair,
                                const struct wanted_list *wanted);

bool wanted_list_is_empty(const struct wanted_list *wanted);

/* Each wanted name after a text, then another text. */
void wanted_list_write(struct buffer *out, const struct wanted_list *wanted, const char *before,
                       const char *after);

cisd_code service_edit_unprivilege(struct service_edit *edit);
cisd_code service_edit_list(struct service_edit *edit, const struct wanted_list *wanted);

/* Puts in what is to be added. */
cisd_code service_edit_insert(struct service_edit *edit);

#endif

/* A policy file, YAML or JSON, turned into a policy. */
#ifndef CISD_API_POLICY_FILE_H
#define CISD_API_POLICY_FILE_H

#include "ground/fault.h"
#include "judgement/policy.h"

#define POLICY_FILE_LIMIT ((size_t)4 << 20)

/* What aliases and merge keys can make of so short a file; each is kept, and each is held against
 * every subject. Without them no file has as much text. */
#define POLICY_ENTRIES_MAX 20000
#define POLICY_TEXTS_MAX ((size_t)16 << 20)

/* Reads a text; `file` names it in messages. */
cisd_code policy_file_parse(const struct memory *memory, const char *file, const char *text,
                            size_t length, cisd_policy **out, struct fault *fault);

/* Reads a file. */
cisd_code policy_file_load(const struct memory *memory, const char *path, cisd_policy **out,
                           struct fault *fault);

#endif

/* A policy file, YAML or JSON, turned into a policy. */
#ifndef CISD_API_POLICY_FILE_H
#define CISD_API_POLICY_FILE_H

#include "ground/fault.h"
#include "judgement/policy.h"

#define POLICY_FILE_LIMIT ((size_t)4 << 20)

/* Reads a text; `file` names it in messages. */
cisd_code policy_file_parse(const struct memory *memory, const char *file, const char *text,
                            size_t length, cisd_policy **out, struct fault *fault);

/* Reads a file. */
cisd_code policy_file_load(const struct memory *memory, const char *path, cisd_policy **out,
                           struct fault *fault);

#endif

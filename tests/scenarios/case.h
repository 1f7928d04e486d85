/* A scenario: what its file `case` says. The format is described in README.md. */
#ifndef SCENARIOS_CASE_H
#define SCENARIOS_CASE_H

#include <stdint.h>

#include "cisdocker/cisdocker.h"

#define CASE_TARGETS 8
#define CASE_SELECTIONS 8
#define CASE_EXPECTATIONS 64
#define CASE_STRINGS 16

struct expectation {
    char *name, *verdict, *reasons;
    cisd_caps granted, excess;
    char *unknown; /* "" for none */
};

struct selection {
    char *key, *value;
};

/* The values of a key that may be repeated. */
struct strings {
    char *texts[CASE_STRINGS];
    size_t count;
};

struct scenario {
    char *text; /* the file; everything below points into it */
    char *why, *profile, *project_directory, *stack;
    struct strings compose, env_files, environment, compose_profiles;
    struct strings roots, commands;
    struct strings places; /* "NAME FILE:LINE:COLUMN" */
    struct strings policies, waived, notes, smallest, least; /* as they stand in the file */
    char *trust_label, *refused;
    char *inspect[CASE_TARGETS];
    struct selection selections[CASE_SELECTIONS];
    struct expectation expectations[CASE_EXPECTATIONS];
    size_t inspect_count, selection_count, expectation_count;
    int64_t time;
    int status;
};

/* Reads the file `case` of the working directory. Says what is wrong and returns 0 on failure. */
int case_read(struct scenario *scenario);

/* Resolves %XX in place; a dash alone is the empty name. */
void case_decode(char *text);

void case_free(struct scenario *scenario);

#endif

/* What `cisdocker check`, or another command that audits, was asked to do. */
#ifndef CLI_CHECK_OPTIONS_H
#define CLI_CHECK_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include <cisdocker/cisdocker.h>

#include "asset_options.h"
#include "command.h"
#include "compose.h"
#include "engines.h"
#include "progress.h"

enum target_kind { TARGET_HOST, TARGET_CONTEXT, TARGET_INSPECT, TARGET_ROOT, TARGET_RUN };

struct wanted_target {
    enum target_kind kind;
    const char *place;
};

struct wanted_subject {
    const char *key, *value;
};

/* One --format and --output; either may be left out. */
struct wanted_output {
    bool has_format;
    cisd_format format;
    const char *path; /* NULL: stdout */
};

enum color_mode { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* The arrays have room for as many entries as there are words on the command line. */
struct check_wish {
    const struct command *command;
    char **operands;
    int operand_count;
    const char *rule;
    const char **policies;
    size_t policy_count;
    const char *trust_label; /* NULL: none */
    struct wanted_target *targets;
    struct wanted_subject *subjects;
    struct wanted_output *outputs;
    size_t target_count, subject_count, output_count;
    cisd_profile profile;
    cisd_severity fail_on;
    struct engine_wish engine;
    struct compose_wish compose;
    struct asset_wish asset;
    cisd_kernel kernel;
    bool least, in_place;    /* of fix */
    const char *baseline;    /* NULL: none */
    bool fail_on_new;
    bool exit_zero, quiet, verbose, no_services, per_subject;
    enum color_mode color;
    enum progress_mode progress;
};

/* Reads the words. Returns STATUS_NONE, or the status to end with. Free the wish in any case. */
int check_wish_read(struct check_wish *wish, const struct command *command, int count,
                    char **words);

void check_wish_free(struct check_wish *wish);

#endif

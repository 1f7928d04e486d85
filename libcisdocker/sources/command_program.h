/* Which program a command line runs: what may stand before it, and which of its commands it is. */
#ifndef CISD_SOURCES_COMMAND_PROGRAM_H
#define CISD_SOURCES_COMMAND_PROGRAM_H

#include "facts/engine.h"
#include "sources/command_options.h"
#include "sources/command_words.h"

/* A command that makes containers. */
struct command_form {
    enum engine_kind engine;
    const char *program, *group, *verb;  /* "docker", "container", "run"; no group is "" */
    const struct command_option *options;
    bool commas;                         /* a list option takes several by commas */
};

/*
 * Finds it; *at is moved beyond it. CISD_E_FORMAT where the line runs anything else. `take` reads
 * the options of a program that stand before its commands.
 */
cisd_code command_program_find(const struct command_words *words, size_t *at,
                               const struct command_form **form, struct fault *fault);

#endif

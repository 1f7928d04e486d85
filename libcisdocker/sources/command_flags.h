/* Options as the docker command's parser reads them: "--name=value", "--name value", "-itv value". */
#ifndef CISD_SOURCES_COMMAND_FLAGS_H
#define CISD_SOURCES_COMMAND_FLAGS_H

#include "sources/command_options.h"
#include "sources/command_words.h"

/* An option that was found, and its value. */
struct command_flag {
    const struct command_option *option;
    const char *value;      /* "true" for a switch without one */
    const char *variable;   /* what in the value would be expanded; NULL: nothing */
};

typedef cisd_code command_taker(void *user, const struct command_flag *flag, struct fault *fault);

/* A word in the place of an option of which not even that is known whether it is one. */
typedef cisd_code command_doubter(void *user, const struct command_word *word,
                                  struct fault *fault);

struct command_flags {
    const struct command_words *words;
    const struct command_option *options;
    command_taker *take;       /* may be NULL */
    command_doubter *doubt;
    void *user;
};

/* Reads options from *at on, up to the first word that is none; *at is moved to it. */
cisd_code command_flags_read(const struct command_flags *flags, size_t *at, struct fault *fault);

#endif

/* A command line split into words as a POSIX shell would. Nothing is expanded or executed. */
#ifndef CISD_SOURCES_COMMAND_WORDS_H
#define CISD_SOURCES_COMMAND_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "ground/fault.h"
#include "ground/memory.h"

/* The longest line, the most words, and the deepest substitutions in substitutions. */
#define COMMAND_LINE_MAX ((size_t)1 << 20)
#define COMMAND_WORDS_MAX 65536
#define COMMAND_DEPTH 32

struct command_word {
    const char *text;      /* without quotes; what would be expanded stands as it was typed */
    const char *variable;  /* the first thing that would be expanded, such as "$TAG"; NULL: none */
    bool splits;           /* it may become several words, or none */
    bool several;          /* it is meant to, quoted or not, as "$@" and "${OPTIONS[@]}" are */
};

struct command_words {
    struct command_word *words; /* in the pool */
    size_t count, capacity;
};

/* CISD_E_FORMAT where it is not one simple command. */
cisd_code command_words_split(struct pool *pool, const char *line, struct command_words *words,
                              struct fault *fault);

#endif

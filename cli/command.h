/* The commands and their options, as tables: parsing, help and completion read the same. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stddef.h>

struct option {
    int id;               /* 0: not an option but a heading, in `help` */
    char letter;          /* '\0' for none */
    const char *name;     /* without dashes */
    const char *value;    /* what its value is called, or the words it may be: "a|b"; NULL: none */
    const char *help;
};

/* Receives an option. Returns STATUS_NONE, or the status to end with, having said why. */
typedef int option_take(void *user, int id, const char *value);

struct command {
    const char *name;
    const char *operands; /* for the usage line: "5.4" */
    const char *words;    /* words that may be operands, for completion: "a b"; NULL for none */
    const char *summary;  /* one line */
    const char *about;    /* what --help says between usage and options */
    const struct option *options; /* ends with an entry that has neither id nor help */
    int (*run)(const struct command *command, int count, char **words);
    const char *const *without; /* names of those options it does not have; NULL: it has all */
};

/* Every command; the last one has no name. */
extern const struct command commands[];

/* The command with a name; NULL if there is none. */
const struct command *command_find(const char *name);

/* The commands themselves. */
int check_run(const struct command *command, int count, char **words);
int list_run(const struct command *command, int count, char **words);
int show_run(const struct command *command, int count, char **words);
int explain_run(const struct command *command, int count, char **words);
int convert_run(const struct command *command, int count, char **words);
int completion_run(const struct command *command, int count, char **words);
int fix_run(const struct command *command, int count, char **words);
int policy_run(const struct command *command, int count, char **words);
int export_run(const struct command *command, int count, char **words);
int help_run(const struct command *command, int count, char **words);

extern const struct option check_options[], export_options[], no_options[];

#endif

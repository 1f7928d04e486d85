#include "option.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "nearest.h"
#include "say.h"
#include "status.h"
#include "wrap.h"

/* Where the explanations stand in a help text, and how far they go. */
#define HELP_COLUMN 26
#define HELP_WIDTH 80

struct parser {
    const struct command *command;
    int count, at, operands;
    char **words;
    option_take *take;
    void *user;
};

const struct option no_options[] = {{0, '\0', NULL, NULL, NULL}};

bool option_offered(const struct command *command, const struct option *option)
{
    if (option->id == 0)
        return false;
    for (const char *const *name = command->without; name != NULL && *name != NULL; name++)
        if (strcmp(*name, option->name) == 0)
            return false;
    return true;
}

static bool is_end(const struct option *option)
{
    return option->id == 0 && option->help == NULL;
}

static const struct option *find_name(const struct command *command, const char *name,
                                      size_t length)
{
    for (const struct option *option = command->options; !is_end(option); option++)
        if (option_offered(command, option) && strlen(option->name) == length &&
            memcmp(option->name, name, length) == 0)
            return option;
    return NULL;
}

static const struct option *find_letter(const struct command *command, char letter)
{
    for (const struct option *option = command->options; !is_end(option); option++)
        if (option_offered(command, option) && option->letter != '\0' && option->letter == letter)
            return option;
    return NULL;
}

static int unknown_option(const struct command *command, const char *name, size_t length)
{
    struct nearest best = {NULL, 0};
    char typed[64];

    (void)snprintf(typed, sizeof typed, "%.*s", (int)length, name);
    for (const struct option *option = command->options; !is_end(option); option++)
        if (option_offered(command, option))
            nearest_try(&best, typed, option->name);
    if (best.word != NULL)
        return say_usage(command->name, "unknown option '--%s': did you mean '--%s'?", typed,
                         best.word);
    return say_usage(command->name, "unknown option '--%s'", typed);
}

/* The value an option needs: what is attached to it, or the next word. */
static int take_option(struct parser *parser, const struct option *option, const char *attached)
{
    if (option->value == NULL && attached != NULL)
        return say_usage(parser->command->name, "option '--%s' takes no value", option->name);
    if (option->value != NULL && attached == NULL) {
        if (parser->at == parser->count)
            return say_usage(parser->command->name, "option '--%s' needs a value: %s",
                             option->name, option->value);
        attached = parser->words[parser->at++];
    }
    return parser->take(parser->user, option->id, attached);
}

static int take_long(struct parser *parser, const char *name)
{
    size_t length = strcspn(name, "=");
    const struct option *option = find_name(parser->command, name, length);

    if (option != NULL)
        return take_option(parser, option, name[length] == '=' ? name + length + 1 : NULL);
    if (length != 4 || memcmp(name, "help", 4) != 0)
        return unknown_option(parser->command, name, length);
    option_help(parser->command);
    return STATUS_OK;
}

/* "-q", "-qv", "-fVALUE". */
static int take_letters(struct parser *parser, const char *letters)
{
    for (; *letters != '\0'; letters++) {
        const struct option *option = find_letter(parser->command, *letters);
        bool attached = option != NULL && option->value != NULL && letters[1] != '\0';
        int status;

        if (option == NULL && *letters == 'h') {
            option_help(parser->command);
            return STATUS_OK;
        }
        if (option == NULL)
            return say_usage(parser->command->name, "unknown option '-%c'", *letters);
        status = take_option(parser, option, attached ? letters + 1 : NULL);
        if (status != STATUS_NONE || attached)
            return status;
    }
    return STATUS_NONE;
}

static int take_word(struct parser *parser, char *word)
{
    if (word[0] == '-' && word[1] == '-')
        return take_long(parser, word + 2);
    if (word[0] == '-' && word[1] != '\0')
        return take_letters(parser, word + 1);
    parser->words[parser->operands++] = word;
    return STATUS_NONE;
}

int option_parse(const struct command *command, int count, char **words, option_take *take,
                 void *user, int *operands)
{
    struct parser parser = {.command = command, .count = count, .words = words, .take = take,
                            .user = user};

    while (parser.at < count) {
        char *word = words[parser.at++];
        int status;

        if (strcmp(word, "--") == 0)
            break;
        status = take_word(&parser, word);
        if (status != STATUS_NONE)
            return status;
    }
    while (parser.at < count)
        words[parser.operands++] = words[parser.at++];
    *operands = parser.operands;
    return STATUS_NONE;
}

static void help_option(char letter, const char *name, const char *value, const char *help)
{
    char label[80];

    (void)snprintf(label, sizeof label, "  %c%c%c --%s%s%s", letter != '\0' ? '-' : ' ',
                   letter != '\0' ? letter : ' ', letter != '\0' ? ',' : ' ', name,
                   value != NULL ? " " : "", value != NULL ? value : "");
    wrap_labelled(stdout, label, HELP_COLUMN, HELP_WIDTH, help);
}

/* A heading stands only where an option of the command follows. */
static void help_options(const struct command *command)
{
    const char *heading = NULL;

    for (const struct option *option = command->options; !is_end(option); option++) {
        if (option->id == 0)
            heading = option->help;
        if (!option_offered(command, option))
            continue;
        if (heading != NULL)
            wrap_labelled(stdout, "", 0, HELP_WIDTH, heading);
        heading = NULL;
        help_option(option->letter, option->name, option->value, option->help);
    }
    if (heading != NULL)
        wrap_labelled(stdout, "", 0, HELP_WIDTH, heading);
}

void option_help(const struct command *command)
{
    (void)printf("usage: cisdocker %s%s%s [OPTION]...\n\n", command->name,
                 command->operands[0] != '\0' ? " " : "", command->operands);
    wrap_labelled(stdout, "", 0, HELP_WIDTH, command->about);
    (void)printf("\n");
    help_options(command);
    help_option('h', "help", NULL, "say this, and no more");
}

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <cisdocker/cisdocker.h>

#include "option.h"
#include "say.h"
#include "status.h"

static int is_end(const struct option *option)
{
    return option->id == 0 && option->help == NULL;
}

/* "a|b" as "a b". */
static void write_words(const char *words)
{
    for (; *words != '\0'; words++)
        (void)putchar(*words == '|' ? ' ' : *words);
}

static void write_formats(void)
{
    for (int number = 0; number < CISD_FORMATS; number++)
        (void)printf("%s ", cisd_format_name((cisd_format)number));
}

static void write_choice(const struct option *option)
{
    (void)printf("mapfile -t COMPREPLY < <(compgen -W '");
    if (strcmp(option->value, "FORMAT") == 0)
        write_formats();
    else
        write_words(option->value);
    (void)printf("' -- \"$word\") ;;\n");
}

/* What a value can be: one of some words, a file, a folder, or nothing that is known. */
static void write_value(const struct option *option)
{
    bool choice = strchr(option->value, '|') != NULL || strcmp(option->value, "FORMAT") == 0;

    (void)printf("        *:--%s", option->name);
    if (option->letter != '\0')
        (void)printf(" | *:-%c", option->letter);
    (void)printf(") ");
    if (choice)
        write_choice(option);
    else if (strcmp(option->value, "FILE") == 0 || strcmp(option->value, "DIR") == 0)
        (void)printf("mapfile -t COMPREPLY < <(compgen -%c -- \"$word\"); return ;;\n",
                     option->value[0] == 'F' ? 'f' : 'd');
    else
        (void)printf("return ;;\n");
}

static void write_values(const struct option *options, const struct option *known)
{
    for (const struct option *option = options; !is_end(option); option++) {
        const struct option *same = known;

        while (!is_end(same) && (same->id == 0 || option->id == 0 ||
                                 strcmp(same->name, option->name) != 0))
            same++;
        if (option->id != 0 && option->value != NULL && is_end(same))
            write_value(option);
    }
}

/* What may stand after a command: its operands and its options. */
static void write_command(const struct command *command)
{
    (void)printf("        %s:*) words='", command->name);
    if (command->words != NULL)
        (void)printf("%s ", command->words);
    if (strcmp(command->name, "help") == 0)
        for (const struct command *other = commands; other->name != NULL; other++)
            (void)printf("%s ", other->name);
    if (strcmp(command->name, "explain") == 0)
        for (int number = 0; number < cisd_cap_count(); number++)
            (void)printf("%s ", cisd_cap_name(number) + 4);
    if (strcmp(command->name, "export") == 0)
        for (size_t i = 0; i < cisd_content_count(); i++)
            (void)printf("%s ", cisd_content_name(i));
    for (const struct option *option = command->options; !is_end(option); option++)
        if (option_offered(command, option))
            (void)printf("--%s ", option->name);
    (void)printf("--help' ;;\n");
}

static void write_bash(void)
{
    (void)printf("# Completion of cisdocker for bash, written by 'cisdocker completion bash'.\n"
                 "_cisdocker() {\n"
                 "    local word=$2 before=$3 words=''\n"
                 "    COMPREPLY=()\n"
                 "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                 "        words='");
    for (const struct command *command = commands; command->name != NULL; command++)
        (void)printf("%s ", command->name);
    (void)printf("--help --version'\n"
                 "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
                 "        return\n"
                 "    fi\n"
                 "    if [ \"$word\" = = ]; then\n"
                 "        word=''\n"
                 "    elif [ \"$before\" = = ]; then\n"
                 "        before=${COMP_WORDS[COMP_CWORD - 2]}\n"
                 "    fi\n"
                 "    case ${COMP_WORDS[1]}:$before in\n");
    write_values(check_options, no_options);
    write_values(export_options, check_options);
    (void)printf("    esac\n"
                 "    [ ${#COMPREPLY[@]} -eq 0 ] || return 0\n"
                 "    case ${COMP_WORDS[1]}:$before in\n");
    for (const struct command *command = commands; command->name != NULL; command++)
        write_command(command);
    (void)printf("    esac\n"
                 "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
                 "}\n"
                 "complete -o default -F _cisdocker cisdocker\n");
}

int completion_run(const struct command *command, int count, char **words)
{
    int operands = 0;
    int status = option_parse(command, count, words, NULL, NULL, &operands);

    if (status != STATUS_NONE)
        return status;
    if (operands != 1 || strcmp(words[0], "bash") != 0)
        return say_usage("completion", "the name of a shell is wanted: bash");
    write_bash();
    return STATUS_OK;
}

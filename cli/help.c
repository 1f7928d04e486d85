#include <stdio.h>

#include "option.h"
#include "say.h"
#include "status.h"
#include "wrap.h"

#define COLUMN 16
#define WIDTH 80

static int help_all(void)
{
    (void)printf("usage: cisdocker COMMAND [OPTION]...\n\n"
                 "Checks whether the Linux capabilities of containers are restricted, as the\n"
                 "CIS Docker Benchmark demands (5.4, \"Ensure that Linux kernel capabilities are\n"
                 "restricted within containers\").\n\n"
                 "  cisdocker check 5.4        every container of this host's Docker Engine\n\n"
                 "Commands:\n");
    for (const struct command *command = commands; command->name != NULL; command++) {
        char label[COLUMN];

        (void)snprintf(label, sizeof label, "  %s", command->name);
        wrap_labelled(stdout, label, COLUMN, WIDTH, command->summary);
    }
    (void)printf("\nOptions:\n");
    wrap_labelled(stdout, "  --help", COLUMN, WIDTH, "say this; after a command, what it can do");
    wrap_labelled(stdout, "  --version", COLUMN, WIDTH, "say which version this is");
    return STATUS_OK;
}

int help_run(const struct command *command, int count, char **words)
{
    const struct command *about;
    int operands = 0;
    int status = option_parse(command, count, words, NULL, NULL, &operands);

    if (status != STATUS_NONE)
        return status;
    if (operands == 0)
        return help_all();
    about = command_find(words[0]);
    if (about == NULL || operands > 1)
        return say_usage(NULL, "unknown command '%s'", words[operands > 1 ? 1 : 0]);
    option_help(about);
    return STATUS_OK;
}

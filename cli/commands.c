#include <string.h>

#include "command.h"

const struct command commands[] = {
    {"check", "5.4", "5.4 5.3", "check containers, say which fail and how to fix them",
     "Decides CIS Docker Benchmark 5.4 for every container of the targets, running or not, and "
     "says why. Nothing is changed anywhere: an engine is only asked.\n"
     "Exit status: 0 nothing failed; 1 at least one failure; 2 wrong usage, or a report could "
     "not be written; 3 nothing failed, but not everything could be judged.",
     check_options, check_run},
    {"list", "", NULL, "list the checks", "Lists the checks this program has.", no_options,
     list_run},
    {"show", "5.4", "5.4 5.3", "say what a check is, how it is decided, how to pass it",
     "Says what a check is about, how this program decides it, and how to fix a failure.",
     no_options, show_run},
    {"explain", "[CAP]...", NULL, "say what a capability allows, and what an attacker gains",
     "Explains capabilities, such as NET_RAW or CAP_SYS_ADMIN; without one, lists all.",
     no_options, explain_run},
    {"completion", "bash", "bash", "write a shell's completion of these commands",
     "Writes completion for a shell: eval \"$(cisdocker completion bash)\"", no_options,
     completion_run},
    {"help", "[COMMAND]", NULL, "say how to use a command", "Says how to use a command.",
     no_options, help_run},
    {NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};

const struct command *command_find(const char *name)
{
    for (const struct command *command = commands; command->name != NULL; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

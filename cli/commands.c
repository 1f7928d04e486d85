#include <string.h>

#include "command.h"

/* Options about reports, exit statuses and remedies. */
#define ABOUT_REPORTS \
    "baseline", "fail-on", "exit-zero", "format", "quiet", "verbose", "color", "per-subject", "asset-host", \
    "asset-fqdn", "asset-ip", "asset-fact"
static const char *const policy_without[] = {ABOUT_REPORTS, "least", "in-place", NULL};
static const char *const fix_without[] = {ABOUT_REPORTS, "name", NULL};
static const char *const check_without[] = {"least", "in-place", NULL};

/* A report that is there says all about what was audited and how. */
static const char *const convert_without[] = {
    "host", "context", "inspect", "compose", "root", "run", "name", "image", "label", "running",
    "no-services", "profile", "policy", "trust-label", "progress", "timeout", "time-limit",
    "connections", "tlsverify", "tlscacert", "tlscert", "tlskey", "env-file", "compose-profile",
    "project-directory", "stack", "kernel", "least", "in-place", NULL};

const struct command commands[] = {
    {"check", "5.4", "5.4 5.3", "check containers, say which fail and how to fix them",
     "Decides CIS Docker Benchmark 5.4 for every container of the targets, running or not, and "
     "says why. Nothing is changed anywhere: an engine is only asked.\n"
     "Exit status: 0 nothing failed; 1 at least one failure; 2 wrong usage, or a report could "
     "not be written; 3 nothing failed, but not everything could be judged.",
     check_options, check_run, check_without},
    {"list", "", NULL, "list the checks", "Lists the checks this program has.", no_options,
     list_run, NULL},
    {"show", "5.4", "5.4 5.3", "say what a check is, how it is decided, how to pass it",
     "Says what a check is about, how this program decides it, and how to fix a failure.",
     no_options, show_run, NULL},
    {"explain", "[CAP]...", NULL, "say what a capability allows, and what an attacker gains",
     "Explains capabilities, such as NET_RAW or CAP_SYS_ADMIN; without one, lists all.",
     no_options, explain_run, NULL},
    {"fix", "[NAME]...", NULL, "write what makes a container, a service or a Compose project pass",
     "fix NAME...: the docker service update commands of Swarm services, or the flags to recreate "
     "containers with. Nothing is changed.\n"
     "fix --compose FILE: a Compose file to give after it, or with --in-place the file itself, so "
     "that its services pass. What a policy accepts stays as it is.\n"
     "Exit status: 0 written, or nothing fails; 1 something still fails; 2 wrong usage, or a file "
     "that cannot be changed safely; 3 a target could not be audited to its end.",
     check_options, fix_run, fix_without},
    {"policy", "check FILE...|init", "check init", "say what a policy means, or write one of what fails",
     "policy check FILE...: says whether policies are good, and what each entry means. Exit status: "
     "0 all are good; 2 one is not.\n"
     "policy init [TARGET]...: audits, and writes a policy that waives for 90 days what fails now, "
     "with a reason to be filled in for each entry, on stdout or into a new file.",
     check_options, policy_run, policy_without},
    {"export", "[NAME]", "audit xccdf sce oval datastream", "write content for scanners: what Nessus and others load",
     "Writes a file that a scanner loads to decide the check itself, on the standard output; "
     "without a name, lists what there is.",
     export_options, export_run, NULL},
    {"convert", "REPORT...", NULL, "merge stored JSON reports and write them in any format",
     "Reads JSON reports that 'cisdocker check --format json' wrote, one or those of a fleet, and "
     "writes them as one report in any format; - is stdin. Nothing is audited again.\n"
     "Exit status: as of check, for all reports together; 2 also where a report cannot be read or "
     "does not go with the others.",
     check_options, convert_run, convert_without},
    {"completion", "bash", "bash", "write a shell's completion of these commands",
     "Writes completion for a shell: eval \"$(cisdocker completion bash)\"", no_options,
     completion_run, NULL},
    {"help", "[COMMAND]", NULL, "say how to use a command", "Says how to use a command.",
     no_options, help_run, NULL},
    {NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};

const struct command *command_find(const char *name)
{
    for (const struct command *command = commands; command->name != NULL; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

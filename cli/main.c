#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cisdocker/cisdocker.h>

#include "command.h"
#include "nearest.h"
#include "say.h"
#include "status.h"

/*
 * A standard stream that is closed is replaced by one that fails, so that no file of ours takes
 * its number and receives what was meant for it.
 */
static void fill_standard_streams(void)
{
    int fd;

    do
        fd = open("/dev/null", O_RDONLY);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd > STDERR_FILENO)
        (void)close(fd);
}

/* What went to stdout must have arrived; a report that did not is no success. */
static int check_stdout(int status)
{
    if (fflush(stdout) == 0 && ferror(stdout) == 0)
        return status;
    say("cannot write to the standard output: %s", strerror(errno));
    return STATUS_USAGE;
}

static int print_version(void)
{
    (void)printf("cisdocker %s\n", CISD_VERSION);
    if (strcmp(cisd_version(), CISD_VERSION) != 0)
        (void)printf("libcisdocker %s\n", cisd_version());
    return STATUS_OK;
}

static int unknown_command(const char *name)
{
    struct nearest best = {NULL, 0};

    for (const struct command *command = commands; command->name != NULL; command++)
        nearest_try(&best, name, command->name);
    if (best.word != NULL)
        return say_usage(NULL, "unknown command '%s': did you mean '%s'?", name, best.word);
    return say_usage(NULL, "unknown command '%s'", name);
}

static int run(int count, char **words)
{
    const struct command *command;

    if (count < 2)
        return say_usage(NULL, "no command is given: 'cisdocker check 5.4' checks this host");
    if (strcmp(words[1], "--version") == 0 || strcmp(words[1], "-V") == 0)
        return print_version();
    if (strcmp(words[1], "--help") == 0 || strcmp(words[1], "-h") == 0)
        return help_run(command_find("help"), 0, words + 2);
    if (words[1][0] == '-')
        return say_usage(NULL, "unknown option '%s': a command comes first", words[1]);
    command = command_find(words[1]);
    if (command == NULL)
        return unknown_command(words[1]);
    return command->run(command, count - 2, words + 2);
}

int main(int count, char **words)
{
    fill_standard_streams();
    (void)signal(SIGPIPE, SIG_IGN);
    return check_stdout(run(count, words));
}

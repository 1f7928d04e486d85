#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cisdocker/cisdocker.h>

#include "interrupt.h"
#include "nearest.h"
#include "option.h"
#include "say.h"
#include "sink_trouble.h"
#include "status.h"
#include "terminal.h"
#include "wrap.h"

enum { OPTION_OUTPUT = 1, OPTION_ALL };

const struct option export_options[] = {
    {OPTION_OUTPUT, 'o', "output", "FILE",
     "write it to a file, which appears whole or not at all; - is the standard output"},
    {OPTION_ALL, '\0', "all", "DIR", "write every file, each under its own name, into a folder"},
    {0, '\0', NULL, NULL, NULL},
};

/* What is asked for most, by a short name. */
static const struct {
    const char *word, *name;
} shorts[] = {
    {"audit", "cisdocker-5.4-docker.audit"}, {"xccdf", "cisdocker-5.4-xccdf.xml"},
    {"sce", "cisdocker-5.4-sce.sh"},         {"oval", "cisdocker-5.4-oval.xml"},
    {"datastream", "cisdocker-5.4-ds.xml"},
};

struct export_wish {
    const char *output, *folder;
};

static int take(void *user, int id, const char *value)
{
    struct export_wish *wish = user;

    if (value[0] == '\0')
        return say_usage("export", "an output has no name");
    *(id == OPTION_ALL ? &wish->folder : &wish->output) = value;
    return STATUS_NONE;
}

static const char *short_of(const char *name)
{
    for (size_t i = 0; i < sizeof shorts / sizeof shorts[0]; i++)
        if (strcmp(shorts[i].name, name) == 0)
            return shorts[i].word;
    return NULL;
}

static const char *spelled_out(const char *name)
{
    for (size_t i = 0; i < sizeof shorts / sizeof shorts[0]; i++)
        if (strcmp(shorts[i].word, name) == 0)
            return shorts[i].name;
    return name;
}

static int list_contents(void)
{
    for (size_t i = 0; i < cisd_content_count(); i++) {
        const char *word = short_of(cisd_content_name(i));

        (void)printf("%s%s%s\n", cisd_content_name(i), word != NULL ? ", in short: " : "",
                     word != NULL ? word : "");
        wrap_labelled(stdout, "", 4, terminal_width(1), cisd_content_description(i));
    }
    return STATUS_OK;
}

/* The index of the content with a name; the count of all if there is none. */
static size_t find(const char *name)
{
    size_t i = 0;

    while (i < cisd_content_count() && strcmp(cisd_content_name(i), name) != 0)
        i++;
    return i;
}

static int unknown(const char *name)
{
    struct nearest best = {NULL, 0};

    for (size_t i = 0; i < cisd_content_count(); i++)
        nearest_try(&best, name, cisd_content_name(i));
    if (best.word != NULL)
        return say_usage("export", "unknown content '%s': did you mean '%s'?", name, best.word);
    return say_usage("export", "unknown content '%s': 'cisdocker export' lists all", name);
}

static int let_appear(struct sink *sink, bool program)
{
    if (program && sink_allow_running(sink) != 0)
        return sink_trouble(sink);
    return sink_appear(sink);
}

static int write_content(size_t index, const char *path)
{
    struct sink sink;
    cisd_error *error = NULL;
    int status;

    /* Nothing is to be cancelled, but temporary files must go. */
    interrupt_watch(NULL);
    if (sink_open(&sink, path, false) != 0)
        status = sink_trouble(&sink);
    else if (cisd_content_write(cisd_content_name(index), sink_write, &sink, &error) != CISD_OK)
        status = sink_call_trouble(&sink, error);
    else
        status = let_appear(&sink, cisd_content_is_program(index));
    sink_close(&sink);
    return status;
}

static int write_into(const char *folder, size_t index)
{
    const char *name = cisd_content_name(index);
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    int status;

    if (path == NULL) {
        say("out of memory");
        return STATUS_INCOMPLETE;
    }
    (void)snprintf(path, size, "%s/%s", folder, name);
    status = write_content(index, path);
    free(path);
    return status;
}

static int write_all_contents(const char *folder)
{
    int status = STATUS_OK;

    for (size_t i = 0; status == STATUS_OK && i < cisd_content_count(); i++)
        status = write_into(folder, i);
    return status;
}

int export_run(const struct command *command, int count, char **words)
{
    struct export_wish wish = {NULL, NULL};
    int operands = 0;
    int status = option_parse(command, count, words, take, &wish, &operands);
    size_t index;

    if (status != STATUS_NONE)
        return status;
    if (operands > 1)
        return say_usage("export", "unexpected '%s'", words[1]);
    if (wish.folder != NULL && (operands > 0 || wish.output != NULL))
        return say_usage("export", "'--all' writes everything, and into its folder");
    if (wish.folder != NULL)
        return write_all_contents(wish.folder);
    if (operands == 0 && wish.output != NULL)
        return say_usage("export", "no content is named: 'cisdocker export' lists all");
    if (operands == 0)
        return list_contents();
    index = find(spelled_out(words[0]));
    return index < cisd_content_count() ? write_content(index, wish.output) : unknown(words[0]);
}

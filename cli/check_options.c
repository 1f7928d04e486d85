#include "check_options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check_takers.h"
#include "option.h"
#include "place.h"
#include "say.h"
#include "status.h"

/* More outputs than this nobody needs; each holds a file open. */
#define OUTPUTS_MAX 16

/* Two reports in one place would be none. */
static int check_pair(const struct check_wish *wish, const char *one, const char *other)
{
    if (!place_is_same(one, other))
        return STATUS_NONE;
    if (place_is_stdout(one) && place_is_stdout(other))
        return say_usage(wish->command->name,
                         "two formats for the standard output: give each its own --output");
    if (!place_is_stdout(one) && !place_is_stdout(other) && strcmp(one, other) != 0)
        return say_usage(wish->command->name, "two formats for one file: '%s' is '%s'", other, one);
    return say_usage(wish->command->name, "two formats for '%s'",
                     place_is_stdout(one) ? other : one);
}

static int check_outputs(struct check_wish *wish)
{
    int status = STATUS_NONE;

    if (wish->output_count == 0)
        wish->outputs[wish->output_count++] = (struct wanted_output){.format = CISD_FORMAT_TEXT};
    if (wish->output_count > OUTPUTS_MAX)
        return say_usage(wish->command->name, "more than %d outputs", OUTPUTS_MAX);
    for (size_t i = 0; i < wish->output_count; i++)
        for (size_t j = 0; status == STATUS_NONE && j < i; j++)
            status = check_pair(wish, wish->outputs[j].path, wish->outputs[i].path);
    return status;
}

/* What somebody wrote by hand is not to be lost by a slip: a report takes the place of no input. */
static int check_input(const struct check_wish *wish, const char *input)
{
    for (size_t i = 0; i < wish->output_count; i++) {
        const char *output = wish->outputs[i].path;

        if (!place_is_stdout(input) && !place_is_stdout(output) && place_is_same(input, output))
            return say_usage(wish->command->name,
                             "'%s' is read: what is written there would take its place", output);
    }
    return STATUS_NONE;
}

static int check_inputs(const struct check_wish *wish)
{
    const struct compose_wish *compose = &wish->compose;
    int status = STATUS_NONE;

    for (size_t i = 0; status == STATUS_NONE && i < wish->target_count; i++)
        if (wish->targets[i].kind == TARGET_INSPECT)
            status = check_input(wish, wish->targets[i].place);
    for (size_t i = 0; status == STATUS_NONE && i < wish->policy_count; i++)
        status = check_input(wish, wish->policies[i]);
    for (size_t i = 0; status == STATUS_NONE && i < compose->file_count; i++)
        status = check_input(wish, compose->files[i]);
    for (size_t i = 0; status == STATUS_NONE && i < compose->env_file_count; i++)
        status = check_input(wish, compose->env_files[i]);
    return status;
}

static int check_stdin(const struct check_wish *wish)
{
    size_t readers = wish->baseline != NULL && strcmp(wish->baseline, "-") == 0;

    for (size_t i = 0; i < wish->target_count; i++)
        readers += wish->targets[i].kind == TARGET_INSPECT &&
                   strcmp(wish->targets[i].place, "-") == 0;
    for (size_t i = 0; i < wish->compose.file_count; i++)
        readers += strcmp(wish->compose.files[i], "-") == 0;
    return readers < 2 ? STATUS_NONE
                       : say_usage(wish->command->name, "the standard input is named twice");
}

static int check_baseline(const struct check_wish *wish)
{
    if (wish->fail_on_new && wish->baseline == NULL)
        return say_usage(wish->command->name, "'--fail-on new' needs --baseline: new since what?");
    return STATUS_NONE;
}

static int reserve(struct check_wish *wish, size_t count)
{
    *wish = (struct check_wish){.engine = {.options = {.size = sizeof wish->engine.options}}};
    wish->targets = calloc(count + 1, sizeof *wish->targets);
    wish->subjects = calloc(count + 1, sizeof *wish->subjects);
    wish->outputs = calloc(count + 1, sizeof *wish->outputs);
    wish->policies = calloc(count + 1, sizeof *wish->policies);
    if (wish->targets != NULL && wish->subjects != NULL && wish->outputs != NULL &&
        wish->policies != NULL && compose_reserve(&wish->compose, count) &&
        asset_reserve(&wish->asset, count))
        return STATUS_NONE;
    say("out of memory");
    return STATUS_INCOMPLETE;
}

int check_wish_read(struct check_wish *wish, const struct command *command, int count,
                    char **words)
{
    int operands = 0;
    int status = reserve(wish, (size_t)count);

    wish->command = command;
    if (status == STATUS_NONE)
        status = option_parse(command, count, words, check_take, wish, &operands);
    wish->operands = words;
    wish->operand_count = operands;
    if (status == STATUS_NONE)
        status = check_outputs(wish);
    if (status == STATUS_NONE)
        status = check_inputs(wish);
    if (status == STATUS_NONE)
        status = compose_check(&wish->compose, command->name);
    if (status == STATUS_NONE)
        status = check_baseline(wish);
    return status == STATUS_NONE ? check_stdin(wish) : status;
}

void check_wish_free(struct check_wish *wish)
{
    free(wish->targets);
    free(wish->subjects);
    free(wish->outputs);
    free(wish->policies);
    compose_free(&wish->compose);
    asset_free(&wish->asset);
}

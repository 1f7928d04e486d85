#include "sources/command.h"

#include <string.h>

#include "sources/command_subject.h"

struct command {
    struct source source;
    char *line;
};

static cisd_code command_next(struct source *source, struct subject **out, struct fault *fault)
{
    struct command *command = (struct command *)source;

    *out = NULL;
    if (source->done > 0)
        return CISD_OK;
    source->total = 1;
    source->done = 1;
    return command_subject_read(&source->memory, command->line, source->labels, out, fault);
}

static void command_close(struct source *source)
{
    struct command *command = (struct command *)source;
    struct memory memory = source->memory;

    memory_free(&memory, command->line);
    memory_free(&memory, command);
}

static const struct source_type command_type = {
    .kind = "command", .next = command_next, .close = command_close};

cisd_code command_open(const struct memory *memory, const char *line, struct source **out,
                       struct fault *fault)
{
    struct command *command = memory_zero(memory, sizeof *command);

    if (command == NULL)
        return fault_no_memory(fault);
    command->source.type = &command_type;
    command->source.memory = *memory;
    command->source.engine = command->source.engine_version = command->source.host = "";
    /* Not the line itself: it may hold secrets, and a report must not. */
    command->source.uri = "command line";
    command->line = memory_copy(memory, line, strlen(line));
    if (command->line == NULL) {
        command_close(&command->source);
        return fault_no_memory(fault);
    }
    *out = &command->source;
    return CISD_OK;
}

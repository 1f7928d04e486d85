#include "renderers/audit_docker.h"
#include "renderers/content_program.h"

#define LOOK "PATH=$PATH:/usr/local/bin:/usr/bin:/bin:/snap/bin; "

#define RUN \
    "The target's own 'cisdocker check 5.4' was run. The first line of the output is the " \
    "verdict, below it stands what was found. Unknown means that something could not be read or " \
    "does not decide; nothing failed then. How it decides: "

static void add_check(struct audit_file *file, cisd_profile profile)
{
    struct buffer program, info;

    buffer_init(&program, &file->out->memory);
    buffer_init(&info, &file->out->memory);
    content_program_command(&program, profile);
    buffer_text(&info, RUN);
    buffer_text(&info, file->rule->texts[CISD_RULE_DECISION]);
    if (program.failed || info.failed)
        file->out->failed = true;
    else
        audit_decision(file, program.data, info.data);
    buffer_free(&program);
    buffer_free(&info);
}

static void add_command(struct audit_file *file, cisd_profile profile)
{
    audit_open(file, "if", NULL);
    audit_condition(file, "Docker is there",
                    LOOK "command -v docker || test ! -S /var/run/docker.sock || echo docker",
                    "docker");
    audit_open(file, "then", NULL);
    add_check(file, profile);
    audit_close(file, "then");
    audit_open(file, "else", NULL);
    audit_report(file, "WARNING", "not applicable",
                 "There is neither a docker command nor an engine's socket on this target: nothing "
                 "was checked.");
    audit_close(file, "else");
    audit_close(file, "if");
}

/* What cannot be seen without cisdocker is said in the items that stand in for it. */
static void add_without(struct audit_file *file, cisd_profile profile)
{
    audit_report(file, "WARNING", "cisdocker is not installed",
                 "There is no cisdocker command on this target. It is checked by its docker "
                 "command instead, which sees less: the item below says what it does not.");
    file->by = " (by the docker command)";
    audit_docker(file, profile);
    file->by = "";
}

cisd_code content_audit_command(const struct content *content, struct buffer *out,
                                struct fault *fault)
{
    struct audit_file file;

    (void)fault;
    audit_begin(&file, out, content);
    audit_open(&file, "if", NULL);
    audit_condition(&file, "there is a cisdocker command", LOOK "command -v cisdocker",
                    "cisdocker");
    audit_open(&file, "then", NULL);
    add_command(&file, content->profile);
    audit_close(&file, "then");
    audit_open(&file, "else", NULL);
    add_without(&file, content->profile);
    audit_close(&file, "else");
    audit_close(&file, "if");
    audit_end(&file);
    return CISD_OK;
}

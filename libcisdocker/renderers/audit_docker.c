#include "renderers/audit_docker.h"

#include "renderers/content_program.h"

#define LOOK "PATH=$PATH:/usr/local/bin:/usr/bin:/bin:/snap/bin; "

/* What Nessus shows beside the verdict. */
#define EVIDENCE \
    "The target's own docker command is asked about every container, stopped ones too, and, " \
    "where its engine manages a Swarm, about every service. From privileged, the capabilities " \
    "added and those dropped follows what the engine grants, whatever the spelling: ALL, upper " \
    "and lower case, CAP_ or not, and a capability that is dropped and added again. "
#define RULE_CIS \
    "What is privileged or adds ALL fails; so does what has NET_RAW, or any capability beyond " \
    "the engine's default set. "
#define RULE_STRICT "What is granted any capability fails. "
#define LIMITS \
    "The first line of the output is the verdict, each line below the counts says of one " \
    "container what it is and why. Unknown stands where the evidence does not decide and a " \
    "person has to: where it cannot be read or is malformed, where Podman answers in place of " \
    "Docker, whose lists do not tell what it grants, and where HostConfig.Capabilities is set, " \
    "which Docker 19.03 alone goes by. What running processes can do beyond what was configured, " \
    "such as after 'docker exec --privileged', is not seen here, and no policy is read; " \
    "'cisdocker check 5.4' does both."

static void add_check(struct audit_file *file, cisd_profile profile)
{
    const char *info = profile == CISD_PROFILE_STRICT ? EVIDENCE RULE_STRICT LIMITS
                                                      : EVIDENCE RULE_CIS LIMITS;
    struct buffer program;

    buffer_init(&program, &file->out->memory);
    content_program_docker(&program, profile);
    if (program.failed)
        file->out->failed = true;
    else
        audit_decision(file, program.data, info);
    buffer_free(&program);
}

static void add_no_answer(struct audit_file *file)
{
    audit_item(file, &(struct audit_item){
                         .what = "the engine does not answer",
                         .info = "There is a docker command, but the engine behind it gives no "
                                 "list of its containers: it is not running, or whoever scans "
                                 "may not ask it. The output says which. Nothing is decided.",
                         .command = LOOK "docker ps 2>&1",
                         .expect = "^verdict: pass",
                         .review = true,
                     });
}

static void add_engine(struct audit_file *file, cisd_profile profile)
{
    audit_open(file, "if", NULL);
    audit_condition(file, "the engine answers",
                  LOOK "docker ps --quiet >/dev/null 2>&1 && echo answers", "^answers");
    audit_open(file, "then", NULL);
    add_check(file, profile);
    audit_close(file, "then");
    audit_open(file, "else", NULL);
    add_no_answer(file);
    audit_close(file, "else");
    audit_close(file, "if");
}

void audit_docker(struct audit_file *file, cisd_profile profile)
{
    audit_open(file, "if", NULL);
    audit_condition(file, "there is a docker command", LOOK "command -v docker", "docker");
    audit_open(file, "then", NULL);
    add_engine(file, profile);
    audit_close(file, "then");
    audit_open(file, "else", NULL);
    audit_report(file, "WARNING", "not applicable",
                 "There is no docker command on this target: nothing was checked.");
    audit_close(file, "else");
    audit_close(file, "if");
}

cisd_code content_audit_docker(const struct content *content, struct buffer *out,
                               struct fault *fault)
{
    struct audit_file file;

    (void)fault;
    audit_begin(&file, out, content);
    audit_docker(&file, content->profile);
    audit_end(&file);
    return CISD_OK;
}

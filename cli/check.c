#include <string.h>

#include "check.h"
#include "engines.h"
#include "epoch.h"
#include "interrupt.h"
#include "outputs.h"
#include "say.h"
#include "standard_input.h"
#include "status.h"
#include "stored.h"
#include "verdict.h"

int check_trouble(cisd_error *error)
{
    int status = cisd_error_code(error) == CISD_E_NO_MEMORY ? STATUS_INCOMPLETE : STATUS_USAGE;

    say("%s", cisd_error_message(error));
    cisd_error_free(error);
    return status;
}

static int add_target(cisd_audit *audit, const struct wanted_target *target,
                      const struct check_wish *wish)
{
    cisd_error *error = NULL;
    cisd_code code;

    if (target->kind == TARGET_HOST)
        code = engines_add_host(audit, target->place, &wish->engine, &error);
    else if (target->kind == TARGET_CONTEXT)
        code = engines_add_context(audit, target->place, &wish->engine, &error);
    else if (target->kind == TARGET_RUN)
        code = cisd_audit_add_command(audit, target->place, &error);
    else if (target->kind == TARGET_ROOT)
        code = cisd_audit_add_root(audit, target->place, &error);
    else if (strcmp(target->place, "-") == 0)
        code = cisd_audit_add_inspect_reader(audit, "-", standard_input_read, NULL, &error);
    else
        code = cisd_audit_add_inspect(audit, target->place, &error);
    return code == CISD_OK ? STATUS_NONE : check_trouble(error);
}

static int add_targets(cisd_audit *audit, const struct check_wish *wish)
{
    cisd_error *error = NULL;
    int status = STATUS_NONE;

    for (size_t i = 0; status == STATUS_NONE && i < wish->target_count; i++)
        status = add_target(audit, &wish->targets[i], wish);
    if (status == STATUS_NONE && wish->compose.file_count > 0 &&
        compose_add(audit, &wish->compose, &error) != CISD_OK)
        return check_trouble(error);
    if (wish->target_count + wish->compose.file_count == 0 &&
        engines_add_usual(audit, &wish->engine, &error) != CISD_OK)
        status = check_trouble(error);
    return status;
}

static int set_time(cisd_audit *audit)
{
    cisd_error *error = NULL;
    int64_t seconds;
    int status = epoch_read(&seconds);

    if (status != STATUS_NONE || seconds < 0)
        return status;
    if (cisd_audit_set_time(audit, seconds, &error) == CISD_OK)
        return STATUS_NONE;
    return check_trouble(error);
}

static int add_policies(cisd_audit *audit, const struct check_wish *wish)
{
    for (size_t i = 0; i < wish->policy_count; i++) {
        cisd_policy *policy = NULL;
        cisd_error *error = NULL;
        cisd_code code = cisd_policy_load(wish->policies[i], &policy, &error);

        if (code == CISD_OK)
            code = cisd_audit_add_policy(audit, policy, &error);
        cisd_policy_unref(policy);
        if (code != CISD_OK)
            return check_trouble(error);
    }
    return STATUS_NONE;
}

static int set_baseline(cisd_audit *audit, const struct check_wish *wish)
{
    cisd_report *baseline = NULL;
    cisd_error *error = NULL;
    int status = stored_load(wish->baseline, &baseline);

    if (status == STATUS_NONE &&
        cisd_audit_set_baseline(audit, wish->baseline, baseline, &error) != CISD_OK)
        status = check_trouble(error);
    cisd_report_unref(baseline);
    return status;
}

static int set_up(cisd_audit *audit, const struct check_wish *wish)
{
    cisd_error *error = NULL;
    int status = set_time(audit);

    if (status != STATUS_NONE)
        return status;
    if (cisd_audit_set_profile(audit, wish->profile, &error) != CISD_OK)
        return check_trouble(error);
    if (cisd_audit_set_kernel(audit, wish->kernel, &error) != CISD_OK)
        return check_trouble(error);
    for (size_t i = 0; i < wish->subject_count; i++)
        if (cisd_audit_select(audit, wish->subjects[i].key, wish->subjects[i].value, &error) !=
            CISD_OK)
            return check_trouble(error);
    if (cisd_audit_set_services(audit, !wish->no_services, &error) != CISD_OK)
        return check_trouble(error);
    if (wish->trust_label != NULL &&
        cisd_audit_trust_label(audit, wish->trust_label, &error) != CISD_OK)
        return check_trouble(error);
    status = add_policies(audit, wish);
    if (status == STATUS_NONE && wish->baseline != NULL)
        status = set_baseline(audit, wish);
    if (status != STATUS_NONE)
        return status;
    if (progress_is_wanted(wish->progress))
        cisd_audit_set_progress(audit, progress_tell, NULL);
    return add_targets(audit, wish);
}

/* An audit that ended early: by a signal, or for want of memory. */
static int audit_trouble(cisd_error *error)
{
    int status = STATUS_INCOMPLETE;

    if (interrupt_signal() != 0)
        status = STATUS_SIGNAL + interrupt_signal();
    else
        say("%s", cisd_error_message(error));
    cisd_error_free(error);
    return status;
}

/* Draws every result and gives it to every output. */
static int draw(cisd_audit *audit, struct outputs *outputs)
{
    cisd_result *result = NULL;
    cisd_error *error = NULL;
    int status = STATUS_NONE;

    while (status == STATUS_NONE) {
        if (cisd_audit_next(audit, &result, &error) != CISD_OK)
            return audit_trouble(error);
        if (result == NULL)
            break;
        status = outputs_add(outputs, result);
        cisd_result_unref(result);
    }
    progress_clear();
    return status == STATUS_NONE ? outputs_finish(outputs) : status;
}

static int audit_and_write(cisd_audit *audit, const struct check_wish *wish)
{
    const cisd_report *report = cisd_audit_report(audit);
    struct outputs outputs;
    int status = outputs_open(&outputs, wish, report);

    if (status == STATUS_NONE)
        status = draw(audit, &outputs);
    outputs_close(&outputs);
    return status == STATUS_NONE ? verdict_status(report, wish) : status;
}

static void note_number(const char *number)
{
    const char *id = cisd_rule_text(cisd_rule_find(number), CISD_RULE_ID);

    if (strcmp(id, number) != 0)
        say("%s is the number of check %s in benchmarks 1.1 to 1.5", number, id);
}

static int check(const struct check_wish *wish)
{
    cisd_audit *audit = NULL;
    cisd_error *error = NULL;
    int status;

    note_number(wish->rule);
    if (cisd_audit_new(wish->rule, NULL, &audit, &error) != CISD_OK)
        return check_trouble(error);
    status = set_up(audit, wish);
    if (status == STATUS_NONE) {
        interrupt_watch(audit);
        progress_begin(wish->progress);
        status = audit_and_write(audit, wish);
        progress_clear();
    }
    if (status > STATUS_SIGNAL)
        say("interrupted: no report file was written");
    interrupt_forget();
    cisd_audit_free(audit);
    return status;
}

static int collect(cisd_audit *audit, const struct check_wish *wish, cisd_report **report)
{
    cisd_error *error = NULL;
    int status = STATUS_NONE;

    interrupt_watch(audit);
    progress_begin(wish->progress);
    if (cisd_audit_collect(audit, report, &error) != CISD_OK)
        status = audit_trouble(error);
    progress_clear();
    interrupt_forget();
    return status;
}

int check_collect(const struct check_wish *wish, cisd_report **report)
{
    cisd_audit *audit = NULL;
    cisd_error *error = NULL;
    int status;

    *report = NULL;
    if (cisd_audit_new("5.4", NULL, &audit, &error) != CISD_OK)
        return check_trouble(error);
    status = set_up(audit, wish);
    if (status == STATUS_NONE)
        status = collect(audit, wish, report);
    if (status == STATUS_NONE && verdict_say_incomplete(*report) > 0)
        status = STATUS_INCOMPLETE;
    cisd_audit_free(audit);
    return status;
}

static int take_rule(struct check_wish *wish)
{
    if (wish->operand_count == 0)
        return say_usage("check", "no check is named: 'cisdocker check 5.4' is wanted");
    if (wish->operand_count > 1)
        return say_usage("check", "unexpected '%s': one check at a time", wish->operands[1]);
    wish->rule = wish->operands[0];
    if (cisd_rule_find(wish->rule) == NULL)
        return say_usage("check", "unknown check '%s': 'cisdocker list' shows all", wish->rule);
    return STATUS_NONE;
}

int check_run(const struct command *command, int count, char **words)
{
    struct check_wish wish;
    int status = check_wish_read(&wish, command, count, words);

    if (status == STATUS_NONE)
        status = take_rule(&wish);
    if (status == STATUS_NONE)
        status = check(&wish);
    check_wish_free(&wish);
    return status;
}

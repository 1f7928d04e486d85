#include <string.h>

#include "check.h"
#include "interrupt.h"
#include "outputs.h"
#include "say.h"
#include "status.h"
#include "stored.h"
#include "verdict.h"

/* Reads every report into one. Returns STATUS_NONE, or the status to end with. */
static int load(const struct check_wish *wish, cisd_report **report)
{
    for (int i = 0; i < wish->operand_count; i++) {
        int status = stored_load(wish->operands[i], report);

        if (status != STATUS_NONE)
            return status;
    }
    return STATUS_NONE;
}

static int compare(const struct check_wish *wish, cisd_report *report)
{
    cisd_report *baseline = NULL;
    cisd_error *error = NULL;
    int status = stored_load(wish->baseline, &baseline);

    if (status == STATUS_NONE &&
        cisd_report_compare(report, wish->baseline, baseline, &error) != CISD_OK)
        status = check_trouble(error);
    cisd_report_unref(baseline);
    return status;
}

static int write_outputs(const struct check_wish *wish, const cisd_report *report)
{
    struct outputs outputs;
    int status = outputs_open(&outputs, wish, report);

    for (size_t i = 0; status == STATUS_NONE && i < cisd_report_result_count(report); i++)
        status = outputs_add(&outputs, cisd_report_result(report, i));
    if (status == STATUS_NONE)
        status = outputs_finish(&outputs);
    outputs_close(&outputs);
    return status;
}

static int convert(const struct check_wish *wish)
{
    cisd_report *report = NULL;
    int status = load(wish, &report);

    if (status == STATUS_NONE && wish->baseline != NULL)
        status = compare(wish, report);
    if (status == STATUS_NONE) {
        /* Nothing is to be cancelled, but temporary files must go. */
        interrupt_watch(NULL);
        status = write_outputs(wish, report);
        interrupt_forget();
    }
    if (status > STATUS_SIGNAL)
        say("interrupted: no report file was written");
    if (status == STATUS_NONE)
        status = verdict_status(report, wish);
    cisd_report_unref(report);
    return status;
}

static int check_operands(const struct check_wish *wish)
{
    int readers = wish->baseline != NULL && strcmp(wish->baseline, "-") == 0;

    for (int i = 0; i < wish->operand_count; i++)
        readers += strcmp(wish->operands[i], "-") == 0;
    if (readers > 1)
        return say_usage("convert", "the standard input is named twice");
    if (wish->operand_count == 0)
        return say_usage("convert", "no report is named: 'cisdocker convert REPORT...' is wanted");
    return STATUS_NONE;
}

int convert_run(const struct command *command, int count, char **words)
{
    struct check_wish wish;
    int status = check_wish_read(&wish, command, count, words);

    if (status == STATUS_NONE)
        status = check_operands(&wish);
    if (status == STATUS_NONE)
        status = convert(&wish);
    check_wish_free(&wish);
    return status;
}

/*
 * Gauges in the subset that OpenMetrics and Prometheus' text format share, so that node_exporter's
 * textfile collector takes the file as well. A series that stands twice makes it drop all of them:
 * lines are sorted, and equal ones written once.
 */
#include <stdlib.h>
#include <string.h>

#include "renderers/plain.h"
#include "renderers/renderer.h"
#include "report/rule.h"
#include "report/words.h"

struct lines {
    char **all;
    size_t count, capacity;
};

static void add_label(struct buffer *out, const char *name, const char *value,
                      struct buffer *scratch)
{
    if (!out->failed && out->data[out->length - 1] != '{')
        buffer_char(out, ',');
    buffer_text(out, name);
    buffer_text(out, "=\"");
    buffer_clear(scratch);
    plain_add(scratch, value, false);
    out->failed |= scratch->failed;
    for (const char *at = out->failed ? "" : scratch->data; *at != '\0'; at++) {
        if (*at == '"' || *at == '\\')
            buffer_char(out, '\\');
        buffer_char(out, *at);
    }
    buffer_char(out, '"');
}

static void add_number_label(struct buffer *out, const char *name, size_t number,
                             struct buffer *scratch)
{
    char digits[24];
    size_t at = sizeof digits - 1;

    digits[at] = '\0';
    do
        digits[--at] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    add_label(out, name, digits + at, scratch);
}

/* What tells a subject from any other, and what came out; no more, since every label is stored. */
static void write_series(struct buffer *out, const cisd_report *report,
                         const cisd_result *result, struct buffer *scratch)
{
    const struct subject *subject = result->subject;

    buffer_text(out, "cisdocker_result{");
    add_label(out, "check", report->rule->texts[CISD_RULE_ID], scratch);
    add_label(out, "target", report->targets[subject->target].uri, scratch);
    add_label(out, "kind", words_subject_kind(subject->kind), scratch);
    add_label(out, "name", subject->name, scratch);
    if (subject->id[0] != '\0')
        add_label(out, "id", subject->id, scratch);
    if (subject->file != NULL) {
        add_label(out, "file", subject->file, scratch);
        add_number_label(out, "line", subject->line, scratch);
    }
    add_label(out, "result", words_verdict(result->judgement.verdict), scratch);
    add_label(out, "severity", words_severity(result->judgement.severity), scratch);
    add_label(out, "waived", result->judgement.waived ? "true" : "false", scratch);
    buffer_text(out, "} 1\n");
}

static cisd_code metrics_add(cisd_renderer *renderer, cisd_result *result, struct fault *fault)
{
    struct lines *lines = renderer->state;
    char **grown = memory_grow(&renderer->memory, lines->all, lines->count, &lines->capacity,
                               sizeof *grown);
    struct buffer line, scratch;

    if (grown == NULL)
        return fault_no_memory(fault);
    lines->all = grown;
    buffer_init(&line, &renderer->memory);
    buffer_init(&scratch, &renderer->memory);
    write_series(&line, renderer->report, result, &scratch);
    buffer_free(&scratch);
    if (line.failed) {
        buffer_free(&line);
        return fault_no_memory(fault);
    }
    lines->all[lines->count++] = line.data;
    return CISD_OK;
}

static int compare(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

static void write_family(struct buffer *out, const char *name, const char *help)
{
    buffer_text(out, "# HELP ");
    buffer_text(out, name);
    buffer_char(out, ' ');
    buffer_text(out, help);
    buffer_text(out, "\n# TYPE ");
    buffer_text(out, name);
    buffer_text(out, " gauge\n");
}

static void write_value(struct buffer *out, unsigned long long value)
{
    buffer_text(out, "} ");
    buffer_number(out, value);
    buffer_char(out, '\n');
}

static void write_lines(struct buffer *out, struct lines *lines)
{
    write_family(out, "cisdocker_result", "What came out for a subject: the value is always 1.");
    if (lines->count > 0)
        qsort(lines->all, lines->count, sizeof *lines->all, compare);
    for (size_t i = 0; i < lines->count; i++)
        if (i == 0 || strcmp(lines->all[i - 1], lines->all[i]) != 0)
            buffer_text(out, lines->all[i]);
}

static void write_counts(struct buffer *out, const cisd_report *report, struct buffer *scratch)
{
    write_family(out, "cisdocker_subjects", "Subjects by result; waived are accepted failures.");
    for (int verdict = 0; verdict <= CISD_VERDICTS; verdict++) {
        bool waived = verdict == CISD_VERDICTS;

        buffer_text(out, "cisdocker_subjects{");
        add_label(out, "check", report->rule->texts[CISD_RULE_ID], scratch);
        add_label(out, "result", waived ? "waived" : words_verdict((cisd_verdict)verdict), scratch);
        write_value(out, waived ? report->waived : report->counts[verdict]);
    }
}

static void write_targets(struct buffer *out, const cisd_report *report, struct buffer *scratch)
{
    write_family(out, "cisdocker_target_complete",
                 "1 where every subject of a target was found and handled, else 0.");
    for (size_t i = 0; i < report->target_count; i++) {
        buffer_text(out, "cisdocker_target_complete{");
        add_number_label(out, "number", i, scratch);
        add_label(out, "target", report->targets[i].uri, scratch);
        write_value(out, report->targets[i].complete);
    }
}

static void write_plain(struct buffer *out, const char *name, const char *help,
                        unsigned long long value)
{
    write_family(out, name, help);
    buffer_text(out, name);
    buffer_char(out, ' ');
    buffer_number(out, value);
    buffer_char(out, '\n');
}

static void write_run(struct buffer *out, const cisd_report *report, struct buffer *scratch)
{
    write_plain(out, "cisdocker_last_run_timestamp_seconds", "When the audit ended.",
                (unsigned long long)report->finished);
    write_plain(out, "cisdocker_last_run_duration_seconds", "How long it took.",
                (unsigned long long)(report->finished - report->started));
    write_family(out, "cisdocker_build_info", "The version that wrote this.");
    buffer_text(out, "cisdocker_build_info{");
    add_label(out, "version", CISD_VERSION, scratch);
    add_label(out, "benchmark_version", report->rule->texts[CISD_RULE_VERSION], scratch);
    add_label(out, "profile", words_profile(report->profile), scratch);
    write_value(out, 1);
    buffer_text(out, "# EOF\n");
}

static cisd_code metrics_finish(cisd_renderer *renderer, struct fault *fault)
{
    struct buffer scratch;

    (void)fault;
    buffer_init(&scratch, &renderer->memory);
    write_lines(&renderer->out, renderer->state);
    write_counts(&renderer->out, renderer->report, &scratch);
    write_targets(&renderer->out, renderer->report, &scratch);
    write_run(&renderer->out, renderer->report, &scratch);
    buffer_free(&scratch);
    return CISD_OK;
}

static void metrics_release(cisd_renderer *renderer)
{
    struct lines *lines = renderer->state;

    for (size_t i = 0; i < lines->count; i++)
        memory_free(&renderer->memory, lines->all[i]);
    memory_free(&renderer->memory, lines->all);
}

const struct renderer_type renderer_openmetrics = {
    .name = "openmetrics",
    .state_size = sizeof(struct lines),
    .add = metrics_add,
    .finish = metrics_finish,
    .release = metrics_release,
};

/* RFC 4180, a subject a row; no cell can be taken for a formula by a spreadsheet. */
#include <string.h>

#include "judgement/reason.h"
#include "renderers/renderer.h"
#include "renderers/sentence.h"
#include "report/rule.h"
#include "report/words.h"

/* What a row is written with. */
struct row {
    struct buffer *out;
    struct buffer scratch;
    bool begun;
};

static void add_cell(struct row *row, const char *text)
{
    struct buffer *out = row->out;

    if (row->begun)
        buffer_char(out, ',');
    row->begun = true;
    buffer_char(out, '"');
    /* Spreadsheets compute what begins so; an apostrophe makes it text. */
    if (text[0] != '\0' && strchr("=+-@\t\r\n", text[0]) != NULL)
        buffer_char(out, '\'');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            buffer_char(out, '"');
        buffer_char(out, (unsigned char)*text < 0x20 || *text == 0x7F ? ' ' : *text);
    }
    buffer_char(out, '"');
}

static void end_row(struct row *row)
{
    buffer_text(row->out, "\r\n");
    row->begun = false;
}

static void add_caps(struct row *row, cisd_caps caps)
{
    sentence_caps(&row->scratch, caps);
    add_cell(row, row->scratch.failed ? "" : row->scratch.data);
}

/* The codes of the reasons, apart from their sentences. */
static void add_codes(struct row *row, const cisd_result *result)
{
    buffer_clear(&row->scratch);
    for (size_t i = 0; i < result->judgement.finding_count; i++) {
        buffer_text(&row->scratch, i > 0 ? " " : "");
        buffer_text(&row->scratch, reason_name(result->judgement.findings[i].reason));
    }
    add_cell(row, row->scratch.failed ? "" : row->scratch.data);
}

static cisd_code csv_begin(cisd_renderer *renderer, struct fault *fault)
{
    static const char *const columns[] = {
        "target",  "host",   "kind",    "name",    "id",       "image",   "state",
        "check",   "result", "waived",  "severity", "reasons", "info",    "privileged",
        "granted", "excess", "required", "solution", "file",   "line"};
    struct row row = {.out = &renderer->out};

    (void)fault;
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        add_cell(&row, columns[i]);
    end_row(&row);
    return CISD_OK;
}

static void add_subject(struct row *row, const cisd_report *report, const struct subject *subject)
{
    const struct target *target = &report->targets[subject->target];

    add_cell(row, target->uri);
    add_cell(row, target->host);
    add_cell(row, words_subject_kind(subject->kind));
    add_cell(row, subject->name);
    add_cell(row, subject->id);
    add_cell(row, subject->image);
    add_cell(row, subject->state);
}

static void add_judgement(struct row *row, const cisd_report *report, const cisd_result *result)
{
    static const char *const facts[] = {"", "no", "yes"};
    const struct judgement *judgement = &result->judgement;

    add_cell(row, report->rule->texts[CISD_RULE_ID]);
    add_cell(row, words_verdict(judgement->verdict));
    add_cell(row, judgement->waived ? "yes" : "no");
    add_cell(row, words_severity(judgement->severity));
    add_codes(row, result);
    sentence_reasons(&row->scratch, result);
    add_cell(row, row->scratch.failed ? "" : row->scratch.data);
    add_cell(row, facts[result->subject->privileged + 1]);
    add_caps(row, judgement->grant.caps);
    add_caps(row, judgement->excess);
    add_caps(row, judgement->required);
    sentence_remedy(&row->scratch, result);
    add_cell(row, row->scratch.failed ? "" : row->scratch.data);
}

static void add_place(struct row *row, const struct subject *subject)
{
    add_cell(row, subject->file != NULL ? subject->file : "");
    buffer_clear(&row->scratch);
    buffer_text(&row->scratch, "");
    if (subject->line != 0)
        buffer_number(&row->scratch, subject->line);
    add_cell(row, row->scratch.failed ? "" : row->scratch.data);
}

static cisd_code csv_add(cisd_renderer *renderer, cisd_result *result, struct fault *fault)
{
    struct row row = {.out = &renderer->out};
    bool failed;

    buffer_init(&row.scratch, &renderer->memory);
    add_subject(&row, renderer->report, result->subject);
    add_judgement(&row, renderer->report, result);
    add_place(&row, result->subject);
    end_row(&row);
    failed = row.scratch.failed;
    buffer_free(&row.scratch);
    return failed ? fault_no_memory(fault) : CISD_OK;
}

const struct renderer_type renderer_csv = {.name = "csv", .begin = csv_begin, .add = csv_add};

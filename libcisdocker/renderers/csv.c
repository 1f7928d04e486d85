/* RFC 4180, a subject a row; no cell can be taken for a formula by a spreadsheet. */
#include <string.h>

#include "judgement/reason.h"
#include "renderers/outcome.h"
#include "renderers/plain.h"
#include "renderers/renderer.h"
#include "renderers/sentence.h"
#include "report/rule.h"
#include "report/words.h"

/* What a row is written with. */
struct row {
    struct buffer *out;
    struct buffer scratch, plain;
    bool begun;
};

/* Spreadsheets compute what begins so, with the wide forms of the same signs too. */
static bool is_formula(const char *text)
{
    static const char *const signs[] = {"=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B",
                                        "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

    text += strspn(text, " \t\n");
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (strncmp(text, signs[i], strlen(signs[i])) == 0)
            return true;
    return false;
}

static void add_cell(struct row *row, const char *text)
{
    struct buffer *out = row->out, *plain = &row->plain;

    buffer_clear(plain);
    plain_add(plain, text, true);
    if (row->begun)
        buffer_char(out, ',');
    row->begun = true;
    buffer_char(out, '"');
    out->failed |= plain->failed;
    if (!plain->failed && is_formula(plain->data))
        buffer_char(out, '\''); /* makes it text */
    for (const char *at = plain->failed ? "" : plain->data; *at != '\0'; at++) {
        if (*at == '"')
            buffer_char(out, '"');
        buffer_char(out, *at == '\n' || *at == '\t' ? ' ' : *at);
    }
    buffer_char(out, '"');
}

static void end_row(struct row *row)
{
    buffer_text(row->out, "\r\n");
    row->begun = false;
}

static void add_scratch(struct row *row)
{
    row->out->failed |= row->scratch.failed;
    add_cell(row, row->scratch.failed ? "" : row->scratch.data);
}

/* A set, and with it the names of the result that are granted but have no number. */
static void add_caps(struct row *row, cisd_caps caps, const cisd_result *unknown)
{
    sentence_caps(&row->scratch, caps);
    for (size_t i = 0; unknown != NULL && i < unknown->unknown_count; i++) {
        if (row->scratch.length > 0)
            buffer_char(&row->scratch, ' ');
        buffer_text(&row->scratch, unknown->unknown_caps[i]);
    }
    add_scratch(row);
}

/* The codes of the reasons, apart from their sentences. */
static void add_codes(struct row *row, const cisd_result *result)
{
    buffer_clear(&row->scratch);
    for (size_t i = 0; i < result->judgement.finding_count; i++) {
        buffer_text(&row->scratch, i > 0 ? " " : "");
        buffer_text(&row->scratch, reason_name(result->judgement.findings[i].reason));
    }
    add_scratch(row);
}

static void begin_rows(struct row *row, cisd_renderer *renderer)
{
    *row = (struct row){.out = &renderer->out};
    buffer_init(&row->scratch, &renderer->memory);
    buffer_init(&row->plain, &renderer->memory);
}

static void end_rows(struct row *row)
{
    buffer_free(&row->scratch);
    buffer_free(&row->plain);
}

static const char *const columns[] = {
    "target",  "host",   "kind",     "name",     "id",       "image",   "state",
    "check",   "result", "waived",   "severity", "reasons",  "info",    "privileged",
    "granted", "excess", "required", "solution", "file",     "line"};

static cisd_code csv_begin(cisd_renderer *renderer, struct fault *fault)
{
    struct row row;

    (void)fault;
    begin_rows(&row, renderer);
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        add_cell(&row, columns[i]);
    end_row(&row);
    end_rows(&row);
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
    add_scratch(row);
    add_cell(row, facts[result->subject->privileged + 1]);
    add_caps(row, judgement->grant.caps, result);
    add_caps(row, judgement->excess, result);
    add_caps(row, judgement->required, NULL);
    sentence_remedy(&row->scratch, result);
    add_scratch(row);
}

static void add_place(struct row *row, const struct subject *subject)
{
    add_cell(row, subject->file != NULL ? subject->file : "");
    buffer_clear(&row->scratch);
    buffer_text(&row->scratch, "");
    if (subject->line != 0)
        buffer_number(&row->scratch, subject->line);
    add_scratch(row);
}

static cisd_code csv_add(cisd_renderer *renderer, cisd_result *result, struct fault *fault)
{
    struct row row;

    (void)fault;
    begin_rows(&row, renderer);
    add_subject(&row, renderer->report, result->subject);
    add_judgement(&row, renderer->report, result);
    add_place(&row, result->subject);
    end_row(&row);
    end_rows(&row);
    return CISD_OK;
}

/* A target that could not be checked to its end has a row of its own, lest it look clean. */
static void add_target(struct row *row, const cisd_report *report, const struct target *target)
{
    const char *const cells[sizeof columns / sizeof columns[0]] = {
        target->uri, target->host, "target", "", "", "", "",
        report->rule->texts[CISD_RULE_ID], words_verdict(CISD_ERROR), "no", "", "",
        outcome_cause(target), "", "", "", "", "", "", ""};

    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
        add_cell(row, cells[i]);
    end_row(row);
}

static cisd_code csv_finish(cisd_renderer *renderer, struct fault *fault)
{
    const cisd_report *report = renderer->report;
    struct row row;

    (void)fault;
    begin_rows(&row, renderer);
    for (size_t i = 0; i < report->target_count; i++)
        if (outcome_incomplete(&report->targets[i]))
            add_target(&row, report, &report->targets[i]);
    end_rows(&row);
    return CISD_OK;
}

const struct renderer_type renderer_csv = {
    .name = "csv", .begin = csv_begin, .add = csv_add, .finish = csv_finish};

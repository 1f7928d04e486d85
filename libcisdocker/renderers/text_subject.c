#include "renderers/text_subject.h"

#include <string.h>

#include "judgement/reason.h"
#include "renderers/display.h"
#include "renderers/text_cause.h"
#include "renderers/text_fix.h"
#include "renderers/text_waiver.h"
#include "renderers/text_words.h"
#include "report/words.h"

#define INDENT 2
#define HANG 14
#define TEXT_COLUMNS 300
#define NAME_COLUMNS 64

struct sheet {
    struct page *page;
    const cisd_result *result;
    struct buffer *scratch;
};

static void begin(const struct sheet *sheet, const char *label)
{
    page_begin(sheet->page, INDENT, HANG);
    page_text(sheet->page, label);
    page_tab(sheet->page, HANG);
}

static void line(const struct sheet *sheet, const char *label, const char *text)
{
    begin(sheet, label);
    page_text(sheet->page, text);
    page_end(sheet->page);
}

/* Text from outside. */
static void shown(const struct sheet *sheet, const char *text)
{
    buffer_clear(sheet->scratch);
    display_add(sheet->scratch, text, TEXT_COLUMNS);
    page_shown(sheet->page, sheet->scratch);
}

static void shown_line(const struct sheet *sheet, const char *label, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    begin(sheet, label);
    shown(sheet, text);
    page_end(sheet->page);
}

static void shown_name(const struct sheet *sheet, const char *name)
{
    buffer_clear(sheet->scratch);
    display_name(sheet->scratch, name, NAME_COLUMNS);
    page_shown(sheet->page, sheet->scratch);
}

static void write_head(const struct sheet *sheet)
{
    const struct judgement *judgement = &sheet->result->judgement;
    struct page *page = sheet->page;

    page_begin(page, 0, INDENT);
    page_style(page, text_verdict_style(judgement->verdict, judgement->waived));
    page_text(page, text_verdict(judgement->verdict, judgement->waived));
    page_style(page, STYLE_PLAIN);
    if (judgement->verdict == CISD_FAIL) {
        page_text(page, " (");
        page_text(page, words_severity(judgement->severity));
        page_text(page, ")");
    }
    page_text(page, " ");
    shown_name(sheet, sheet->result->subject->name);
    page_end(page);
}

static void write_place(const struct sheet *sheet)
{
    const struct subject *subject = sheet->result->subject;

    if (subject->file == NULL)
        return;
    begin(sheet, "declared at");
    shown(sheet, subject->file);
    if (subject->line > 0) {
        page_text(sheet->page, ":");
        page_number(sheet->page, subject->line);
    }
    page_end(sheet->page);
}

/* One finding a line, its code in brackets. */
static void write_findings(const struct sheet *sheet)
{
    const struct judgement *judgement = &sheet->result->judgement;

    for (size_t i = 0; i < judgement->finding_count; i++) {
        const struct finding *finding = &judgement->findings[i];
        const char *trouble = sheet->result->subject->trouble;

        buffer_clear(sheet->scratch);
        buffer_text(sheet->scratch, "");
        display_add(sheet->scratch, trouble != NULL ? trouble : "", TEXT_COLUMNS);
        begin(sheet, i == 0 ? "reason" : "");
        if (sheet->scratch->failed)
            sheet->page->out->failed = true;
        else
            text_finding(sheet->page, finding, sheet->scratch->data);
        page_text(sheet->page, " (");
        page_text(sheet->page, reason_name(finding->reason));
        page_text(sheet->page, ")");
        page_end(sheet->page);
    }
}

static void write_list(const struct sheet *sheet, const char *label, const struct name_list *list)
{
    begin(sheet, label);
    for (size_t i = 0; i < list->count; i++) {
        page_text(sheet->page, i > 0 ? ", " : "");
        shown_name(sheet, list->names[i]);
    }
    if (list->count == 0)
        page_text(sheet->page, list->known ? "none" : "could not be read");
    page_end(sheet->page);
}

/* A set, and with it the names that are granted but have no number. */
static void write_set(const struct sheet *sheet, const char *label, cisd_caps caps,
                      size_t unknown_count)
{
    begin(sheet, label);
    if (caps != CAPS_NONE || unknown_count == 0)
        text_caps(sheet->page, caps, CAPABILITY_BITS);
    for (size_t i = 0; i < unknown_count; i++) {
        page_text(sheet->page, i > 0 || caps != CAPS_NONE ? ", " : "");
        shown_name(sheet, sheet->result->unknown_caps[i]);
    }
    page_end(sheet->page);
}

static void write_rollout(const struct sheet *sheet)
{
    const struct rollout *rollout = &sheet->result->subject->rollout;

    if (!rollout->known)
        return;
    begin(sheet, "tasks");
    page_number(sheet->page, rollout->tasks);
    page_text(sheet->page, " running");
    if (rollout->differing > 0) {
        page_text(sheet->page, ", ");
        page_number(sheet->page, rollout->differing);
        page_text(sheet->page, " of them with other capabilities than the spec");
    }
    page_end(sheet->page);
}

static void write_evidence(const struct sheet *sheet)
{
    const struct subject *subject = sheet->result->subject;

    line(sheet, "privileged", subject->privileged == CISD_YES  ? "yes"
                              : subject->privileged == CISD_NO ? "no"
                                                               : "could not be read");
    write_list(sheet, "cap_add", &subject->cap_add);
    write_list(sheet, "cap_drop", &subject->cap_drop);
    write_rollout(sheet);
    if (!subject->kernel.seen)
        return;
    write_set(sheet, "bounding", subject->kernel.bounding, 0);
    write_set(sheet, "effective", subject->kernel.effective, 0);
    if (!subject->kernel.complete)
        line(sheet, "not seen", "some of its processes could not be read");
}

static void write_grant(const struct sheet *sheet)
{
    const cisd_result *result = sheet->result;
    const struct judgement *judgement = &result->judgement;
    bool in_excess = judgement->excess != CAPS_NONE;
    int told = -1;

    write_set(sheet, "granted", judgement->grant.caps, result->unknown_count);
    if (judgement->required != CAPS_NONE)
        write_set(sheet, "required", judgement->required, 0);
    if (in_excess || result->unknown_count > 0)
        write_set(sheet, "excess", judgement->excess, result->unknown_count);
    if (!in_excess)
        return;
    begin(sheet, "risk");
    text_risk(sheet->page, judgement->excess, &told);
    page_end(sheet->page);
}

static void write_waiver(const struct sheet *sheet)
{
    if (!sheet->result->judgement.waived)
        return;
    buffer_clear(sheet->scratch);
    text_waiver(sheet->scratch, &sheet->result->waiver);
    begin(sheet, "accepted");
    page_shown(sheet->page, sheet->scratch);
    page_end(sheet->page);
}

static void write_remedies(const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->result->remedy_count; i++) {
        const struct remedy *remedy = &sheet->result->remedies[i];

        line(sheet, "remedy for", remedy_kind_name(remedy->kind));
        begin(sheet, "smallest");
        text_fix(sheet->page, remedy->smallest);
        begin(sheet, "least");
        text_fix(sheet->page, remedy->least);
        if (remedy->note[0] != '\0')
            line(sheet, "note", remedy->note);
    }
}

void text_subject(struct page *page, const cisd_result *result, const char *host,
                  struct buffer *scratch)
{
    const struct sheet sheet = {page, result, scratch};
    cisd_verdict verdict = result->judgement.verdict;

    write_head(&sheet);
    write_findings(&sheet);
    shown_line(&sheet, "change", words_change(result->change));
    shown_line(&sheet, "host", host);
    line(&sheet, "kind", words_subject_kind(result->subject->kind));
    shown_line(&sheet, "service", result->subject->service);
    shown_line(&sheet, "id", result->subject->id);
    shown_line(&sheet, "image", result->subject->image);
    shown_line(&sheet, "state", result->subject->state);
    shown_line(&sheet, "user", result->subject->user);
    write_place(&sheet);
    if (verdict != CISD_ERROR && verdict != CISD_NOTAPPLICABLE) {
        write_evidence(&sheet);
        write_grant(&sheet);
    }
    write_waiver(&sheet);
    write_remedies(&sheet);
    page_blank(page);
}

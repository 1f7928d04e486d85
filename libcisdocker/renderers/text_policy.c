#include "renderers/text_policy.h"

#include "renderers/display.h"
#include "renderers/text_words.h"

#define REASON_COLUMNS 300
#define FILE_COLUMNS 100

/* So many notes of a kind are told, the others counted. */
#define SHOWN_NOTES 5

static void shown(cisd_renderer *renderer, const char *text, size_t columns)
{
    struct text_state *state = text_state_of(renderer);
    struct buffer *scratch = &state->groups.scratch;

    buffer_clear(scratch);
    display_add(scratch, text, columns);
    page_shown(&state->page, scratch);
}

/* What a kind of note means for one entry. */
static void write_meaning(struct page *page, const struct policy_note *note)
{
    page_text(page, ": ");
    page_text(page, text_note_meaning(note->note));
    if (note->note == CISD_NOTE_EXPIRED)
        page_text(page, note->expires);
}

static void write_note(cisd_renderer *renderer, const struct policy_note *note)
{
    struct page *page = &text_state_of(renderer)->page;

    page_begin(page, 2, 4);
    shown(renderer, note->file, FILE_COLUMNS);
    page_text(page, ":");
    page_number(page, note->line);
    page_text(page, note->waiver ? ": waiver for " : ": requirement of ");
    shown(renderer, note->about, REASON_COLUMNS);
    write_meaning(page, note);
    page_end(page);
}

static void write_kind(cisd_renderer *renderer, cisd_policy_note kind)
{
    const cisd_report *report = renderer->report;
    struct page *page = &text_state_of(renderer)->page;
    size_t count = 0;

    for (size_t i = 0; i < report->note_count; i++)
        if (report->notes[i].note == kind && count++ < SHOWN_NOTES)
            write_note(renderer, &report->notes[i]);
    if (count <= SHOWN_NOTES)
        return;
    page_begin(page, 2, 4);
    page_text(page, "and ");
    page_number(page, count - SHOWN_NOTES);
    page_text(page, " more like that");
    page_end(page);
}

void text_write_policy(cisd_renderer *renderer)
{
    struct page *page = &text_state_of(renderer)->page;

    if (renderer->report->note_count == 0)
        return;
    page_blank(page);
    page_begin(page, 0, 2);
    page_text(page, "POLICY entries to look after:");
    page_end(page);
    for (int kind = 0; kind < CISD_POLICY_NOTES; kind++)
        write_kind(renderer, (cisd_policy_note)kind);
}

#include "renderers/text_baseline.h"

#include "renderers/display.h"
#include "renderers/stamp.h"
#include "report/words.h"

#define FILE_COLUMNS 100
#define NAME_COLUMNS 40

/* So many of the fixed ones are named, the others counted. */
#define SHOWN_FIXED 20

/* Adds a name from outside to a line. */
static void shown(cisd_renderer *renderer, const char *text, size_t columns)
{
    struct text_state *state = text_state_of(renderer);
    struct buffer *scratch = &state->groups.scratch;

    buffer_clear(scratch);
    display_name(scratch, text, columns);
    page_shown(&state->page, scratch);
}

/* "2 new, 1 worse, 3 unchanged, 1 fixed". */
static void write_counts(struct page *page, const struct comparison *comparison)
{
    size_t written = 0;

    for (int change = CISD_CHANGE_NEW; change < CISD_CHANGES; change++) {
        if (comparison->counts[change] == 0 && change != CISD_CHANGE_NEW)
            continue;
        page_text(page, written++ > 0 ? ", " : "");
        page_number(page, comparison->counts[change]);
        page_text(page, " ");
        page_text(page, words_change((cisd_change)change));
    }
}

/* "web on host-1", "tasks of api", "cache (gone)". */
static void write_fixed(cisd_renderer *renderer, const struct fixed *fixed)
{
    struct page *page = &text_state_of(renderer)->page;
    bool tasks = fixed->kind == CISD_CONTAINER && fixed->name[0] == '\0' &&
                 fixed->service[0] != '\0';

    page_text(page, tasks ? "tasks of " : "");
    shown(renderer, tasks ? fixed->service : fixed->name[0] != '\0' ? fixed->name : fixed->image,
          NAME_COLUMNS);
    if (fixed->host[0] != '\0' && renderer->report->target_count > 1) {
        page_text(page, " on ");
        shown(renderer, fixed->host, NAME_COLUMNS);
    }
    page_text(page, fixed->gone ? " (gone)" : "");
}

static void write_all_fixed(cisd_renderer *renderer, const struct comparison *comparison)
{
    struct page *page = &text_state_of(renderer)->page;
    size_t shown_count = comparison->fixed_count < SHOWN_FIXED ? comparison->fixed_count
                                                               : SHOWN_FIXED;

    if (comparison->fixed_count == 0)
        return;
    page_begin(page, 2, 4);
    page_text(page, "Fixed: ");
    for (size_t i = 0; i < shown_count; i++) {
        page_text(page, i > 0 ? ", " : "");
        write_fixed(renderer, &comparison->fixed[i]);
    }
    if (comparison->fixed_count > shown_count) {
        page_text(page, " and ");
        page_number(page, comparison->fixed_count - shown_count);
        page_text(page, " more");
    }
    page_end(page);
}

void text_write_baseline(cisd_renderer *renderer)
{
    const struct comparison *comparison = renderer->report->comparison;
    struct page *page = &text_state_of(renderer)->page;
    char started[STAMP];

    if (comparison == NULL)
        return;
    stamp_utc(started, comparison->started);
    page_blank(page);
    page_begin(page, 0, 2);
    page_text(page, "SINCE ");
    shown(renderer, comparison->file, FILE_COLUMNS);
    page_text(page, " of ");
    page_text(page, started);
    page_text(page, ": ");
    write_counts(page, comparison);
    page_end(page);
    write_all_fixed(renderer, comparison);
}

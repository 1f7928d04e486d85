#include "renderers/text_section.h"

#include "renderers/text_cause.h"

/* As many causes are told in full; of more, the first ones and the most frequent one. */
#define FULL_CAUSES 5
#define FIRST_CAUSES 3

/* Beyond so many causes, the rest is only counted. */
#define SHOWN_CAUSES 8

enum section text_section_of(cisd_verdict verdict, bool waived)
{
    static const enum section sections[CISD_VERDICTS] = {
        [CISD_FAIL] = SECTION_FAILED,
        [CISD_ERROR] = SECTION_NOT_JUDGED,
        [CISD_UNKNOWN] = SECTION_NOT_JUDGED,
        [CISD_NOTAPPLICABLE] = SECTION_NOT_APPLICABLE,
        [CISD_NOTCHECKED] = SECTION_NOT_CHECKED,
        [CISD_PASS] = SECTIONS,
        [CISD_INFORMATIONAL] = SECTIONS,
    };

    return waived ? SECTION_WAIVED : sections[verdict];
}

bool text_section_is_loud(enum section section)
{
    return section == SECTION_FAILED || section == SECTION_NOT_JUDGED;
}

/* How many images a cause may list: the fewer causes, the more. */
static size_t images_for(size_t causes)
{
    return causes <= 1 ? 8 : causes == 2 ? 5 : causes == 3 ? 3 : 2;
}

/* The causes of a section, which stand together once they are ranked. */
struct span {
    struct cause **causes;
    size_t count, largest; /* the index of the most frequent one */
};

static struct span span_of(const struct text_groups *groups, enum section section)
{
    struct span span = {NULL, 0, 0};

    for (size_t i = 0; i < groups->cause_count; i++) {
        const struct cause *cause = groups->causes[i];

        if (text_section_of(cause->verdict, cause->waived) != section)
            continue;
        if (span.count == 0)
            span.causes = &groups->causes[i];
        else if (cause->count > span.causes[span.largest]->count)
            span.largest = span.count;
        span.count++;
    }
    return span;
}

/* Subjects of a section that have no cause of their own for want of room. */
static size_t section_beyond(const struct text_groups *groups, enum section section)
{
    size_t beyond = section == SECTION_WAIVED ? groups->waived_beyond : 0;

    for (int verdict = 0; verdict < CISD_VERDICTS; verdict++)
        if (text_section_of(verdict, false) == section)
            beyond += groups->beyond[verdict];
    return beyond;
}

static void write_beyond(struct page *page, size_t count)
{
    if (count == 0)
        return;
    page_begin(page, 0, 2);
    page_number(page, count);
    page_text(page, " more for other causes: --verbose shows every one");
    page_end(page);
}

static bool in_full(const struct span *span, size_t index, enum section section)
{
    if (section == SECTION_WAIVED || section == SECTION_NOT_APPLICABLE)
        return false;
    return span->count <= FULL_CAUSES || index < FIRST_CAUSES ||
           index == span->largest;
}

void text_section(struct text_state *state, enum section section)
{
    const struct text_groups *groups = &state->groups;
    struct span span = span_of(groups, section);
    size_t beyond = section_beyond(groups, section);
    bool was_full = true;
    int told = -1;

    for (size_t i = 0; i < span.count; i++) {
        bool full = in_full(&span, i, section);

        if (full || was_full)
            page_blank(&state->page);
        if (full)
            text_cause_full(&state->page, span.causes[i], images_for(span.count), &told);
        else if (i < SHOWN_CAUSES)
            text_cause_brief(&state->page, span.causes[i]);
        else
            beyond += span.causes[i]->count;
        was_full = full;
    }
    write_beyond(&state->page, beyond);
}

#include "renderers/text_section.h"

#include "renderers/text_cause.h"

/* How many causes are told in full, and then in brief, before the rest is only counted. */
#define FULL_CAUSES 4
#define BRIEF_CAUSES 10

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

static size_t section_size(const struct text_groups *groups, enum section section)
{
    size_t size = 0;

    for (size_t i = 0; i < groups->cause_count; i++)
        size += text_section_of(groups->causes[i]->verdict, groups->causes[i]->waived) == section;
    return size;
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

void text_section(struct text_state *state, enum section section)
{
    const struct text_groups *groups = &state->groups;
    size_t size = section_size(groups, section), shown_causes = 0;
    size_t beyond = section_beyond(groups, section);
    bool in_full = section != SECTION_WAIVED && section != SECTION_NOT_APPLICABLE;

    if (size + beyond > 0)
        page_blank(&state->page);
    for (size_t i = 0; i < groups->cause_count; i++) {
        const struct cause *cause = groups->causes[i];

        if (text_section_of(cause->verdict, cause->waived) != section)
            continue;
        if (in_full && shown_causes < FULL_CAUSES)
            text_cause_full(&state->page, cause, images_for(size), &state->last_note);
        else if (shown_causes < FULL_CAUSES + BRIEF_CAUSES)
            text_cause_brief(&state->page, cause);
        else
            beyond += cause->count;
        shown_causes++;
    }
    write_beyond(&state->page, beyond);
}

/* Causes that stand together: failures, waived ones, what was not judged, and so on. */
#ifndef CISD_RENDERERS_TEXT_SECTION_H
#define CISD_RENDERERS_TEXT_SECTION_H

#include "renderers/text_state.h"

enum section {
    SECTION_FAILED,
    SECTION_WAIVED,
    SECTION_NOT_JUDGED,
    SECTION_NOT_CHECKED,
    SECTION_NOT_APPLICABLE,
    SECTIONS
};

/* Where a verdict belongs; none passes. */
enum section text_section_of(cisd_verdict verdict, bool waived);

/* What --quiet leaves: failures and what could not be judged. */
bool text_section_is_loud(enum section section);

/* Writes a section of ranked groups; nothing if it is empty. */
void text_section(struct text_state *state, enum section section);

#endif

/* What the text format remembers between results. */
#ifndef CISD_RENDERERS_TEXT_STATE_H
#define CISD_RENDERERS_TEXT_STATE_H

#include "renderers/page.h"
#include "renderers/renderer.h"
#include "renderers/text_groups.h"
#include "renderers/text_services.h"

struct text_state {
    struct text_groups groups;
    struct text_services services;
    struct page page;
    size_t *per_target;      /* subjects found at each target */
    size_t target_capacity;
    cisd_subject_kind kind;  /* of the subjects, unless they are mixed */
    bool mixed_kinds;
    bool begun;
};

static inline struct text_state *text_state_of(cisd_renderer *renderer)
{
    return renderer->state;
}

#endif

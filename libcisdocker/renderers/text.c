/* The report as people read it: grouped by cause, worst first, in one screen. */
#include "renderers/text_baseline.h"
#include "renderers/text_frame.h"
#include "renderers/text_policy.h"
#include "renderers/text_section.h"
#include "renderers/text_subject.h"

/* Room for the count of a target. */
static cisd_code reach_target(cisd_renderer *renderer, size_t index)
{
    struct text_state *state = text_state_of(renderer);
    size_t wanted = index < 8 ? 8 : index * 2;
    size_t *larger;

    if (index < state->target_capacity)
        return CISD_OK;
    larger = memory_resize(&renderer->memory, state->per_target, wanted * sizeof *larger);
    if (larger == NULL)
        return CISD_E_NO_MEMORY;
    for (size_t i = state->target_capacity; i < wanted; i++)
        larger[i] = 0;
    state->per_target = larger;
    state->target_capacity = wanted;
    return CISD_OK;
}

static cisd_code text_begin(cisd_renderer *renderer, struct fault *fault)
{
    const cisd_render_options *options = &renderer->options;
    struct text_state *state = text_state_of(renderer);

    (void)fault;
    text_groups_init(&state->groups, &renderer->memory, options->width);
    text_services_init(&state->services, &renderer->memory);
    state->begun = true;
    page_init(&state->page, &renderer->out, options->width, options->color != 0);
    if (options->verbose == 0 || options->quiet != 0)
        return CISD_OK;
    text_write_title(renderer);
    page_blank(&state->page);
    return CISD_OK;
}

/* Whether a result is shown on its own, if results are. */
static bool is_shown(const cisd_renderer *renderer, const struct judgement *judgement)
{
    return renderer->options.quiet == 0 ||
           text_section_is_loud(text_section_of(judgement->verdict, judgement->waived));
}

/* Where a subject is, if there is more than one place. */
static const char *host_of(const cisd_renderer *renderer, size_t target)
{
    const cisd_report *report = renderer->report;

    return report->target_count > 1 ? report->targets[target].host : "";
}

static cisd_code text_add(cisd_renderer *renderer, cisd_result *result, struct fault *fault)
{
    const cisd_render_options *options = &renderer->options;
    const struct judgement *judgement = &result->judgement;
    struct text_state *state = text_state_of(renderer);
    size_t target = result->subject->target;
    const char *host = host_of(renderer, target);

    if (options->verbose != 0 && is_shown(renderer, judgement))
        text_subject(&state->page, result, host, &state->groups.scratch);
    if (text_services_fold(&state->services, result))
        return CISD_OK;
    if (text_services_note(&state->services, result) != CISD_OK)
        return fault_no_memory(fault);
    if (renderer->added == 0)
        state->kind = result->subject->kind;
    state->mixed_kinds = state->mixed_kinds || state->kind != result->subject->kind;
    if (target < renderer->report->target_count) {
        if (reach_target(renderer, target) != CISD_OK)
            return fault_no_memory(fault);
        state->per_target[target]++;
    }
    return text_groups_add(&state->groups, result, host, fault);
}

static cisd_code text_finish(cisd_renderer *renderer, struct fault *fault)
{
    const cisd_render_options *options = &renderer->options;
    struct text_state *state = text_state_of(renderer);

    (void)fault;
    text_groups_rank(&state->groups);
    if (options->verbose == 0 && options->quiet == 0)
        text_write_title(renderer);
    text_write_targets(renderer);
    for (int section = 0; section < SECTIONS; section++)
        if (options->quiet == 0 || text_section_is_loud(section))
            text_section(state, section);
    if (options->quiet == 0) {
        text_write_passes(renderer);
        text_write_rollouts(renderer);
        text_write_policy(renderer);
        text_write_baseline(renderer);
        text_write_counts(renderer);
        text_write_next(renderer);
    }
    return CISD_OK;
}

static void text_release(cisd_renderer *renderer)
{
    struct text_state *state = text_state_of(renderer);

    if (!state->begun)
        return;
    text_groups_free(&state->groups);
    text_services_free(&state->services);
    memory_free(&renderer->memory, state->per_target);
}

const struct renderer_type renderer_text = {.name = "text",
                                            .state_size = sizeof(struct text_state),
                                            .begin = text_begin,
                                            .add = text_add,
                                            .finish = text_finish,
                                            .release = text_release};

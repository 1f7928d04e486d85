#include "renderers/text_frame.h"

#include "judgement/reason.h"
#include "renderers/display.h"
#include "renderers/text_words.h"
#include "report/rule.h"
#include "report/words.h"

#define URI_COLUMNS 200
#define WORD_COLUMNS 64
#define ERROR_COLUMNS 400

/* Adds text from outside to a line. */
static void shown(cisd_renderer *renderer, const char *text, size_t columns)
{
    struct text_state *state = text_state_of(renderer);
    struct buffer *scratch = &state->groups.scratch;

    buffer_clear(scratch);
    display_add(scratch, text, columns);
    page_shown(&state->page, scratch);
}

/* Several texts one after another. */
static void write_all(struct page *page, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        page_text(page, texts[i]);
}

void text_write_title(cisd_renderer *renderer)
{
    const char *const *texts = renderer->report->rule->texts;
    const char *profile = words_profile(renderer->report->profile);
    struct page *page = &text_state_of(renderer)->page;
    const char *const title[] = {texts[CISD_RULE_ID], " ", texts[CISD_RULE_TITLE]};
    const char *const origin[] = {texts[CISD_RULE_BENCHMARK], " ", texts[CISD_RULE_VERSION],
                                  ", profile ", profile};

    page_begin(page, 0, 2);
    page_style(page, STYLE_TITLE);
    write_all(page, title, sizeof title / sizeof title[0]);
    page_end(page);
    page_begin(page, 0, 2);
    write_all(page, origin, sizeof origin / sizeof origin[0]);
    page_end(page);
}

/* "docker 20.10.24 on web-1", as far as it is known. */
static void write_engine(cisd_renderer *renderer, const struct target *target)
{
    struct page *page = &text_state_of(renderer)->page;

    if (target->engine[0] != '\0') {
        shown(renderer, target->engine, WORD_COLUMNS);
        page_text(page, target->engine_version[0] != '\0' ? " " : "");
        shown(renderer, target->engine_version, WORD_COLUMNS);
    }
    if (target->host[0] != '\0') {
        page_text(page, " on ");
        shown(renderer, target->host, WORD_COLUMNS);
    }
    if (target->engine[0] != '\0' || target->host[0] != '\0')
        page_text(page, ", ");
}

static void write_target(cisd_renderer *renderer, size_t index)
{
    const struct target *target = &renderer->report->targets[index];
    struct text_state *state = text_state_of(renderer);
    struct page *page = &state->page;
    size_t count = index < state->target_capacity ? state->per_target[index] : 0;

    page_begin(page, 0, 2);
    shown(renderer, target->uri, URI_COLUMNS);
    page_text(page, ": ");
    write_engine(renderer, target);
    text_count(page, count, state->kind, state->mixed_kinds);
    page_end(page);
    if (target->note != NULL) {
        page_begin(page, 2, 4);
        page_text(page, "Note: ");
        shown(renderer, target->note, ERROR_COLUMNS);
        page_end(page);
    }
    if (target->complete)
        return;
    page_begin(page, 2, 4);
    page_style(page, STYLE_BAD);
    page_text(page, "INCOMPLETE: ");
    page_style(page, STYLE_PLAIN);
    shown(renderer, target->error != NULL ? target->error : "not audited to its end",
          ERROR_COLUMNS);
    page_end(page);
}

void text_write_targets(cisd_renderer *renderer)
{
    const cisd_report *report = renderer->report;

    for (size_t i = 0; i < report->target_count; i++)
        if (renderer->options.quiet == 0 || !report->targets[i].complete)
            write_target(renderer, i);
}

/* How many results have a verdict, but for containers that are counted with their service. */
static size_t count_of(const cisd_renderer *renderer, cisd_verdict verdict)
{
    const struct text_state *state = renderer->state;

    return renderer->report->counts[verdict] - state->services.folded[verdict];
}

/* "PASS 25 containers: all-dropped 20, net-raw-dropped 5". */
void text_write_passes(cisd_renderer *renderer)
{
    struct text_state *state = text_state_of(renderer);
    struct page *page = &state->page;
    size_t count = count_of(renderer, CISD_PASS), written = 0;

    if (count == 0)
        return;
    page_blank(page);
    page_begin(page, 0, 6);
    page_style(page, STYLE_GOOD);
    page_text(page, text_verdict(CISD_PASS, false));
    page_style(page, STYLE_PLAIN);
    page_text(page, " ");
    text_count(page, count, state->kind, state->mixed_kinds);
    for (int reason = 0; reason < CISD_REASONS; reason++) {
        if (state->groups.passes[reason] == 0)
            continue;
        page_text(page, written++ == 0 ? ": " : ", ");
        page_text(page, reason_name(reason));
        page_text(page, " ");
        page_number(page, state->groups.passes[reason]);
    }
    page_end(page);
}

/* "2 error", with a comma before it; nothing for nothing. */
static void write_count(struct page *page, size_t count, const char *word)
{
    if (count == 0)
        return;
    page_text(page, ", ");
    page_number(page, count);
    page_text(page, " ");
    page_text(page, word);
}

static void write_verdicts(cisd_renderer *renderer)
{
    const struct text_state *state = renderer->state;
    struct page *page = &text_state_of(renderer)->page;

    page_text(page, ": ");
    page_number(page, count_of(renderer, CISD_FAIL));
    page_text(page, " fail");
    write_count(page, renderer->report->waived - state->services.folded_waived, "waived");
    write_count(page, count_of(renderer, CISD_ERROR), "error");
    write_count(page, count_of(renderer, CISD_UNKNOWN), "unknown");
    write_count(page, count_of(renderer, CISD_NOTAPPLICABLE), "not applicable");
    write_count(page, count_of(renderer, CISD_NOTCHECKED), "not checked");
    write_count(page, count_of(renderer, CISD_PASS), "pass");
}

static void write_rollout(cisd_renderer *renderer, const struct known_rollout *rollout)
{
    struct page *page = &text_state_of(renderer)->page;

    page_begin(page, 2, 4);
    shown(renderer, rollout->name, WORD_COLUMNS);
    page_text(page, ": ");
    page_number(page, rollout->differing);
    page_text(page, " of ");
    page_number(page, rollout->tasks);
    page_text(page, rollout->tasks == 1 ? " running task" : " running tasks");
    page_end(page);
}

void text_write_rollouts(cisd_renderer *renderer)
{
    const struct text_services *services = &text_state_of(renderer)->services;
    struct page *page = &text_state_of(renderer)->page;
    size_t kept = services->rollout_count < SERVICES_ROLLOUTS ? services->rollout_count
                                                              : SERVICES_ROLLOUTS;

    if (kept == 0)
        return;
    page_blank(page);
    page_begin(page, 0, 2);
    page_text(page, "ROLLOUT not over: what runs has other capabilities than the service's spec");
    page_end(page);
    for (size_t i = 0; i < kept; i++)
        write_rollout(renderer, &services->rollouts[i]);
    if (services->rollout_count == kept)
        return;
    page_begin(page, 2, 4);
    page_text(page, "and ");
    page_number(page, services->rollout_count - kept);
    page_text(page, " more");
    page_end(page);
}

static void write_folded(struct page *page, size_t count)
{
    if (count == 0)
        return;
    page_begin(page, 0, 2);
    page_number(page, count);
    page_text(page, count == 1 ? " container of a task is counted with its service"
                               : " containers of tasks are counted with their services");
    page_end(page);
}

void text_write_counts(cisd_renderer *renderer)
{
    struct text_state *state = text_state_of(renderer);
    struct page *page = &state->page;

    page_blank(page);
    page_begin(page, 0, 2);
    page_style(page, STYLE_TITLE);
    text_count(page, renderer->added - state->services.folded_all, state->kind,
               state->mixed_kinds);
    if (renderer->added > 0)
        write_verdicts(renderer);
    page_end(page);
    write_folded(page, state->services.folded_all);
}

/* Behind the kinds of subjects: several of them. */
#define MIXED (CISD_COMMAND + 1)

/* What to do about failures: how they are mended depends on what they are. */
static const char *mend_step(const struct text_state *state, bool verbose)
{
    static const struct {
        const char *first, *told;
    } steps[] = {
        [CISD_CONTAINER] = {
            "recreate them with these fixes, worst first (capabilities cannot change in place); "
            "--verbose shows each with its evidence and its own remedy",
            "recreate them as said above, worst first: capabilities cannot change in place"},
        [CISD_SERVICE] = {
            "update them, worst first: 'cisdocker fix NAME' prints the command for one; --verbose "
            "shows each with its evidence and its own remedy",
            "update them as said above, worst first"},
        [CISD_COMPOSE_SERVICE] = {
            "'cisdocker fix --compose FILE' writes an override that mends them all, --in-place "
            "changes the file itself; --verbose shows each with its evidence and its own remedy",
            "change them as said above, or let 'cisdocker fix --compose FILE' do it"},
        [CISD_COMMAND] = {
            "run it with these fixes; --verbose shows the evidence and the least privilege",
            "run it as said above"},
        [MIXED] = {
            "mend them with these fixes, worst first (a container's capabilities cannot change in "
            "place); --verbose shows each with its evidence and its own remedy",
            "mend them as said above, worst first: a container's capabilities cannot change in "
            "place"},
    };
    size_t kind = state->mixed_kinds ? MIXED : state->kind;

    return verbose ? steps[kind].told : steps[kind].first;
}

static const char *next_step(const cisd_renderer *renderer)
{
    const cisd_report *report = renderer->report;

    if (report->counts[CISD_FAIL] > 0)
        return mend_step(renderer->state, renderer->options.verbose != 0);
    if (!report_is_complete(report) && renderer->added == 0)
        return "nothing could be checked: see above";
    if (!report_is_complete(report))
        return "nothing failed so far, but the audit is incomplete: see above, then check again";
    if (report->counts[CISD_ERROR] + report->counts[CISD_UNKNOWN] > 0)
        return "nothing failed, but not everything could be judged: see above";
    if (report->counts[CISD_NOTCHECKED] > 0)
        return "judge the evidence yourself (--verbose shows it), or use the profile cis";
    if (renderer->added == 0)
        return "nothing was found to check";
    if (report->note_count > 0)
        return "nothing fails that is not accepted; look after the policy entries above";
    return "nothing to do";
}

void text_write_next(cisd_renderer *renderer)
{
    struct page *page = &text_state_of(renderer)->page;

    page_begin(page, 0, 2);
    page_text(page, "Next: ");
    page_text(page, next_step(renderer));
    page_end(page);
}


/*
 * One page for people, complete in itself: no network, and a Content-Security-Policy that lets in
 * its own style and script by their hashes and nothing else. Whatever comes from outside is text.
 */
#include "judgement/reason.h"
#include "renderers/html_assets.h"
#include "renderers/html_causes.h"
#include "renderers/html_finding.h"
#include "renderers/html_matrix.h"
#include "renderers/html_order.h"
#include "renderers/html_text.h"
#include "renderers/kept.h"
#include "renderers/renderer.h"
#include "renderers/text_words.h"
#include "report/rule.h"
#include "report/words.h"

#include <time.h>

static void write_head(struct buffer *out, const cisd_report *report)
{
    buffer_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                     "style-src '" HTML_STYLE_HASH "'; script-src '" HTML_SCRIPT_HASH "'; "
                     "base-uri 'none'; form-action 'none'\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    html_text(out, report->rule->texts[CISD_RULE_ID]);
    buffer_text(out, " container capabilities</title>\n<style>" HTML_STYLE "</style>\n"
                     "</head>\n<body>\n");
}

static void write_time(struct buffer *out, int64_t seconds)
{
    time_t when = (time_t)seconds;
    char text[40] = "";
    struct tm parts;

    if (gmtime_r(&when, &parts) != NULL)
        (void)strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", &parts);
    buffer_text(out, text);
}

static void write_target(struct buffer *out, const struct target *target)
{
    const char *const said[] = {target->engine, target->engine_version, target->host};

    buffer_text(out, "<li><code>");
    html_text(out, target->uri);
    buffer_text(out, "</code>");
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        if (said[i][0] == '\0')
            continue;
        buffer_text(out, i == 2 ? " on " : " ");
        html_text(out, said[i]);
    }
    if (!target->complete) {
        buffer_text(out, " <strong class=\"error\">incomplete: ");
        html_text(out, target->error != NULL ? target->error : "not at its end");
        buffer_text(out, "</strong>");
    }
    if (target->note != NULL) {
        buffer_text(out, "<br>");
        html_text(out, target->note);
    }
    buffer_text(out, "</li>\n");
}

static void write_count(struct buffer *out, const char *kind, const char *word, size_t count)
{
    buffer_text(out, "<li class=\"");
    buffer_text(out, count > 0 ? kind : "soft"); /* nothing to worry or to be glad about */
    buffer_text(out, "\"><b>");
    buffer_number(out, count);
    buffer_text(out, "</b>");
    buffer_text(out, word);
    buffer_text(out, "</li>\n");
}

/* What has changed since the baseline. */
static void write_baseline(struct buffer *out, const struct comparison *comparison)
{
    if (comparison == NULL)
        return;
    buffer_text(out, "<p>Since <code>");
    html_text(out, comparison->file);
    buffer_text(out, "</code> of ");
    write_time(out, comparison->started);
    for (int change = CISD_CHANGE_NEW; change < CISD_CHANGES; change++) {
        buffer_text(out, change == CISD_CHANGE_NEW ? ": " : ", ");
        buffer_number(out, comparison->counts[change]);
        buffer_char(out, ' ');
        buffer_text(out, words_change((cisd_change)change));
    }
    buffer_text(out, "</p>\n");
}

static void write_summary(struct buffer *out, const cisd_report *report)
{
    static const cisd_verdict shown[] = {CISD_ERROR, CISD_UNKNOWN, CISD_NOTAPPLICABLE,
                                         CISD_NOTCHECKED};

    buffer_text(out, "<h1>");
    html_text(out, report->rule->texts[CISD_RULE_ID]);
    buffer_char(out, ' ');
    html_text(out, report->rule->texts[CISD_RULE_TITLE]);
    buffer_text(out, "</h1>\n<p class=\"soft\">");
    html_text(out, report->rule->texts[CISD_RULE_BENCHMARK]);
    buffer_char(out, ' ');
    html_text(out, report->rule->texts[CISD_RULE_VERSION]);
    buffer_text(out, ", profile ");
    buffer_text(out, words_profile(report->profile));
    buffer_text(out, ", ");
    write_time(out, report->started);
    buffer_text(out, ", cisdocker " CISD_VERSION "</p>\n<ul class=\"counts\">\n");
    write_count(out, "fail", "fail", report->counts[CISD_FAIL]);
    write_count(out, "fail", "waived", report->waived);
    write_count(out, "pass", "pass", report->counts[CISD_PASS]);
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
        if (report->counts[shown[i]] > 0)
            write_count(out, words_verdict(shown[i]), words_verdict(shown[i]),
                        report->counts[shown[i]]);
    buffer_text(out, "</ul>\n");
    write_baseline(out, report->comparison);
    buffer_text(out, "<h2>Targets</h2>\n<ul>\n");
    for (size_t i = 0; i < report->target_count; i++)
        write_target(out, &report->targets[i]);
    buffer_text(out, "</ul>\n");
}

static void write_note(struct buffer *out, const struct policy_note *note)
{
    buffer_text(out, "<li><code>");
    html_text(out, note->file);
    buffer_char(out, ':');
    buffer_number(out, note->line);
    buffer_text(out, note->waiver ? "</code> waiver for " : "</code> requirement of ");
    html_text(out, note->about);
    buffer_text(out, ": ");
    buffer_text(out, text_note_meaning(note->note));
    if (note->note == CISD_NOTE_EXPIRED)
        html_text(out, note->expires);
    buffer_text(out, "</li>\n");
}

static void write_notes(struct buffer *out, const cisd_report *report)
{
    if (report->note_count == 0)
        return;
    buffer_text(out, "<h2>Policy entries to look after</h2>\n<ul>\n");
    for (size_t i = 0; i < report->note_count; i++)
        write_note(out, &report->notes[i]);
    buffer_text(out, "</ul>\n");
}

/* Which verdicts can be filtered for: those that occur. */
static void write_boxes(struct buffer *out, const struct kept *kept)
{
    bool occurs[CISD_VERDICTS] = {false}, waived = false;

    for (size_t i = 0; i < kept->count; i++) {
        waived = waived || kept->results[i]->judgement.waived;
        if (!kept->results[i]->judgement.waived)
            occurs[kept->results[i]->judgement.verdict] = true;
    }
    for (int verdict = 0; verdict <= CISD_VERDICTS; verdict++) {
        const char *word = verdict < CISD_VERDICTS ? words_verdict((cisd_verdict)verdict)
                                                   : "waived";

        if (!(verdict < CISD_VERDICTS ? occurs[verdict] : waived))
            continue;
        buffer_text(out, "<label><input type=\"checkbox\" name=\"verdict\" value=\"");
        buffer_text(out, word);
        buffer_text(out, "\" checked> ");
        buffer_text(out, word);
        buffer_text(out, "</label>\n");
    }
}

/* The filter works with the script only, and is hidden without it. */
static void write_filter(struct buffer *out, const struct kept *kept)
{
    char name[CAPABILITY_NAME];
    cisd_caps had = CAPS_NONE;

    for (size_t i = 0; i < kept->count; i++)
        had |= html_caps(kept->results[i]);
    buffer_text(out, "<form id=\"filter\" hidden>\n<fieldset><legend>Show</legend>\n");
    write_boxes(out, kept);
    buffer_text(out, "</fieldset>\n<label>Name, image or host <input name=\"words\" type=\"search\">"
                     "</label>\n<label>Has <select name=\"cap\"><option value=\"\">any capability"
                     "</option>\n");
    for (int number = 0; number < CAPABILITY_COUNT; number++) {
        if ((had >> number & 1) == 0)
            continue;
        (void)capability_spell(number, name);
        buffer_text(out, "<option>");
        buffer_text(out, name + 4);
        buffer_text(out, "</option>\n");
    }
    buffer_text(out, "</select></label>\n<label><input name=\"excess\" type=\"checkbox\"> in excess"
                     "</label>\n<span class=\"soft\"><output id=\"shown\">");
    buffer_number(out, kept->count);
    buffer_text(out, "</output> of ");
    buffer_number(out, kept->count);
    buffer_text(out, " shown</span>\n</form>\n");
}

static cisd_code html_add(cisd_renderer *renderer, cisd_result *result, struct fault *fault)
{
    return kept_add(renderer->state, &renderer->memory, result, fault);
}

static cisd_code html_finish(cisd_renderer *renderer, struct fault *fault)
{
    const struct kept *kept = renderer->state;
    struct buffer *out = &renderer->out, scratch;
    bool failed;

    if (html_order(renderer->state, &renderer->memory, fault) != CISD_OK)
        return fault->code;
    write_head(out, renderer->report);
    write_summary(out, renderer->report);
    if (html_causes(out, renderer->report, kept, fault) != CISD_OK)
        return fault->code;
    write_notes(out, renderer->report);
    buffer_init(&scratch, &renderer->memory);
    write_filter(out, kept);
    html_matrix(out, &scratch, renderer->report, kept);
    html_findings(out, &scratch, renderer->report, kept);
    buffer_text(out, "<script>" HTML_SCRIPT "</script>\n</body>\n</html>\n");
    failed = scratch.failed;
    buffer_free(&scratch);
    return failed ? fault_no_memory(fault) : CISD_OK;
}

static void html_release(cisd_renderer *renderer)
{
    kept_release(renderer->state, &renderer->memory);
}

const struct renderer_type renderer_html = {
    .name = "html",
    .state_size = sizeof(struct kept),
    .add = html_add,
    .finish = html_finish,
    .release = html_release,
};

/* One page for people: a table, a subject a row. */
#include "renderers/plain.h"
#include "renderers/renderer.h"
#include "renderers/sentence.h"
#include "report/rule.h"
#include "report/words.h"

static const struct {
    char character;
    const char *entity;
} entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};

static void add_character(struct buffer *out, char character)
{
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
        if (entities[i].character == character) {
            buffer_text(out, entities[i].entity);
            return;
        }
    buffer_char(out, character);
}

static void add_cell(struct buffer *out, const char *text)
{
    struct buffer plain;

    buffer_init(&plain, &out->memory);
    plain_add(&plain, text, false);
    buffer_text(out, "<td>");
    out->failed |= plain.failed;
    for (const char *at = plain.failed ? "" : plain.data; *at != '\0'; at++)
        add_character(out, *at);
    buffer_text(out, "</td>");
    buffer_free(&plain);
}

static cisd_code html_begin(cisd_renderer *renderer, struct fault *fault)
{
    struct buffer *out = &renderer->out;

    (void)fault;
    buffer_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>");
    buffer_text(out, renderer->report->rule->texts[CISD_RULE_TITLE]);
    buffer_text(out, "</title></head>\n<body>\n<table>\n");
    return CISD_OK;
}

static cisd_code html_add(cisd_renderer *renderer, cisd_result *result, struct fault *fault)
{
    struct buffer *out = &renderer->out;
    struct buffer reasons;

    (void)fault;
    buffer_init(&reasons, &renderer->memory);
    sentence_reasons(&reasons, result);
    buffer_text(out, "<tr>");
    add_cell(out, words_verdict(result->judgement.verdict));
    add_cell(out, result->subject->name);
    out->failed |= reasons.failed;
    add_cell(out, reasons.failed ? "" : reasons.data);
    buffer_text(out, "</tr>\n");
    buffer_free(&reasons);
    return CISD_OK;
}

static cisd_code html_finish(cisd_renderer *renderer, struct fault *fault)
{
    (void)fault;
    buffer_text(&renderer->out, "</table>\n</body>\n</html>\n");
    return CISD_OK;
}

const struct renderer_type renderer_html = {
    .name = "html", .begin = html_begin, .add = html_add, .finish = html_finish};

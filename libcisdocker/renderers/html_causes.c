/* The words are those of the text format, on lines that do not end. */
#include "renderers/html_causes.h"

#include "renderers/html_text.h"
#include "renderers/text_cause.h"
#include "renderers/text_fix.h"
#include "renderers/text_groups.h"
#include "renderers/text_section.h"
#include "renderers/text_words.h"
#include "report/words.h"

#define ENDLESS ((size_t)1 << 30)

/* So many causes are told, and so many images of each. */
#define SHOWN_CAUSES 20
#define SHOWN_IMAGES 8

struct teller {
    struct buffer *out, text;
    struct page page;
};

static void begin(struct teller *teller)
{
    buffer_clear(&teller->text);
    buffer_text(&teller->text, "");
    page_init(&teller->page, &teller->text, ENDLESS, false);
    page_begin(&teller->page, 0, 0);
}

/* The line, without its end. */
static void end(struct teller *teller)
{
    struct buffer *text = &teller->text;

    page_end(&teller->page);
    teller->out->failed |= text->failed;
    if (text->failed)
        return;
    while (text->length > 0 && text->data[text->length - 1] == '\n')
        text->data[--text->length] = '\0';
    html_text(teller->out, text->data);
}

static void write_head(struct teller *teller, const struct cause *cause)
{
    buffer_text(teller->out, "<li><p><strong class=\"");
    buffer_text(teller->out, words_verdict(cause->verdict));
    buffer_text(teller->out, "\">");
    buffer_text(teller->out, words_verdict(cause->verdict));
    if (cause->verdict == CISD_FAIL) {
        buffer_text(teller->out, ", ");
        buffer_text(teller->out, words_severity(cause->severity));
    }
    buffer_text(teller->out, "</strong> <b>");
    begin(teller);
    text_count(&teller->page, cause->count, cause->kind, cause->mixed_kinds);
    end(teller);
    buffer_text(teller->out, "</b> ");
    begin(teller);
    text_reasons(&teller->page, cause);
    end(teller);
    buffer_text(teller->out, "</p>\n");
}

static void write_risk(struct teller *teller, const struct cause *cause)
{
    int told = -1;

    if (cause->excess == CAPS_NONE)
        return;
    buffer_text(teller->out, "<p class=\"soft\">");
    begin(teller);
    text_risk(&teller->page, cause->excess, &told);
    end(teller);
    buffer_text(teller->out, "</p>\n");
}

static void write_fix(struct teller *teller, const struct cause *cause)
{
    if (!cause->has_fix)
        return;
    buffer_text(teller->out, "<p>Fix: <code>");
    begin(teller);
    text_fix_brief(&teller->page, cause);
    end(teller);
    buffer_text(teller->out, "</code></p>\n");
}

static void write_image(struct teller *teller, const struct image_group *group)
{
    buffer_text(teller->out, "<li><code>");
    html_text(teller->out, group->image[0] != '\0' ? group->image : "(image not known)");
    buffer_text(teller->out, "</code> (");
    buffer_number(teller->out, group->count);
    buffer_text(teller->out, "): ");
    for (size_t i = 0; i < group->name_count; i++) {
        buffer_text(teller->out, i > 0 ? ", " : "");
        html_text(teller->out, group->names[i]);
    }
    if (group->count > group->name_count) {
        buffer_text(teller->out, " and ");
        buffer_number(teller->out, group->count - group->name_count);
        buffer_text(teller->out, " more");
    }
    buffer_text(teller->out, "</li>\n");
}

static void write_images(struct teller *teller, const struct cause *cause)
{
    size_t others = cause->without_image_group;

    buffer_text(teller->out, "<ul>\n");
    for (size_t i = 0; i < cause->image_count; i++) {
        if (i < SHOWN_IMAGES)
            write_image(teller, &cause->images[i]);
        else
            others += cause->images[i].count;
    }
    if (others > 0) {
        buffer_text(teller->out, "<li>other images (");
        buffer_number(teller->out, others);
        buffer_text(teller->out, ")</li>\n");
    }
    buffer_text(teller->out, "</ul></li>\n");
}

static void write_all(struct teller *teller, const struct text_groups *groups)
{
    size_t written = 0, beyond = 0;

    for (size_t i = 0; i < groups->cause_count; i++) {
        const struct cause *cause = groups->causes[i];

        if (!text_section_is_loud(text_section_of(cause->verdict, cause->waived)))
            continue;
        if (written == SHOWN_CAUSES) {
            beyond++;
            continue;
        }
        buffer_text(teller->out, written++ == 0
                                     ? "<h2>What to do, worst first</h2>\n<ol class=\"causes\">\n"
                                     : "");
        write_head(teller, cause);
        write_risk(teller, cause);
        write_fix(teller, cause);
        write_images(teller, cause);
    }
    buffer_text(teller->out, written > 0 ? "</ol>\n" : "");
    if (beyond == 0)
        return;
    buffer_text(teller->out, "<p>and ");
    buffer_number(teller->out, beyond);
    buffer_text(teller->out, " more causes: each container stands below.</p>\n");
}

/* A browser breaks lines itself. */
#define LINE_COLUMNS 160

cisd_code html_causes(struct buffer *out, const cisd_report *report, const struct kept *kept,
                      struct fault *fault)
{
    struct teller teller = {.out = out};
    struct text_groups groups;
    cisd_code code = CISD_OK;

    text_groups_init(&groups, &out->memory, LINE_COLUMNS);
    buffer_init(&teller.text, &out->memory);
    for (size_t i = 0; code == CISD_OK && i < kept->count; i++)
        code = text_groups_add(&groups, kept->results[i], html_host(report, kept->results[i]),
                               fault);
    if (code == CISD_OK) {
        text_groups_rank(&groups);
        write_all(&teller, &groups);
    }
    buffer_free(&teller.text);
    text_groups_free(&groups);
    return code;
}

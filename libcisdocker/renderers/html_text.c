#include "renderers/html_text.h"

#include <string.h>

#include "renderers/plain.h"
#include "report/words.h"

static void escape(struct buffer *out, const char *text)
{
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            buffer_text(out, "&amp;");
            break;
        case '<':
            buffer_text(out, "&lt;");
            break;
        case '>':
            buffer_text(out, "&gt;");
            break;
        case '"':
            buffer_text(out, "&quot;");
            break;
        case '\'':
            buffer_text(out, "&#39;");
            break;
        default:
            buffer_char(out, *text);
        }
    }
}

void html_text(struct buffer *out, const char *text)
{
    struct buffer plain;

    buffer_init(&plain, &out->memory);
    plain_add(&plain, text, true);
    if (plain.failed)
        out->failed = true;
    else if (plain.length > 0)
        escape(out, plain.data);
    buffer_free(&plain);
}

const char *html_verdict(const cisd_result *result)
{
    return result->judgement.waived ? "waived" : words_verdict(result->judgement.verdict);
}

/* The search compares small letters; letters beyond ASCII are compared as they are. */
static void add_lower(struct buffer *scratch, const char *text)
{
    for (; *text != '\0'; text++)
        buffer_char(scratch, *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text);
    buffer_char(scratch, ' ');
}

cisd_caps html_caps(const cisd_result *result)
{
    const struct kernel_witness *kernel = &result->subject->kernel;
    cisd_caps caps = result->judgement.grant.caps;

    if (kernel->seen)
        caps |= kernel->bounding | kernel->effective | kernel->permitted;
    return caps;
}

static void write_caps(struct buffer *out, const char *attribute, cisd_caps caps)
{
    char name[CAPABILITY_NAME];

    buffer_text(out, attribute);
    for (int number = 0; number < CAPABILITY_COUNT; number++) {
        if ((caps >> number & 1) == 0)
            continue;
        (void)capability_spell(number, name);
        buffer_text(out, name + 4);
        buffer_char(out, ' ');
    }
    buffer_char(out, '"');
}

void html_filtered(struct buffer *out, struct buffer *scratch, const char *host,
                   const cisd_result *result)
{
    buffer_text(out, " data-verdict=\"");
    buffer_text(out, html_verdict(result));
    buffer_text(out, "\" data-words=\"");
    buffer_clear(scratch);
    add_lower(scratch, result->subject->name);
    add_lower(scratch, result->subject->image);
    add_lower(scratch, host);
    out->failed |= scratch->failed;
    html_text(out, scratch->failed ? "" : scratch->data);
    write_caps(out, "\" data-caps=\"", html_caps(result));
    write_caps(out, " data-excess=\"", result->judgement.excess);
}

const char *html_host(const cisd_report *report, const cisd_result *result)
{
    return report->target_count > 1 ? report->targets[result->subject->target].host : "";
}

#include "renderers/html_finding.h"

#include "judgement/reason.h"
#include "renderers/html_text.h"
#include "renderers/sentence.h"
#include "report/words.h"

/* A term and what there is to say of it; nothing for nothing. */
static void write_term(struct buffer *out, const char *term, const char *text)
{
    if (text[0] == '\0')
        return;
    buffer_text(out, "<dt>");
    buffer_text(out, term);
    buffer_text(out, "</dt><dd>");
    html_text(out, text);
    buffer_text(out, "</dd>\n");
}

static const char *said(struct buffer *out, const struct buffer *scratch)
{
    out->failed |= scratch->failed;
    return scratch->failed || scratch->length == 0 ? "" : scratch->data;
}

/* A set, and of what has no number the names. */
static void write_caps(struct buffer *out, struct buffer *scratch, const char *term,
                       cisd_caps caps, const cisd_result *unknown)
{
    sentence_caps(scratch, caps);
    for (size_t i = 0; unknown != NULL && i < unknown->unknown_count; i++) {
        buffer_text(scratch, scratch->length > 0 ? " " : "");
        buffer_text(scratch, unknown->unknown_caps[i]);
    }
    write_term(out, term, said(out, scratch));
}

/* What each capability in excess lets an attacker do. */
static void write_risks(struct buffer *out, cisd_caps excess)
{
    if (excess == CAPS_NONE)
        return;
    buffer_text(out, "<dt>risk</dt><dd><ul>\n");
    for (int number = 0; number < CAPABILITY_COUNT; number++) {
        const struct capability_fact *fact = capability_fact(number);

        if ((excess >> number & 1) == 0)
            continue;
        buffer_text(out, "<li><code>");
        buffer_text(out, fact->name + 4);
        buffer_text(out, "</code> (");
        buffer_text(out, words_cap_class(fact->cap_class));
        buffer_text(out, "): ");
        html_text(out, fact->attack);
        buffer_text(out, "</li>\n");
    }
    buffer_text(out, "</ul></dd>\n");
}

static void write_copyable(struct buffer *out, const char *what, const char *text)
{
    buffer_text(out, "<div>");
    buffer_text(out, what);
    buffer_text(out, ": <button class=\"copy\" type=\"button\" hidden>Copy</button><pre><code>");
    html_text(out, text);
    buffer_text(out, "</code></pre></div>\n");
}

static void write_remedies(struct buffer *out, const cisd_result *result)
{
    for (size_t i = 0; i < result->remedy_count; i++) {
        const struct remedy *remedy = &result->remedies[i];

        buffer_text(out, "<h3>Fix: ");
        buffer_text(out, remedy_kind_name(remedy->kind));
        buffer_text(out, "</h3>\n");
        write_copyable(out, "the smallest change", remedy->smallest);
        write_copyable(out, "the least privilege", remedy->least);
        buffer_text(out, "<p class=\"soft\">");
        html_text(out, remedy->note);
        buffer_text(out, "</p>\n");
    }
}

static void write_body(struct buffer *out, struct buffer *scratch, const char *host,
                       const cisd_result *result)
{
    const struct subject *subject = result->subject;

    buffer_text(out, "<dl>\n");
    sentence_reasons(scratch, result);
    write_term(out, "why", said(out, scratch));
    write_term(out, "change", words_change(result->change));
    write_term(out, "host", host);
    write_term(out, "kind", words_subject_kind(subject->kind));
    write_term(out, "image", subject->image);
    write_term(out, "id", subject->id);
    write_term(out, "service", subject->service);
    write_term(out, "state", subject->state);
    write_term(out, "user", subject->user);
    if (subject->file != NULL) {
        buffer_text(out, "<dt>declared at</dt><dd>");
        html_text(out, subject->file);
        buffer_char(out, ':');
        buffer_number(out, subject->line);
        buffer_text(out, "</dd>\n");
    }
    sentence_evidence(scratch, result);
    write_term(out, "evidence", said(out, scratch));
    write_caps(out, scratch, "granted", result->judgement.grant.caps, result);
    write_caps(out, scratch, "excess", result->judgement.excess, result);
    write_caps(out, scratch, "required", result->judgement.required, NULL);
    write_risks(out, result->judgement.excess);
    buffer_text(out, "</dl>\n");
    write_remedies(out, result);
}

static void write_finding(struct buffer *out, struct buffer *scratch, const char *host,
                          const cisd_result *result, size_t number)
{
    const struct judgement *judgement = &result->judgement;

    buffer_text(out, "<details id=\"f");
    buffer_number(out, number);
    buffer_char(out, '"');
    html_filtered(out, scratch, host, result);
    buffer_text(out, "><summary><strong class=\"");
    buffer_text(out, html_verdict(result));
    buffer_text(out, "\">");
    buffer_text(out, html_verdict(result));
    if (judgement->verdict == CISD_FAIL) {
        buffer_text(out, " (");
        buffer_text(out, words_severity(judgement->severity));
        buffer_char(out, ')');
    }
    buffer_text(out, "</strong> ");
    sentence_subject(scratch, result->subject);
    html_text(out, said(out, scratch));
    for (size_t i = 0; i < judgement->finding_count; i++) {
        buffer_text(out, i == 0 ? ": " : ", ");
        buffer_text(out, reason_name(judgement->findings[i].reason));
    }
    buffer_text(out, "</summary>\n");
    write_body(out, scratch, host, result);
    buffer_text(out, "</details>\n");
}

void html_findings(struct buffer *out, struct buffer *scratch, const cisd_report *report,
                   const struct kept *kept)
{
    buffer_text(out, "<h2>Each of them, worst first</h2>\n");
    for (size_t i = 0; i < kept->count; i++)
        write_finding(out, scratch, html_host(report, kept->results[i]), kept->results[i], i);
}

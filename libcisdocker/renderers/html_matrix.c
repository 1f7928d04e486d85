#include "renderers/html_matrix.h"

#include "renderers/html_text.h"
#include "report/words.h"

/* What a subject has to do with a capability; a letter each, so that no colour is needed. */
static const struct {
    char letter;
    const char *meaning;
} marks[] = {
    {'g', "granted, and allowed"},       {'X', "granted in excess"},
    {'W', "in excess, waived"},          {'R', "granted, required by the policy"},
    {'M', "required, but missing"},      {'K', "seen in the kernel only: not configured"},
};

static char mark_of(const cisd_result *result, int number)
{
    const struct judgement *judgement = &result->judgement;
    const struct kernel_witness *kernel = &result->subject->kernel;
    cisd_caps bit = (cisd_caps)1 << number;
    cisd_caps seen = kernel->seen ? kernel->bounding | kernel->effective | kernel->permitted
                                  : CAPS_NONE;

    if ((judgement->grant.caps & bit) == 0) {
        if ((seen & bit) != 0)
            return 'K';
        return (judgement->required & bit) != 0 ? 'M' : '\0';
    }
    if ((judgement->excess & bit) != 0)
        return judgement->waived ? 'W' : 'X';
    return (judgement->required & bit) != 0 ? 'R' : 'g';
}

/* Only capabilities that anybody has take a column. */
static cisd_caps columns_of(const struct kept *kept)
{
    cisd_caps columns = CAPS_NONE;

    for (size_t i = 0; i < kept->count; i++)
        for (int number = 0; number < CAPABILITY_BITS; number++)
            if (mark_of(kept->results[i], number) != '\0')
                columns |= (cisd_caps)1 << number;
    return columns;
}

static void write_columns(struct buffer *out, cisd_caps columns)
{
    char name[CAPABILITY_NAME];

    buffer_text(out, "<thead><tr><th scope=\"col\">Subject</th><th scope=\"col\">Result</th>");
    for (int number = 0; number < CAPABILITY_BITS; number++) {
        if ((columns >> number & 1) == 0)
            continue;
        (void)capability_spell(number, name);
        buffer_text(out, "<th class=\"cap\" scope=\"col\"><span>");
        buffer_text(out, name + 4);
        buffer_text(out, "</span></th>");
    }
    buffer_text(out, "</tr></thead>\n");
}

/* Colour says again what the letter says. */
static const char *cell_of(char mark)
{
    switch (mark) {
    case 'X':
    case 'K':
        return "<td class=\"mark x\">";
    case 'W':
        return "<td class=\"mark w\">";
    case 'R':
    case 'M':
        return "<td class=\"mark r\">";
    default:
        return "<td class=\"mark\">";
    }
}

/* The result in a word, and how bad a failure is. */
static void write_verdict(struct buffer *out, const cisd_result *result)
{
    buffer_text(out, "<td class=\"");
    buffer_text(out, html_verdict(result));
    buffer_text(out, "\">");
    buffer_text(out, html_verdict(result));
    if (result->judgement.verdict == CISD_FAIL && !result->judgement.waived) {
        buffer_text(out, ", ");
        buffer_text(out, words_severity(result->judgement.severity));
    }
    buffer_text(out, "</td>");
}

static void write_row(struct buffer *out, struct buffer *scratch, const char *host,
                      const cisd_result *result, size_t number, cisd_caps columns)
{
    const struct subject *subject = result->subject;

    buffer_text(out, "<tr");
    html_filtered(out, scratch, host, result);
    buffer_text(out, "><th scope=\"row\"><a href=\"#f");
    buffer_number(out, number);
    buffer_text(out, "\">");
    html_text(out, subject->name[0] != '\0' ? subject->name
                   : subject->id[0] != '\0' ? subject->id
                                            : "(no name)");
    buffer_text(out, "</a>");
    if (host[0] != '\0') {
        buffer_text(out, " <span class=\"soft\">on ");
        html_text(out, host);
        buffer_text(out, "</span>");
    }
    buffer_text(out, "</th>");
    write_verdict(out, result);
    for (int cap = 0; cap < CAPABILITY_BITS; cap++) {
        char mark = mark_of(result, cap);

        if ((columns >> cap & 1) == 0)
            continue;
        buffer_text(out, cell_of(mark));
        if (mark != '\0')
            buffer_char(out, mark);
        buffer_text(out, "</td>");
    }
    buffer_text(out, "</tr>\n");
}

void html_matrix(struct buffer *out, struct buffer *scratch, const cisd_report *report,
                 const struct kept *kept)
{
    cisd_caps columns = columns_of(kept);

    buffer_text(out, "<h2>Who has what</h2>\n<ul class=\"legend\">\n");
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        buffer_text(out, "<li><code>");
        buffer_char(out, marks[i].letter);
        buffer_text(out, "</code> ");
        buffer_text(out, marks[i].meaning);
        buffer_text(out, "</li>\n");
    }
    buffer_text(out, "</ul>\n<div class=\"scroll\" role=\"region\" "
                     "aria-label=\"Who has what\" tabindex=\"0\"><table id=\"matrix\">\n");
    write_columns(out, columns);
    buffer_text(out, "<tbody>\n");
    for (size_t i = 0; i < kept->count; i++)
        write_row(out, scratch, html_host(report, kept->results[i]), kept->results[i], i,
                  columns);
    buffer_text(out, "</tbody>\n</table></div>\n");
}

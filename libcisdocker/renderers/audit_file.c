#include "renderers/audit_file.h"

#include "renderers/nessus_reference.h"

/* Some readers of Nessus's results see no item without the numbers at the end. */
#define REFERENCE \
    NESSUS_CONTROL ",CAT|II," NESSUS_NUMBERS ",Rule-ID|" NESSUS_CHECK ",STIG-ID|" NESSUS_CHECK \
    ",Vuln-ID|" NESSUS_CHECK
#define CIS_ADDRESS "https://www.cisecurity.org/benchmark/docker"

static void text(struct audit_file *file, const char *words)
{
    buffer_text(file->out, words);
}

static void margin(struct audit_file *file)
{
    buffer_repeat(file->out, ' ', 2 * file->depth);
}

/* Quotes and backslashes are escaped, line ends stand as they are. */
static void escaped(struct audit_file *file, const char *words)
{
    for (; *words != '\0'; words++) {
        if (*words == '"' || *words == '\\')
            buffer_char(file->out, '\\');
        buffer_char(file->out, *words);
    }
}

static void quoted(struct audit_file *file, const char *words)
{
    text(file, "\"");
    escaped(file, words);
    text(file, "\"");
}

static void begin_keyword(struct audit_file *file, const char *keyword)
{
    margin(file);
    text(file, keyword);
    text(file, " : ");
}

static void keyword_text(struct audit_file *file, const char *keyword, const char *words)
{
    begin_keyword(file, keyword);
    quoted(file, words);
    text(file, "\n");
}

static void keyword_word(struct audit_file *file, const char *keyword, const char *word)
{
    begin_keyword(file, keyword);
    text(file, word);
    text(file, "\n");
}

static void comment(struct audit_file *file, const char *before, const char *words,
                    const char *behind)
{
    text(file, "#");
    text(file, before);
    text(file, words);
    text(file, behind);
    text(file, "\n");
}

void audit_begin(struct audit_file *file, struct buffer *out, const struct content *content)
{
    *file = (struct audit_file){.out = out, .by = "", .rule = rule_find(content->rule)};
    comment(file, " ", content->name, ", of cisdocker " CISD_VERSION);
    comment(file, " ", content->description, "");
    comment(file, " Written by 'cisdocker export ", content->name, "'; do not edit.");
    comment(file, " The texts are cisdocker's own; the benchmark is published by CIS.", "", "");
    comment(file, "", "", "");
    comment(file, "<ui_metadata>", "", "");
    comment(file, "<display_name>cisdocker ", content->name, "</display_name>");
    comment(file, "<spec>", "", "");
    comment(file, "  <type>CIS</type>", "", "");
    comment(file, "  <name>Docker</name>", "", "");
    comment(file, "  <profile>L1 Docker - Linux</profile>", "", "");
    comment(file, "  <version>", file->rule->texts[CISD_RULE_VERSION], "</version>");
    comment(file, "  <link>" CIS_ADDRESS "</link>", "", "");
    comment(file, "</spec>", "", "");
    comment(file, "<labels>docker,unix,containers,level1</labels>", "", "");
    comment(file, "<benchmark_refs>LEVEL,CSCv8,CSCv7,800-53</benchmark_refs>", "", "");
    comment(file, "</ui_metadata>", "", "");
    text(file, "\n<check_type:\"Unix\">\n\n");
}

void audit_end(struct audit_file *file)
{
    text(file, "\n</check_type>\n");
}

void audit_open(struct audit_file *file, const char *tag, const char *type)
{
    margin(file);
    text(file, "<");
    text(file, tag);
    if (type != NULL) {
        text(file, " type:");
        quoted(file, type);
    }
    text(file, ">\n");
    file->depth++;
}

void audit_close(struct audit_file *file, const char *tag)
{
    file->depth--;
    margin(file);
    text(file, "</");
    text(file, tag);
    text(file, ">\n");
}

static void description(struct audit_file *file, const char *what)
{
    begin_keyword(file, "description");
    text(file, "\"");
    text(file, file->rule->texts[CISD_RULE_ID]);
    text(file, " ");
    text(file, file->rule->texts[CISD_RULE_TITLE]);
    text(file, what != NULL ? ": " : "");
    text(file, what != NULL ? what : "");
    text(file, file->by);
    text(file, "\"\n");
}

/* Why the check matters, how it is decided here, and how to pass it. */
static void explanation(struct audit_file *file, const char *info)
{
    begin_keyword(file, "info");
    text(file, "\"");
    escaped(file, file->rule->texts[CISD_RULE_RATIONALE]);
    text(file, " ");
    escaped(file, info);
    text(file, "\"\n");
    keyword_text(file, "solution", file->rule->texts[CISD_RULE_REMEDIATION]);
}

static void references(struct audit_file *file)
{
    keyword_text(file, "reference", REFERENCE);
    keyword_text(file, "see_also", CIS_ADDRESS);
}

void audit_item(struct audit_file *file, const struct audit_item *item)
{
    audit_open(file, "custom_item", NULL);
    keyword_text(file, "system", "Linux");
    keyword_word(file, "type", "CMD_EXEC");
    description(file, item->what);
    if (item->decides)
        explanation(file, item->info);
    else if (item->info != NULL)
        keyword_text(file, "info", item->info);
    if (item->info != NULL)
        references(file); /* what is no condition is reported */
    keyword_text(file, "cmd", item->command);
    keyword_text(file, "expect", item->expect);
    keyword_text(file, "timeout", "600");
    keyword_word(file, "dont_echo_cmd", "YES");
    if (item->review)
        keyword_word(file, "severity", "MEDIUM");
    audit_close(file, "custom_item");
}

void audit_report(struct audit_file *file, const char *type, const char *what, const char *info)
{
    audit_open(file, "report", type);
    description(file, what);
    keyword_text(file, "info", info);
    references(file);
    audit_close(file, "report");
}

void audit_condition(struct audit_file *file, const char *what, const char *command,
                     const char *expect)
{
    audit_open(file, "condition", "AND");
    audit_item(file, &(struct audit_item){.what = what, .command = command, .expect = expect});
    audit_close(file, "condition");
}

void audit_decision(struct audit_file *file, const char *program, const char *info)
{
    struct audit_item item = {
        .info = info, .command = program, .expect = "^verdict: pass", .decides = true};

    audit_open(file, "if", NULL);
    audit_condition(file, "not all of the evidence decides", program, "^verdict: unknown");
    audit_open(file, "then", NULL);
    item.what = "a person has to decide";
    item.review = true;
    audit_item(file, &item);
    audit_close(file, "then");
    audit_open(file, "else", NULL);
    item.what = NULL;
    item.review = false;
    audit_item(file, &item);
    audit_close(file, "else");
    audit_close(file, "if");
}

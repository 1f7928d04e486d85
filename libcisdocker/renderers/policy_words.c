#include "renderers/policy_words.h"

#include "renderers/display.h"
#include "renderers/page.h"
#include "renderers/text_words.h"

#define INDENT 2
#define HANG 9
#define TEXT_COLUMNS 300

struct words {
    struct page page;
    struct buffer scratch;
    const cisd_policy *policy;
    int day;
    size_t warnings;
};

static void shown(struct words *words, const char *text)
{
    buffer_clear(&words->scratch);
    display_add(&words->scratch, text, TEXT_COLUMNS);
    page_shown(&words->page, &words->scratch);
}

static void begin(struct words *words, const char *label)
{
    page_begin(&words->page, INDENT, HANG);
    page_text(&words->page, label);
    page_tab(&words->page, HANG);
}

static void warn(struct words *words, const char *warning, const char *rest)
{
    words->warnings++;
    page_begin(&words->page, INDENT, HANG);
    page_style(&words->page, STYLE_DOUBTFUL);
    page_text(&words->page, "WARNING:");
    page_style(&words->page, STYLE_PLAIN);
    page_text(&words->page, " ");
    page_text(&words->page, warning);
    page_text(&words->page, rest);
    page_end(&words->page);
}

/* "everything whose name is like 'vpn-*' and whose image is like 'vpn'" */
static void write_who(struct words *words, const struct policy_entry *entry)
{
    static const char *const asked[POLICY_KEYS] = {
        [POLICY_NAME] = "name is like '",
        [POLICY_IMAGE] = "image is like '",
        [POLICY_LABEL] = "labels have '",
        [POLICY_COMPOSE_PROJECT] = "Compose project is like '",
        [POLICY_COMPOSE_SERVICE] = "Compose service is like '",
        [POLICY_SERVICE] = "Swarm service is like '",
    };
    bool first = true;

    begin(words, "who");
    for (int key = 0; key < POLICY_KEYS; key++) {
        if (entry->keys[key] == NULL)
            continue;
        page_text(&words->page, first ? "everything whose " : " and whose ");
        page_text(&words->page, asked[key]);
        shown(words, entry->keys[key]);
        page_text(&words->page, "'");
        first = false;
    }
    page_end(&words->page);
}

static void write_what(struct words *words, const struct policy_entry *entry)
{
    begin(words, "what");
    if (entry->covers_all) {
        page_text(&words->page, "whatever is too much, privileged included, is accepted: it stays "
                                "a failure and does not count");
    } else {
        text_caps(&words->page, entry->capabilities, CAPABILITY_BITS);
        page_text(&words->page, entry->kind == POLICY_REQUIRED
                                    ? ": having it is no failure"
                                    : ": a failure for this and nothing else is accepted: it stays "
                                      "a failure and does not count");
    }
    page_end(&words->page);
}

static void write_line(struct words *words, const char *label, const char *text)
{
    if (text[0] == '\0')
        return;
    begin(words, label);
    shown(words, text);
    page_end(&words->page);
}

static void write_until(struct words *words, const struct policy_entry *entry)
{
    begin(words, "until");
    if (entry->expires[0] == '\0') {
        page_text(&words->page, "no end is set");
    } else {
        shown(words, entry->expires);
        page_text(&words->page, ", that day included");
    }
    page_end(&words->page);
}

static void write_warnings(struct words *words, const struct policy_entry *entry)
{
    const char *never = policy_entry_never(entry);

    if (policy_entry_expired(entry, words->day))
        warn(words, "it has expired, and does nothing any more", "");
    if (never != NULL)
        warn(words, "it can match nothing: ", never);
    if (policy_entry_unexplained(entry))
        warn(words, "its reason is still to be written", "");
}

static void write_entry(struct words *words, const struct policy_entry *entry)
{
    struct page *page = &words->page;

    page_blank(page);
    page_begin(page, 0, INDENT);
    page_style(page, STYLE_TITLE);
    page_text(page, entry->kind == POLICY_REQUIRED ? "REQUIRED" : "WAIVER");
    page_style(page, STYLE_PLAIN);
    page_text(page, ", line ");
    page_number(page, entry->line);
    page_end(page);
    write_who(words, entry);
    write_what(words, entry);
    write_line(words, "why", entry->reason);
    write_line(words, "owner", entry->owner);
    write_line(words, "ticket", entry->ticket);
    write_until(words, entry);
    write_warnings(words, entry);
}

static void write_count(struct page *page, size_t count, const char *noun, const char *after)
{
    page_number(page, count);
    page_text(page, noun);
    page_text(page, count == 1 ? "" : "s");
    page_text(page, after);
}

static void write_head(struct words *words)
{
    struct page *page = &words->page;
    size_t waivers = 0;

    for (size_t i = 0; i < words->policy->count; i++)
        waivers += words->policy->entries[i].kind == POLICY_WAIVER;
    page_begin(page, 0, INDENT);
    shown(words, words->policy->file);
    page_text(page, ": ");
    write_count(page, words->policy->count - waivers, " requirement", ", ");
    write_count(page, waivers, " waiver", "");
    page_end(page);
}

void policy_words(struct buffer *out, const cisd_policy *policy, int day, size_t width, bool color)
{
    struct words words = {.policy = policy, .day = day};

    buffer_init(&words.scratch, &out->memory);
    page_init(&words.page, out, width, color);
    write_head(&words);
    for (size_t i = 0; i < policy->count; i++)
        write_entry(&words, &policy->entries[i]);
    page_blank(&words.page);
    page_begin(&words.page, 0, INDENT);
    page_text(&words.page, "good, ");
    write_count(&words.page, words.warnings, " warning", "");
    page_end(&words.page);
    buffer_free(&words.scratch);
}

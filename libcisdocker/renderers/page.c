#include "renderers/page.h"

#include <stdio.h>
#include <string.h>

#include "ground/utf8.h"
#include "renderers/display.h"

/* Narrower than this nothing can be laid out. */
#define WIDTH_MIN 40

static const char *const escapes[] = {
    [STYLE_PLAIN] = "\033[0m",      [STYLE_TITLE] = "\033[1m",   [STYLE_BAD] = "\033[1;31m",
    [STYLE_DOUBTFUL] = "\033[33m", [STYLE_GOOD] = "\033[32m",
};

void page_init(struct page *page, struct buffer *out, size_t width, bool color)
{
    memset(page, 0, sizeof *page);
    page->out = out;
    page->width = width > WIDTH_MIN ? width : WIDTH_MIN;
    page->color = color;
}

static void break_line(struct page *page)
{
    buffer_text(page->out, page->command ? " \\" : "");
    buffer_char(page->out, '\n');
    buffer_repeat(page->out, ' ', page->hang);
    page->column = page->hang;
    page->gap = false;
}

/* Puts the word under way on this line, or on the next. */
static void place_word(struct page *page)
{
    size_t width = page->width - (page->command ? 2 : 0);

    if (page->word_length == 0)
        return;
    if (page->gap && page->column + 1 + page->word_columns > width && page->column > page->hang)
        break_line(page);
    if (page->gap) {
        buffer_char(page->out, ' ');
        page->column++;
    }
    buffer_repeat(page->out, ' ', page->pad);
    page->pad = 0;
    buffer_add(page->out, page->word, page->word_length);
    page->column += page->word_columns;
    page->word_length = page->word_columns = 0;
    page->gap = false;
}

static void add_to_word(struct page *page, const char *text, size_t length, size_t columns)
{
    if (page->word_length + length > sizeof page->word)
        place_word(page);
    memcpy(page->word + page->word_length, text, length);
    page->word_length += length;
    page->word_columns += columns;
}

void page_begin(struct page *page, size_t indent, size_t hang)
{
    buffer_repeat(page->out, ' ', indent);
    page->column = indent;
    page->hang = hang;
    page->gap = false;
}

void page_text(struct page *page, const char *text)
{
    size_t length = strlen(text);
    uint32_t character;

    for (size_t i = 0, step; i < length; i += step) {
        step = utf8_decode(text + i, length - i, &character);
        if (step == 0)
            step = 1;
        else if (character == ' ' || character == '\n') {
            place_word(page);
            page->gap = true;
        } else
            add_to_word(page, text + i, step, display_columns(character));
    }
}

/* The length of a command's first word: blanks in quotes and behind a backslash are part of it. */
static size_t command_word(const char *text)
{
    bool quoted = false;
    size_t length = 0;

    for (; text[length] != '\0' && (quoted || text[length] != ' '); length++) {
        if (text[length] == '\'')
            quoted = !quoted;
        else if (text[length] == '\\' && !quoted && text[length + 1] != '\0')
            length++;
    }
    return length;
}

/* Adds to the word under way whatever stands there, blanks included. */
static void add_whole(struct page *page, const char *text, size_t length)
{
    for (size_t i = 0, step; i < length; i += step) {
        uint32_t character = '?';

        step = utf8_decode(text + i, length - i, &character);
        step = step != 0 ? step : 1;
        add_to_word(page, text + i, step, display_columns(character));
    }
}

void page_command(struct page *page, const char *text)
{
    place_word(page);
    while (*text != '\0') {
        size_t length = command_word(text);

        add_whole(page, text, length);
        place_word(page);
        text += length;
        text += strspn(text, " ");
        page->command = true;
        page->gap = *text != '\0';
    }
    page->command = false;
}

void page_shown(struct page *page, const struct buffer *shown)
{
    if (shown->failed)
        page->out->failed = true;
    else if (shown->length > 0)
        page_text(page, shown->data);
}

void page_number(struct page *page, size_t number)
{
    char digits[24];

    (void)snprintf(digits, sizeof digits, "%zu", number);
    page_text(page, digits);
}

void page_tab(struct page *page, size_t column)
{
    place_word(page);
    page->pad = column > page->column ? column - page->column : 1;
    page->column += page->pad;
    page->gap = false;
}

void page_style(struct page *page, enum style style)
{
    if (!page->color || style == page->style)
        return;
    if (page->style != STYLE_PLAIN)
        add_to_word(page, escapes[STYLE_PLAIN], strlen(escapes[STYLE_PLAIN]), 0);
    if (style != STYLE_PLAIN)
        add_to_word(page, escapes[style], strlen(escapes[style]), 0);
    page->style = style;
}

size_t page_room(const struct page *page)
{
    size_t used = page->column + page->gap + page->word_columns;

    return used < page->width ? page->width - used : 0;
}

void page_end(struct page *page)
{
    page_style(page, STYLE_PLAIN);
    place_word(page);
    buffer_char(page->out, '\n');
    page->column = page->pad = 0;
    page->gap = false;
}

void page_blank(struct page *page)
{
    if (page->out->length > 0)
        buffer_char(page->out, '\n');
}

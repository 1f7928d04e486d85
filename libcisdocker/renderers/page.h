/* Lines of a limited width: words flow, continued lines hang, styles take no room. */
#ifndef CISD_RENDERERS_PAGE_H
#define CISD_RENDERERS_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "ground/buffer.h"

enum style {
    STYLE_PLAIN,
    STYLE_TITLE,
    STYLE_BAD,
    STYLE_DOUBTFUL,
    STYLE_GOOD
};

struct page {
    struct buffer *out;
    size_t width;     /* columns */
    bool color;
    size_t column;    /* where the next word goes */
    size_t hang;      /* where continued lines begin */
    bool gap;         /* a blank stands before the next word */
    size_t pad;       /* further blanks do, if there is one */
    bool command;     /* a line that breaks here goes on for a shell */
    enum style style;
    char word[512];   /* the word under way */
    size_t word_length, word_columns;
};

void page_init(struct page *page, struct buffer *out, size_t width, bool color);

/* Begins a line at a column; what does not fit goes on at the column `hang`. */
void page_begin(struct page *page, size_t indent, size_t hang);

/* Adds words, broken at blanks and line ends only. The text must be fit for display. */
void page_text(struct page *page, const char *text);

/*
 * Adds words of a shell command, which are broken where the shell has them apart. A line that
 * breaks between them ends in a backslash: what is copied stays one command.
 */
void page_command(struct page *page, const char *text);

/* Adds what a buffer holds; a failed one makes the page fail. */
void page_shown(struct page *page, const struct buffer *shown);

/* Adds a number. */
void page_number(struct page *page, size_t number);

/* Goes on at a column of this line, or one blank further where that is passed. */
void page_tab(struct page *page, size_t column);

/* What follows has this style. It ends with the line at the latest. */
void page_style(struct page *page, enum style style);

/* How many columns are left before the line would break. */
size_t page_room(const struct page *page);

/* Ends the line. */
void page_end(struct page *page);

/* An empty line, unless nothing stands above. */
void page_blank(struct page *page);

#endif

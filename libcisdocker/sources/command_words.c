#include "sources/command_words.h"

#include <string.h>

#include "ground/buffer.h"

/* A line on its way to words. */
struct lexer {
    const char *at;              /* NUL-terminated */
    unsigned depth;              /* of substitutions */
    bool quoted;                 /* within double quotes, substitutions in between aside */
    struct buffer text;          /* of the word that is being read */
    struct pool *pool;
    struct command_word word;
    bool in_word, digits;        /* so far only digits, unquoted */
    struct command_words *words;
    struct fault *fault;
};

static cisd_code malformed(struct lexer *lexer, const char *what)
{
    return fault_set(lexer->fault, CISD_E_FORMAT, "%s", what);
}

static bool is_blank(char character)
{
    return character == ' ' || character == '\t';
}

static bool is_line_end(const char *at)
{
    return *at == '\n' || (at[0] == '\r' && at[1] == '\n');
}

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

static bool is_name(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           character == '_' || is_digit(character);
}

static void take(struct lexer *lexer, size_t length)
{
    buffer_add(&lexer->text, lexer->at, length);
    lexer->at += length;
}

/* ---------------------------------------------------------- substitutions */

static cisd_code take_expansion(struct lexer *lexer);

/* What stands between single quotes, with them. */
static cisd_code take_single(struct lexer *lexer)
{
    size_t length = 1 + strcspn(lexer->at + 1, "'");

    if (lexer->at[length] == '\0')
        return malformed(lexer, "a single quote is not closed");
    take(lexer, length + 1);
    return CISD_OK;
}

static cisd_code take_escaped(struct lexer *lexer)
{
    take(lexer, lexer->at[1] != '\0' ? 2 : 1);
    return CISD_OK;
}

/* What stands between backquotes, with them. */
static cisd_code take_backquotes(struct lexer *lexer)
{
    take(lexer, 1);
    while (*lexer->at != '`') {
        if (*lexer->at == '\0')
            return malformed(lexer, "a backquote is not closed");
        if (*lexer->at == '\\')
            (void)take_escaped(lexer);
        else
            take(lexer, 1);
    }
    take(lexer, 1);
    return CISD_OK;
}

/* What stands between double quotes within a substitution, with them. */
static cisd_code take_double(struct lexer *lexer)
{
    bool quoted = lexer->quoted;
    cisd_code code = CISD_OK;

    lexer->quoted = true;
    take(lexer, 1);
    while (code == CISD_OK && *lexer->at != '"') {
        switch (*lexer->at) {
        case '\0': return malformed(lexer, "a double quote is not closed");
        case '\\': code = take_escaped(lexer); break;
        case '`': code = take_backquotes(lexer); break;
        case '$': code = take_expansion(lexer); break;
        default: take(lexer, 1);
        }
    }
    take(lexer, code == CISD_OK);
    lexer->quoted = quoted;
    return code;
}

/* A comment within a substitution: its brackets and quotes are none. */
static void take_comment(struct lexer *lexer)
{
    take(lexer, strcspn(lexer->at, "\n"));
}

/* Everything up to the bracket that closes one, nested as it may be. `at` is at the open one. */
static cisd_code take_brackets(struct lexer *lexer, char open, char close)
{
    cisd_code code = CISD_OK;
    size_t nested = 0;

    do {
        char character = *lexer->at;
        bool begins = is_blank(lexer->at[-1]) || lexer->at[-1] == '\n' || lexer->at[-1] == ';';

        switch (character) {
        case '\0': return malformed(lexer, "a substitution is not closed");
        case '"': code = take_double(lexer); break;
        case '\\': code = take_escaped(lexer); break;
        case '`': code = take_backquotes(lexer); break;
        case '$': code = take_expansion(lexer); break;
        default:
            /* Within double quotes a single one in "${...}" is itself. */
            if (character == '\'' && !(open == '{' && lexer->quoted)) {
                code = take_single(lexer);
                break;
            }
            if (character == '#' && open == '(' && begins) {
                take_comment(lexer);
                break;
            }
            nested += character == open;
            nested -= character == close;
            take(lexer, 1);
        }
    } while (code == CISD_OK && nested > 0);
    return code;
}

/* "$'...'" of some shells: the backslash escapes its quote. */
static cisd_code take_dollar_single(struct lexer *lexer)
{
    take(lexer, 2);
    while (*lexer->at != '\'') {
        if (*lexer->at == '\0')
            return malformed(lexer, "a single quote is not closed");
        (void)(*lexer->at == '\\' ? take_escaped(lexer) : (take(lexer, 1), CISD_OK));
    }
    take(lexer, 1);
    return CISD_OK;
}

static cisd_code take_bracketed(struct lexer *lexer)
{
    char open = lexer->at[1];
    bool quoted = lexer->quoted;
    cisd_code code;

    if (lexer->depth == COMMAND_DEPTH)
        return malformed(lexer, "substitutions are nested too deep");
    lexer->depth++;
    lexer->quoted = quoted && open == '{';
    take(lexer, 1);
    code = take_brackets(lexer, open, open == '(' ? ')' : '}');
    lexer->depth--;
    lexer->quoted = quoted;
    return code;
}

/* What a dollar sign begins; a dollar sign alone is itself. */
static cisd_code take_expansion(struct lexer *lexer)
{
    char next = lexer->at[1];
    size_t length = 1;

    if (next == '(' || next == '{')
        return take_bracketed(lexer);
    if (next == '\'')
        return take_dollar_single(lexer);
    if (is_name(next) && !is_digit(next))
        while (is_name(lexer->at[length]))
            length++;
    else if (next != '\0' && (is_digit(next) || strchr("@*#?$!-", next) != NULL))
        length = 2;
    take(lexer, length);
    return CISD_OK;
}

/* Whether a dollar sign begins anything. */
static bool expands(const char *at)
{
    return at[1] != '\0' && (is_name(at[1]) || strchr("({'@*#?$!-", at[1]) != NULL);
}

/* ------------------------------------------------------------------ words */

/* Remembers what cannot be known, in a form that shows nothing of what it may hold. */
static cisd_code note(struct lexer *lexer, const char *shown, size_t length, bool splits)
{
    lexer->word.splits = lexer->word.splits || splits;
    if (lexer->word.variable != NULL)
        return CISD_OK;
    lexer->word.variable = pool_copy(lexer->pool, shown, length);
    return lexer->word.variable != NULL ? CISD_OK : fault_no_memory(lexer->fault);
}

static cisd_code note_expansion(struct lexer *lexer, const char *from, bool splits)
{
    size_t name = 1;

    while (is_name(from[name]))
        name++;
    if (from[0] == '$' && name > 1)
        return note(lexer, from, name, splits);
    if (from[0] == '$' && from[1] == '{')
        return note(lexer, "${...}", 6, splits);
    if (from[0] == '$' && from[1] != '(')
        return note(lexer, from, 2, splits);
    return note(lexer, "$(...)", 6, splits);
}

static bool is_within(const char *part, const char *from, const char *to)
{
    const char *found = strstr(from, part);

    return found != NULL && found < to;
}

/* "$@", "${@:2}", "${OPTIONS[@]}": several words, or none, also in quotes. Their number is one. */
static bool makes_several(const char *from, const char *to)
{
    if (from[0] != '$' || from[1] == '(')
        return false;
    if (from[1] != '{')
        return from[1] == '@';
    return from[2] != '#' && (from[2] == '@' || (from[2] == '!' && to[-2] == '@') ||
                              is_within("[@]", from, to) || is_within("$@", from, to) ||
                              is_within("${@", from, to));
}

static cisd_code read_expansion(struct lexer *lexer, bool quoted)
{
    const char *from = lexer->at;
    bool ansi = from[0] == '$' && from[1] == '\'' && !quoted;
    cisd_code code = from[0] == '`' ? take_backquotes(lexer) : take_expansion(lexer);

    lexer->word.several = lexer->word.several || makes_several(from, lexer->at);
    if (code != CISD_OK || (from[0] == '$' && (!expands(from) || (quoted && from[1] == '\''))))
        return code;
    /* It is one word, but nothing says that it is no option. */
    return ansi ? note(lexer, "$'...'", 6, true) : note_expansion(lexer, from, !quoted);
}

static cisd_code read_double_quotes(struct lexer *lexer)
{
    cisd_code code = CISD_OK;

    lexer->at++;
    lexer->quoted = true;
    while (code == CISD_OK && *lexer->at != '"') {
        const char *at = lexer->at;

        if (*at == '\0')
            return malformed(lexer, "a double quote is not closed");
        if (*at == '\\' && at[1] != '\0' && strchr("$`\"\\\n", at[1]) != NULL) {
            buffer_add(&lexer->text, at + 1, at[1] != '\n');
            lexer->at += 2;
        } else if (*at == '`' || (*at == '$' && at[1] != '\'')) {
            code = read_expansion(lexer, true);
        } else {
            take(lexer, 1);
        }
    }
    lexer->at += code == CISD_OK;
    lexer->quoted = false;
    return code;
}

static cisd_code read_single_quotes(struct lexer *lexer)
{
    size_t length = strcspn(++lexer->at, "'");

    if (lexer->at[length] == '\0')
        return malformed(lexer, "a single quote is not closed");
    take(lexer, length);
    lexer->at++;
    return CISD_OK;
}

static cisd_code read_backslash(struct lexer *lexer)
{
    lexer->at++;
    if (*lexer->at == '\n') {
        lexer->at++;
        return CISD_OK;
    }
    if (*lexer->at == '\0')
        buffer_char(&lexer->text, '\\');
    else
        take(lexer, 1);
    return CISD_OK;
}

/*
 * "$'...'" without a backslash is the same as "'...'". A shell that does not know it keeps the dollar
 * sign, with which no engine takes a name, a capability, or an image.
 */
static bool is_plain_dollar_single(const char *at)
{
    return at[0] == '$' && at[1] == '\'' && at[2 + strcspn(at + 2, "\\'")] == '\'';
}

/* How long a quoted piece is, or else one character; a quote that is not closed ends the line. */
static size_t piece_length(const char *at)
{
    size_t length = 1;

    if (*at == '\\')
        return at[1] != '\0' ? 2 : 1;
    if (*at != '\'' && *at != '"')
        return 1;
    while (at[length] != '\0' && at[length] != *at)
        length += *at == '"' && at[length] == '\\' && at[length + 1] != '\0' ? 2 : 1;
    return length + (at[length] != '\0');
}

/* "{a,b}", "{'a','b'}" and "{1..3}" are several words to some shells. `at` is behind the bracket. */
static bool is_brace_list(const char *at)
{
    size_t nested = 1;
    bool list = false;

    for (; *at != '\0' && strchr(" \t\r\n", *at) == NULL; at += piece_length(at)) {
        list = list || *at == ',' || (at[0] == '.' && at[1] == '.');
        nested += *at == '{';
        nested -= *at == '}';
        if (nested == 0)
            return list;
    }
    return false;
}

/* After "--env=" and "-e" all words of such a list are that option's; elsewhere any may be one. */
static cisd_code note_braces(struct lexer *lexer, size_t before)
{
    lexer->word.several = lexer->word.several || before == 0 || lexer->text.data[0] != '-';
    return note(lexer, "a pattern", 9, true);
}

/* One piece of a word: a quoted part, an expansion, or a character. */
static cisd_code read_piece(struct lexer *lexer)
{
    char character = *lexer->at;

    lexer->digits = lexer->digits && is_digit(character);
    switch (character) {
    case '\'': return read_single_quotes(lexer);
    case '"': return read_double_quotes(lexer);
    case '\\': return read_backslash(lexer);
    case '`': return read_expansion(lexer, false);
    case '$':
        /* Double quotes of some shells, for translation. */
        if (lexer->at[1] == '"')
            return lexer->at++, read_double_quotes(lexer);
        if (is_plain_dollar_single(lexer->at))
            return lexer->at++, read_single_quotes(lexer);
        return read_expansion(lexer, false);
    default:
        take(lexer, 1);
    }
    if (character == '{' && !lexer->text.failed && is_brace_list(lexer->at))
        return note_braces(lexer, lexer->text.length - 1);
    if (strchr("*?[", character) != NULL)
        return note(lexer, "a pattern", 9, true);
    return CISD_OK;
}

static void begin_word(struct lexer *lexer)
{
    buffer_clear(&lexer->text);
    lexer->word = (struct command_word){.text = ""};
    lexer->in_word = lexer->digits = true;
}

static cisd_code add_word(struct lexer *lexer)
{
    struct command_words *words = lexer->words;

    if (words->count == COMMAND_WORDS_MAX)
        return fault_set(lexer->fault, CISD_E_LIMIT, "more than %d words", COMMAND_WORDS_MAX);
    if (words->count == words->capacity) {
        size_t capacity = words->capacity != 0 ? words->capacity * 2 : 32;
        struct command_word *grown = pool_alloc(lexer->pool, capacity * sizeof *grown);

        if (grown == NULL)
            return fault_no_memory(lexer->fault);
        if (words->count > 0)
            memcpy(grown, words->words, words->count * sizeof *grown);
        words->words = grown;
        words->capacity = capacity;
    }
    words->words[words->count++] = lexer->word;
    return CISD_OK;
}

static cisd_code end_word(struct lexer *lexer)
{
    size_t length = lexer->text.length;

    if (!lexer->in_word)
        return CISD_OK;
    lexer->in_word = false;
    if (lexer->text.failed)
        return fault_no_memory(lexer->fault);
    if (length > 0)
        lexer->word.text = pool_copy(lexer->pool, lexer->text.data, length);
    if (lexer->word.text == NULL)
        return fault_no_memory(lexer->fault);
    return add_word(lexer);
}

/* ------------------------------------------------------------ the command */

static cisd_code read_word(struct lexer *lexer)
{
    cisd_code code = CISD_OK;

    begin_word(lexer);
    while (code == CISD_OK && *lexer->at != '\0' && !is_line_end(lexer->at) &&
           strchr(" \t;&|()<>", *lexer->at) == NULL)
        code = read_piece(lexer);
    return code;
}

/* Where output and input go does not matter here: the operator and its word are left out. */
static cisd_code skip_redirection(struct lexer *lexer)
{
    if (lexer->at[0] == '<' && lexer->at[1] == '<')
        return malformed(lexer, "a here-document cannot be read: one command in one line is wanted");
    if (lexer->at[1] == '(')
        return malformed(lexer, "one command is wanted, without '('");
    lexer->at += strspn(lexer->at, "<>&|");
    while (is_blank(*lexer->at))
        lexer->at++;
    if (read_word(lexer) != CISD_OK)
        return lexer->fault->code;
    lexer->in_word = false;
    return CISD_OK;
}

/* What ends a command: nothing may follow it. */
static cisd_code end_command(struct lexer *lexer)
{
    char ended_by[2] = {*lexer->at, '\0'};

    lexer->at += *lexer->at != '\0';
    while (*lexer->at != '\0') {
        lexer->at += strspn(lexer->at, " \t\r\n");
        if (*lexer->at == '#')
            lexer->at += strcspn(lexer->at, "\n");
        else if (*lexer->at != '\0')
            return ended_by[0] == '\n' || ended_by[0] == '\r'
                       ? malformed(lexer, "one command is wanted, and more follow in further lines")
                       : fault_set(lexer->fault, CISD_E_FORMAT,
                                   "one command is wanted, without '%s'", ended_by);
    }
    return CISD_OK;
}

/* What stands between two words. Sets *ended at the end of the command. */
static cisd_code read_between(struct lexer *lexer, bool *ended)
{
    const char *at = lexer->at;

    if (is_blank(*at) || (at[0] == '\\' && at[1] == '\n')) {
        lexer->at += is_blank(*at) ? 1 : 2;
        return CISD_OK;
    }
    if (*at == '<' || *at == '>' || (at[0] == '&' && at[1] == '>'))
        return skip_redirection(lexer);
    if (*at == '#') {
        lexer->at += strcspn(at, "\n");
        return CISD_OK;
    }
    if (*at == '|' || *at == '(' || *at == ')')
        return fault_set(lexer->fault, CISD_E_FORMAT, "one command is wanted, without '%c'", *at);
    /* A script may begin with empty lines. */
    if (is_line_end(at) && lexer->words->count == 0) {
        lexer->at += strspn(at, "\r\n");
        return CISD_OK;
    }
    *ended = true;
    return end_command(lexer);
}

static bool is_between(const char *at)
{
    return is_line_end(at) || strchr(" \t;&|()<>#", *at) != NULL || (at[0] == '\\' && at[1] == '\n');
}

static cisd_code split(struct lexer *lexer)
{
    cisd_code code = CISD_OK;
    bool ended = false;

    while (code == CISD_OK && !ended) {
        if (*lexer->at == '\0' || is_between(lexer->at)) {
            code = read_between(lexer, &ended);
            continue;
        }
        code = read_word(lexer);
        /* "2>" is one operator. */
        if (code == CISD_OK && lexer->digits && (*lexer->at == '<' || *lexer->at == '>'))
            lexer->in_word = false;
        else if (code == CISD_OK)
            code = end_word(lexer);
    }
    return code;
}

cisd_code command_words_split(struct pool *pool, const char *line, struct command_words *words,
                              struct fault *fault)
{
    struct lexer lexer = {.at = line, .pool = pool, .words = words, .fault = fault};
    cisd_code code;

    *words = (struct command_words){0};
    fault_clear(fault);
    if (strlen(line) > COMMAND_LINE_MAX)
        return fault_set(fault, CISD_E_LIMIT, "the command is longer than a mebibyte");
    buffer_init(&lexer.text, &pool->memory);
    code = split(&lexer);
    buffer_free(&lexer.text);
    return code;
}

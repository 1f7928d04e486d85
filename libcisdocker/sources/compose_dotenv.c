#include "sources/compose_dotenv.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "readers/file.h"
#include "sources/compose_interpolation.h"

#define MARK "\xEF\xBB\xBF"

struct reading {
    const char *at, *end;
    unsigned line;
    struct compose_environment *environment;
    struct buffer raw, value;   /* without quotes and escapes; with its variables replaced */
    struct fault *fault;
};

static bool is_blank(char character)
{
    return character != '\0' && strchr(" \t\v\f\r", character) != NULL;
}

static cisd_code malformed(const struct reading *reading, const char *what)
{
    return fault_set(reading->fault, CISD_E_FORMAT, "line %u: %s", reading->line, what);
}

static void skip_blanks(struct reading *reading)
{
    while (reading->at < reading->end && is_blank(*reading->at))
        reading->at++;
}

static void skip_line(struct reading *reading)
{
    while (reading->at < reading->end && *reading->at != '\n')
        reading->at++;
}

/* Goes to the next thing that is said; false at the end. */
static bool find_statement(struct reading *reading)
{
    for (; reading->at < reading->end; reading->at++) {
        skip_blanks(reading);
        if (reading->at < reading->end && *reading->at == '#')
            skip_line(reading);
        if (reading->at == reading->end)
            return false;
        if (*reading->at != '\n')
            return true;
        reading->line++;
    }
    return false;
}

static bool is_name(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || character == '_' || character == '.' ||
           character == '-' || character == '[' || character == ']';
}

static void skip_export(struct reading *reading)
{
    size_t length = strlen("export");

    if ((size_t)(reading->end - reading->at) <= length ||
        memcmp(reading->at, "export", length) != 0 || !is_blank(reading->at[length]))
        return;
    reading->at += length;
    skip_blanks(reading);
}

/* What a backslash and a character mean in double quotes; most mean just these two. */
static void add_escape(struct buffer *raw, char character)
{
    static const char letters[] = "nrtabfv\"\\", meanings[] = "\n\r\t\a\b\f\v\"\\";
    const char *found = character != '\0' ? strchr(letters, character) : NULL;

    if (found != NULL) {
        buffer_char(raw, meanings[found - letters]);
        return;
    }
    /* A dollar that is doubled begins no variable. */
    buffer_char(raw, character == '$' ? '$' : '\\');
    buffer_char(raw, character);
}

/* A value in quotes, which may go over lines. */
static cisd_code read_quoted(struct reading *reading, char quote)
{
    unsigned line = reading->line;

    for (reading->at++; reading->at < reading->end && *reading->at != quote; reading->at++) {
        line += *reading->at == '\n';
        if (*reading->at != '\\' || reading->at + 1 == reading->end) {
            buffer_char(&reading->raw, *reading->at);
        } else if (quote == '"') {
            add_escape(&reading->raw, *++reading->at);
        } else {
            if (reading->at[1] != quote)
                buffer_char(&reading->raw, '\\');
            buffer_char(&reading->raw, *++reading->at);
        }
    }
    if (reading->at == reading->end)
        return malformed(reading, "a quote that does not end");
    reading->at++;
    reading->line = line;
    return CISD_OK;
}

/* A value without quotes: to the end of the line, or to a comment with a blank before it. */
static void read_bare(struct reading *reading)
{
    const char *from = reading->at, *to;

    skip_line(reading);
    to = reading->at;
    for (const char *at = from; at < reading->at; at++)
        if (*at == '#' && at > from && at[-1] == ' ') {
            to = at;
            break;
        }
    while (to > from && is_blank(to[-1]))
        to--;
    buffer_add(&reading->raw, from, (size_t)(to - from));
}

static cisd_code set(struct reading *reading, const char *name, size_t length, const char *value,
                     size_t value_length)
{
    /* As Compose does, names that begin with a digit are passed over. */
    if (*name >= '0' && *name <= '9')
        return CISD_OK;
    return compose_environment_set(reading->environment, name, length, value, value_length,
                                   reading->fault);
}

/* "$NAME" or "${NAME}", and nothing else. */
static bool is_one_variable(const char *text, size_t length)
{
    bool braces = length > 3 && text[1] == '{' && text[length - 1] == '}';
    const char *name = text + 1 + braces;
    size_t rest = length - 1 - 2 * (size_t)braces;

    if (length < 2 || text[0] != '$')
        return false;
    while (rest > 0 && is_name(*name) && strchr(".-[]", *name) == NULL) {
        name++;
        rest--;
    }
    return rest == 0;
}

/* A variable whose value is made of one that has none. */
static cisd_code set_unknown(struct reading *reading, const char *name, size_t length,
                             enum interpolation why, const struct interpolation_trouble *trouble)
{
    bool nothing = why == INTERPOLATION_UNRESOLVED &&
                   is_one_variable(reading->raw.data, reading->raw.length);
    const struct compose_variable *other =
        nothing ? compose_environment_get(reading->environment, trouble->text, trouble->length)
                : NULL;

    if (!nothing || (other != NULL && !other->nothing) || (*name >= '0' && *name <= '9'))
        return set(reading, name, length, NULL, 0);
    return compose_environment_set_nothing(reading->environment, name, length, reading->fault);
}

/*
 * Replaces the variables in what was read. Where one is not set, or a dollar begins none, the value
 * is not known; that is trouble only to who needs it.
 */
static cisd_code set_expanded(struct reading *reading, const char *name, size_t length)
{
    struct interpolation_trouble trouble;
    const char *raw = reading->raw.length > 0 ? reading->raw.data : "";
    enum interpolation outcome;

    buffer_clear(&reading->value);
    outcome = compose_interpolate(reading->environment, raw, reading->raw.length, &reading->value,
                                  &trouble);
    if (outcome != INTERPOLATION_DONE)
        return set_unknown(reading, name, length, outcome, &trouble);
    if (reading->value.failed)
        return fault_no_memory(reading->fault);
    return set(reading, name, length, reading->value.length > 0 ? reading->value.data : "",
               reading->value.length);
}

static cisd_code read_value(struct reading *reading, const char *name, size_t length)
{
    char quote;

    buffer_clear(&reading->raw);
    skip_blanks(reading);
    quote = reading->at < reading->end ? *reading->at : '\0';
    if (quote != '"' && quote != '\'')
        read_bare(reading);
    else if (read_quoted(reading, quote) != CISD_OK)
        return reading->fault->code;
    if (reading->raw.failed)
        return fault_no_memory(reading->fault);
    if (quote == '\'')
        return set(reading, name, length, reading->raw.length > 0 ? reading->raw.data : "",
                   reading->raw.length);
    return set_expanded(reading, name, length);
}

/* After a value in quotes only a comment may stand. */
static cisd_code end_statement(struct reading *reading)
{
    skip_blanks(reading);
    if (reading->at < reading->end && *reading->at == '#')
        skip_line(reading);
    if (reading->at < reading->end && *reading->at != '\n')
        return malformed(reading, "more after a value in quotes");
    return CISD_OK;
}

static cisd_code read_statement(struct reading *reading)
{
    const char *name;
    size_t length;

    skip_export(reading);
    name = reading->at;
    while (reading->at < reading->end && is_name(*reading->at))
        reading->at++;
    length = (size_t)(reading->at - name);
    skip_blanks(reading);
    if (length == 0)
        return malformed(reading, "no name of a variable");
    /* A name alone takes its value from the environment, where it is found anyway. */
    if (reading->at == reading->end || *reading->at == '\n' || *reading->at == '#')
        return end_statement(reading);
    if (*reading->at != '=' && *reading->at != ':')
        return malformed(reading, "no '=' after the name of a variable");
    reading->at++;
    if (read_value(reading, name, length) != CISD_OK)
        return reading->fault->code;
    return end_statement(reading);
}

cisd_code compose_dotenv_parse(const char *text, size_t length,
                               struct compose_environment *environment, struct fault *fault)
{
    struct reading reading = {.at = text, .end = text + length, .line = 1,
                              .environment = environment, .fault = fault};
    cisd_code code = CISD_OK;

    buffer_init(&reading.raw, &environment->pool->memory);
    buffer_init(&reading.value, &environment->pool->memory);
    if (length >= strlen(MARK) && memcmp(text, MARK, strlen(MARK)) == 0)
        reading.at += strlen(MARK);
    while (code == CISD_OK && find_statement(&reading))
        code = read_statement(&reading);
    buffer_free(&reading.raw);
    buffer_free(&reading.value);
    return code;
}

cisd_code compose_dotenv_load(const char *path, bool optional,
                              struct compose_environment *environment, struct fault *fault)
{
    struct buffer text;
    struct stat about;

    fault_clear(fault);
    if (optional && stat(path, &about) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return CISD_OK;
    buffer_init(&text, &environment->pool->memory);
    if (file_read(path, DOTENV_BYTES, &text, fault) == CISD_OK &&
        compose_dotenv_parse(text.length > 0 ? text.data : "", text.length, environment, fault) !=
            CISD_OK)
        (void)fault_within(fault, "cannot read '%s'", path);
    buffer_free(&text);
    return fault->code;
}

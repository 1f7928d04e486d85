#include "sources/compose_interpolation.h"

#include <string.h>

struct work {
    const struct compose_environment *environment;
    struct buffer *out;
    struct interpolation_trouble *trouble;
    unsigned depth;
};

/* "${NAME", an operator such as ":-", and its word, up to but without the "}". */
struct expression {
    const char *name;
    size_t name_length;
    bool or_empty;          /* the operator has a colon: empty counts as not set */
    char operator;          /* '-', '?', '+'; 0: none */
    const char *word;
    size_t word_length;
};

static enum interpolation replace(struct work *work, const char *text, size_t length);

static enum interpolation fail(const struct work *work, enum interpolation why, const char *text,
                               size_t length)
{
    *work->trouble = (struct interpolation_trouble){text, length};
    return why;
}

static bool is_letter(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           character == '_';
}

static size_t name_length(const char *text, size_t length)
{
    size_t end = 0;

    if (length == 0 || !is_letter(text[0]))
        return 0;
    while (end < length && (is_letter(text[end]) || (text[end] >= '0' && text[end] <= '9')))
        end++;
    return end;
}

/* Where the "}" is that ends what "${" began before `text`; the length where it does not end. */
static size_t find_end(const char *text, size_t length)
{
    size_t open = 1;

    for (size_t i = 0; i < length; i++) {
        if (text[i] == '}' && --open == 0)
            return i;
        if (text[i] == '$' && i + 1 < length && text[i + 1] == '{') {
            open++;
            i++;
        }
    }
    return length;
}

/* Reads what stands between the braces; false where it is malformed. */
static bool read_expression(const char *text, size_t length, struct expression *out)
{
    size_t at = name_length(text, length);

    *out = (struct expression){.name = text, .name_length = at};
    if (at == 0)
        return false;
    if (at == length)
        return true;
    out->or_empty = text[at] == ':';
    at += out->or_empty;
    if (at == length || strchr("-?+", text[at]) == NULL || text[at] == '\0')
        return false;
    out->operator = text[at];
    out->word = text + at + 1;
    out->word_length = length - at - 1;
    return true;
}

static enum interpolation put(struct work *work, const char *text, size_t length)
{
    if (length > INTERPOLATION_BYTES - work->out->length)
        return fail(work, INTERPOLATION_MALFORMED, "", 0);
    buffer_add(work->out, text, length);
    return INTERPOLATION_DONE;
}

/* Puts in the value of a variable that must have one. */
static enum interpolation put_value(struct work *work, const struct compose_variable *variable,
                                    const char *name, size_t length)
{
    if (variable == NULL || variable->value == NULL)
        return fail(work, INTERPOLATION_UNRESOLVED, name, length);
    return put(work, variable->value, strlen(variable->value));
}

static enum interpolation put_word(struct work *work, const struct expression *expression)
{
    enum interpolation outcome;

    if (work->depth == INTERPOLATION_DEPTH)
        return fail(work, INTERPOLATION_MALFORMED, expression->name, expression->name_length);
    work->depth++;
    outcome = replace(work, expression->word, expression->word_length);
    work->depth--;
    return outcome;
}

static enum interpolation put_expression(struct work *work, const struct expression *expression)
{
    const struct compose_variable *variable =
        compose_environment_get(work->environment, expression->name, expression->name_length);
    bool known = variable != NULL && (variable->value != NULL || variable->nothing);
    bool empty = known && (variable->nothing || variable->value[0] == '\0');
    bool set = variable != NULL && !(expression->or_empty && empty);

    /* Whether it is empty depends on what is not known. */
    if (variable != NULL && !known && expression->or_empty)
        return fail(work, INTERPOLATION_UNRESOLVED, expression->name, expression->name_length);
    if (expression->operator == '-' && !set)
        return put_word(work, expression);
    if (expression->operator == '?' && !set)
        return fail(work, INTERPOLATION_UNRESOLVED, expression->name, expression->name_length);
    if (expression->operator == '+')
        return set ? put_word(work, expression) : INTERPOLATION_DONE;
    return put_value(work, variable, expression->name, expression->name_length);
}

/* Replaces what a dollar begins; *used is how many bytes it takes. */
static enum interpolation replace_one(struct work *work, const char *text, size_t length,
                                      size_t *used)
{
    size_t named = name_length(text + 1, length - 1);
    struct expression expression;
    size_t end;

    *used = named + 1;
    if (named > 0)
        return put_value(work, compose_environment_get(work->environment, text + 1, named),
                         text + 1, named);
    if (length > 1 && text[1] == '$') {
        *used = 2;
        return put(work, "$", 1);
    }
    if (length < 2 || text[1] != '{')
        return put(work, "$", 1);
    end = find_end(text + 2, length - 2);
    if (end == length - 2 || !read_expression(text + 2, end, &expression))
        return fail(work, INTERPOLATION_MALFORMED, text, length);
    *used = end + 3;
    return put_expression(work, &expression);
}

static enum interpolation replace(struct work *work, const char *text, size_t length)
{
    size_t at = 0;

    while (at < length) {
        const char *dollar = memchr(text + at, '$', length - at);
        size_t plain = dollar != NULL ? (size_t)(dollar - text) - at : length - at;
        enum interpolation outcome = put(work, text + at, plain);
        size_t used = 0;

        at += plain;
        if (outcome == INTERPOLATION_DONE && dollar != NULL)
            outcome = replace_one(work, text + at, length - at, &used);
        if (outcome != INTERPOLATION_DONE)
            return outcome;
        at += used;
    }
    return INTERPOLATION_DONE;
}

enum interpolation compose_interpolate(const struct compose_environment *environment,
                                       const char *text, size_t length, struct buffer *out,
                                       struct interpolation_trouble *trouble)
{
    struct work work = {environment, out, trouble, 0};

    return replace(&work, text, length);
}

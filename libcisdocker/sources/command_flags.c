#include "sources/command_flags.h"

#include <string.h>

static cisd_code give(const struct command_flags *flags, const struct command_option *option,
                      const char *value, const char *variable, struct fault *fault)
{
    const struct command_flag flag = {option, value, variable};

    if (option->meaning == MEANS_HELP)
        return fault_set(fault, CISD_E_FORMAT, "'--%s' asks for a text: nothing is made",
                         option->name);
    return flags->take != NULL ? flags->take(flags->user, &flag, fault) : CISD_OK;
}

/* The value that is the next word. */
static cisd_code give_next(const struct command_flags *flags, size_t *at,
                           const struct command_option *option, struct fault *fault)
{
    const struct command_word *word;

    if (*at == flags->words->count)
        return fault_set(fault, CISD_E_FORMAT, "the option '--%s' has no value", option->name);
    word = &flags->words->words[(*at)++];
    return give(flags, option, word->text, word->variable, fault);
}

/* "--name", "--name=value". Only the name is told of one that is unknown: its value is secret. */
static cisd_code read_long(const struct command_flags *flags, size_t *at, struct fault *fault)
{
    const struct command_word *word = &flags->words->words[(*at)++];
    const char *name = word->text + 2;
    size_t length = strcspn(name, "=");
    const struct command_option *option = command_option_named(flags->options, name, length);

    if (option == NULL)
        return fault_set(fault, CISD_E_FORMAT, "unknown option '--%.*s'",
                         length < 64 ? (int)length : 64, name);
    if (name[length] == '=')
        return give(flags, option, name + length + 1, word->variable, fault);
    return option->takes_value ? give_next(flags, at, option, fault)
                               : give(flags, option, "true", NULL, fault);
}

/* What begins an expansion or a pattern, in a word that has one. */
static const char unknown_marks[] = "$`*?[{";

/* "-d", "-dit", "-vVALUE", "-v=VALUE", "-v VALUE", and "-itv VALUE". */
static cisd_code read_letters(const struct command_flags *flags, size_t *at, struct fault *fault)
{
    const struct command_word *word = &flags->words->words[(*at)++];
    cisd_code code = CISD_OK;

    for (const char *letter = word->text + 1; code == CISD_OK && *letter != '\0'; letter++) {
        const struct command_option *option = command_option_lettered(flags->options, *letter);

        if (option == NULL && word->variable != NULL && strchr(unknown_marks, *letter) != NULL)
            return flags->doubt(flags->user, word, fault);
        if (option == NULL)
            return fault_set(fault, CISD_E_FORMAT, "unknown option '-%c'", *letter);
        if (letter[1] == '=' && letter[2] != '\0')
            return give(flags, option, letter + 2, word->variable, fault);
        if (!option->takes_value)
            code = give(flags, option, "true", NULL, fault);
        else if (letter[1] != '\0')
            return give(flags, option, letter + 1, word->variable, fault);
        else
            return give_next(flags, at, option, fault);
    }
    return code;
}

/* Whether an option's own name is not known, as in "--$NAME". */
static bool name_unknown(const struct command_word *word)
{
    return word->variable != NULL && strncmp(word->text, "--", 2) == 0 &&
           strcspn(word->text, unknown_marks) < strcspn(word->text, "=");
}

/* An unquoted "$OPTIONS" may hold any; the same in quotes is one word, and taken for the image. */
static bool may_be_options(const struct command_word *word)
{
    return (word->splits || word->several) && word->text[0] != '\0' &&
           strchr(unknown_marks, word->text[0]) != NULL;
}

/* Whether a word is an option that would grant more. */
static bool grants_more(const struct command_flags *flags, const struct command_word *word)
{
    const struct command_option *option;

    if (strncmp(word->text, "--", 2) != 0)
        return false;
    option = command_option_named(flags->options, word->text + 2, strcspn(word->text + 2, "="));
    return option != NULL &&
           (option->meaning == MEANS_CAP_ADD || option->meaning == MEANS_PRIVILEGED);
}

/* "${A:+--rm}" and "${A---rm}": whatever the variable is, an option may come of it. */
static bool defaults_to_option(const char *text)
{
    if (strncmp(text, "${", 2) != 0)
        return false;
    text += 2 + strcspn(text + 2, ":-+=}");
    text += *text == ':';
    return *text != '\0' && strchr("-+=", *text) != NULL && text[1] == '-';
}

/* A quoted "$IMAGE" is the image. With "--privileged" behind it, it may as well be an option. */
static bool may_be_option(const struct command_flags *flags, size_t at)
{
    const struct command_word *word = &flags->words->words[at];

    if (word->variable == NULL || word->text[0] == '\0' ||
        strchr(unknown_marks, word->text[0]) == NULL)
        return false;
    if (defaults_to_option(word->text))
        return true;
    while (++at < flags->words->count)
        if (grants_more(flags, &flags->words->words[at]))
            return true;
    return false;
}

/* Whether one of the words of an option goes on in words that nobody knows. */
static const struct command_word *find_several(const struct command_flags *flags, size_t from,
                                               size_t to)
{
    for (; from < to; from++)
        if (flags->words->words[from].several)
            return &flags->words->words[from];
    return NULL;
}

static bool is_option(const struct command_word *word)
{
    return word->text[0] == '-' && word->text[1] != '\0';
}

/* Whether a word is an option of the table: what stands before it is then no image. */
static bool is_known_option(const struct command_flags *flags, size_t at)
{
    const struct command_word *word = &flags->words->words[at];

    if (at >= flags->words->count || !is_option(word))
        return false;
    if (word->text[1] != '-')
        return command_option_lettered(flags->options, word->text[1]) != NULL;
    return command_option_named(flags->options, word->text + 2, strcspn(word->text + 2, "=")) !=
           NULL;
}

static cisd_code read_option(const struct command_flags *flags, size_t *at, struct fault *fault)
{
    const struct command_word *word = &flags->words->words[*at];
    size_t first = *at;
    cisd_code code;

    if (name_unknown(word)) {
        (*at)++;
        return flags->doubt(flags->user, word, fault);
    }
    code = word->text[1] == '-' ? read_long(flags, at, fault) : read_letters(flags, at, fault);
    word = find_several(flags, first, *at);
    return code == CISD_OK && word != NULL ? flags->doubt(flags->user, word, fault) : code;
}

cisd_code command_flags_read(const struct command_flags *flags, size_t *at, struct fault *fault)
{
    cisd_code code = CISD_OK;

    while (code == CISD_OK && *at < flags->words->count) {
        const struct command_word *word = &flags->words->words[*at];

        if (may_be_options(word)) {
            code = flags->doubt(flags->user, word, fault);
            if (!is_known_option(flags, *at + 1))
                return code;
            (*at)++;
        } else if (may_be_option(flags, *at)) {
            return flags->doubt(flags->user, word, fault);
        } else if (!is_option(word)) {
            return CISD_OK;
        } else if (strcmp(word->text, "--") == 0) {
            (*at)++;
            return CISD_OK;
        } else {
            code = read_option(flags, at, fault);
        }
    }
    return code;
}

#include "sources/command_program.h"

#include <string.h>

#include "sources/command_flags.h"

static const struct command_form forms[] = {
    {ENGINE_DOCKER, "docker", "", "run", command_docker_run, false},
    {ENGINE_DOCKER, "docker", "", "create", command_docker_run, false},
    {ENGINE_DOCKER, "docker", "container", "run", command_docker_run, false},
    {ENGINE_DOCKER, "docker", "container", "create", command_docker_run, false},
    {ENGINE_DOCKER, "docker", "service", "create", command_docker_service, false},
    {ENGINE_PODMAN, "podman", "", "run", command_podman_run, true},
    {ENGINE_PODMAN, "podman", "", "create", command_podman_run, true},
    {ENGINE_PODMAN, "podman", "container", "run", command_podman_run, true},
    {ENGINE_PODMAN, "podman", "container", "create", command_podman_run, true},
};

/*
 * What may run the command: its options that take a value as the next word, and how many words of
 * its own stand before the command.
 */
static const struct {
    const char *name, *letters, *words;
    size_t operands;
} prefixes[] = {
    {"sudo", "ugphCDRTUrt",
     " user group prompt host close-from chdir chroot command-timeout other-user role type ", 0},
    {"doas", "uC", " ", 0},
    {"env", "uCS", " unset chdir split-string ", 0},
    {"exec", "a", " ", 0},
    {"command", "", " ", 0},
    {"nohup", "", " ", 0},
    {"time", "fo", " format output ", 0},
    {"nice", "n", " adjustment ", 0},
    {"ionice", "cn", " class classdata ", 0},
    {"setsid", "", " ", 0},
    {"stdbuf", "ioe", " input output error ", 0},
    {"timeout", "ks", " kill-after signal ", 1},
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* ----------------------------------------------------- what stands before */

/* "NAME=value". */
static bool is_assignment(const char *text)
{
    size_t name = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    return name > 0 && text[name] == '=' && !(text[0] >= '0' && text[0] <= '9');
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

/* Whether a word stands in a list of words, each with blanks around it. */
static bool is_listed(const char *list, const char *word)
{
    size_t length = strlen(word);

    for (const char *at = list; length > 0 && (at = strstr(at, word)) != NULL; at++)
        if (at[-1] == ' ' && at[length] == ' ')
            return true;
    return false;
}

/* Whether an option of a prefix takes the next word, too. */
static bool takes_next(size_t prefix, const char *option)
{
    const char *letters = prefixes[prefix].letters;
    size_t value = 1 + strcspn(option + 1, letters);

    if (option[1] == '-')
        return is_listed(prefixes[prefix].words, option + 2);
    /* In "-Eu root" and "-Euroot" the first letter that takes a value takes all that follows it. */
    return option[value] != '\0' && option[value + 1] == '\0';
}

static void skip_prefix_options(size_t prefix, const struct command_words *words, size_t *at)
{
    while (*at < words->count && words->words[*at].text[0] == '-') {
        const char *option = words->words[(*at)++].text;

        if (strcmp(option, "--") == 0)
            return;
        if (takes_next(prefix, option) && *at < words->count)
            (*at)++;
    }
}

/* Moves *at beyond one prefix; false where there is none. */
static bool skip_prefix(const struct command_words *words, size_t *at)
{
    const char *name = base_name(words->words[*at].text);

    for (size_t i = 0; i < COUNT(prefixes); i++) {
        if (strcmp(prefixes[i].name, name) != 0)
            continue;
        (*at)++;
        skip_prefix_options(i, words, at);
        for (size_t left = prefixes[i].operands; left > 0 && *at < words->count; left--)
            (*at)++;
        return true;
    }
    return false;
}

static void skip_before(const struct command_words *words, size_t *at)
{
    while (*at < words->count) {
        if (is_assignment(words->words[*at].text))
            (*at)++;
        else if (!skip_prefix(words, at))
            return;
    }
}

/* ------------------------------------------------------------- the program */

static cisd_code not_ours(struct fault *fault)
{
    return fault_set(fault, CISD_E_FORMAT,
                     "not a command that makes containers: docker run, docker create, "
                     "docker service create, podman run or podman create is wanted");
}

static cisd_code doubt(void *user, const struct command_word *word, struct fault *fault)
{
    (void)user;
    return fault_set(fault, CISD_E_FORMAT, "'%s' stands where the command is named",
                     word->variable);
}

static bool is_word(const struct command_words *words, size_t at, const char *text)
{
    return at < words->count && strcmp(words->words[at].text, text) == 0;
}

/* Whether the words at a place are a form's; *length says how many. */
static bool fits(const struct command_form *form, const char *program,
                 const struct command_words *words, size_t at, size_t *length)
{
    bool grouped = form->group[0] != '\0';

    *length = grouped ? 2 : 1;
    return strcmp(form->program, program) == 0 &&
           (!grouped || is_word(words, at, form->group)) &&
           is_word(words, at + grouped, form->verb);
}

cisd_code command_program_find(const struct command_words *words, size_t *at,
                               const struct command_form **form, struct fault *fault)
{
    struct command_flags flags = {.words = words, .doubt = doubt};
    const char *program;

    skip_before(words, at);
    if (*at == words->count)
        return words->count == 0 ? fault_set(fault, CISD_E_FORMAT, "no command is given")
                                 : not_ours(fault);
    program = base_name(words->words[(*at)++].text);
    if (strcmp(program, "docker") != 0 && strcmp(program, "podman") != 0)
        return not_ours(fault);
    flags.options = program[0] == 'd' ? command_docker : command_podman;
    if (command_flags_read(&flags, at, fault) != CISD_OK)
        return fault->code;
    for (size_t i = 0; i < COUNT(forms); i++) {
        size_t length;

        if (!fits(&forms[i], program, words, *at, &length))
            continue;
        *form = &forms[i];
        *at += length;
        return CISD_OK;
    }
    return not_ours(fault);
}

#include "case.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* Cuts the first word off; returns it, or NULL where there is none. */
static char *take_word(char **rest)
{
    char *word = *rest;
    size_t length = strcspn(word, " ");

    if (length == 0)
        return NULL;
    *rest = word + length + (word[length] == ' ');
    word[length] = '\0';
    return word;
}

static int hex_digit(char digit)
{
    const char *digits = "0123456789ABCDEF";
    const char *found = digit != '\0' ? strchr(digits, digit) : NULL;

    return found != NULL ? (int)(found - digits) : -1;
}

void case_decode(char *text)
{
    char *out = text;

    if (strcmp(text, "-") == 0)
        text++;
    for (; *text != '\0'; text++) {
        if (text[0] == '%' && hex_digit(text[1]) >= 0 && hex_digit(text[2]) >= 0) {
            *out++ = (char)(hex_digit(text[1]) * 16 + hex_digit(text[2]));
            text += 2;
        } else {
            *out++ = *text;
        }
    }
    *out = '\0';
}

/* "granted=a80425fb" */
static int take_set(char **rest, const char *key, cisd_caps *set)
{
    char *word = take_word(rest), *end;
    size_t length = strlen(key);

    if (word == NULL || strncmp(word, key, length) != 0 || word[length] != '=')
        return 0;
    errno = 0;
    *set = strtoull(word + length + 1, &end, 16);
    return errno == 0 && *end == '\0' && end != word + length + 1;
}

static int take_expectation(struct scenario *scenario, char *value)
{
    struct expectation *expectation = &scenario->expectations[scenario->expectation_count];
    char nothing[] = "";

    if (scenario->expectation_count++ == CASE_EXPECTATIONS)
        return 0;
    expectation->name = take_word(&value);
    expectation->verdict = take_word(&value);
    expectation->reasons = take_word(&value);
    if (expectation->reasons == NULL || !take_set(&value, "granted", &expectation->granted) ||
        !take_set(&value, "excess", &expectation->excess))
        return 0;
    case_decode(expectation->name);
    expectation->unknown = value;
    if (strncmp(value, "unknown=", 8) == 0)
        expectation->unknown = value + 8;
    else if (strcmp(value, nothing) != 0)
        return 0;
    return 1;
}

static int take_selection(struct scenario *scenario, char *value)
{
    struct selection *selection = &scenario->selections[scenario->selection_count];

    if (scenario->selection_count++ == CASE_SELECTIONS)
        return 0;
    selection->key = take_word(&value);
    selection->value = value;
    return selection->key != NULL;
}

static int take_why(struct scenario *scenario, char *value)
{
    scenario->why = value;
    return *value != '\0';
}

static int take_profile(struct scenario *scenario, char *value)
{
    scenario->profile = value;
    return 1;
}

static int take_inspect(struct scenario *scenario, char *value)
{
    if (scenario->inspect_count == CASE_TARGETS)
        return 0;
    scenario->inspect[scenario->inspect_count++] = value;
    return 1;
}

static int take_string(struct strings *strings, char *value)
{
    if (strings->count == CASE_STRINGS)
        return 0;
    strings->texts[strings->count++] = value;
    return 1;
}

static int take_compose(struct scenario *scenario, char *value)
{
    return take_string(&scenario->compose, value);
}

static int take_env_file(struct scenario *scenario, char *value)
{
    return take_string(&scenario->env_files, value);
}

static int take_env(struct scenario *scenario, char *value)
{
    return take_string(&scenario->environment, value);
}

static int take_compose_profile(struct scenario *scenario, char *value)
{
    return take_string(&scenario->compose_profiles, value);
}

static int take_policy(struct scenario *scenario, char *value)
{
    return take_string(&scenario->policies, value);
}

static int take_trust_label(struct scenario *scenario, char *value)
{
    scenario->trust_label = value;
    return 1;
}

static int take_waived(struct scenario *scenario, char *value)
{
    return take_string(&scenario->waived, value);
}

static int take_note(struct scenario *scenario, char *value)
{
    return take_string(&scenario->notes, value);
}

static int take_remedy(struct scenario *scenario, char *value)
{
    return take_string(&scenario->smallest, value);
}

static int take_least(struct scenario *scenario, char *value)
{
    return take_string(&scenario->least, value);
}

static int take_refused(struct scenario *scenario, char *value)
{
    scenario->refused = value;
    return 1;
}

static int take_root(struct scenario *scenario, char *value)
{
    return take_string(&scenario->roots, value);
}

static int take_run(struct scenario *scenario, char *value)
{
    return take_string(&scenario->commands, value);
}

static int take_place(struct scenario *scenario, char *value)
{
    return take_string(&scenario->places, value);
}

static int take_project_directory(struct scenario *scenario, char *value)
{
    scenario->project_directory = value;
    return 1;
}

static int take_stack(struct scenario *scenario, char *value)
{
    scenario->stack = value;
    return strcmp(value, "yes") == 0;
}

static int take_number(const char *value, long long *number)
{
    char *end;

    *number = strtoll(value, &end, 10);
    return end != value && *end == '\0';
}

static int take_time(struct scenario *scenario, char *value)
{
    long long number;
    int good = take_number(value, &number);

    scenario->time = number;
    return good;
}

static int take_exit(struct scenario *scenario, char *value)
{
    long long number;
    int good = take_number(value, &number);

    scenario->status = (int)number;
    return good;
}

static const struct {
    const char *key;
    int (*take)(struct scenario *scenario, char *value);
} keys[] = {
    {"why", take_why},         {"inspect", take_inspect}, {"profile", take_profile},
    {"select", take_selection}, {"time", take_time},      {"exit", take_exit},
    {"expect", take_expectation}, {"compose", take_compose}, {"env-file", take_env_file},
    {"env", take_env},         {"stack", take_stack},     {"at", take_place},
    {"compose-profile", take_compose_profile},
    {"policy", take_policy}, {"trust-label", take_trust_label}, {"waived", take_waived},
    {"note", take_note}, {"remedy", take_remedy}, {"least", take_least},
    {"refused", take_refused},
    {"project-directory", take_project_directory}, {"root", take_root}, {"run", take_run},
};

static int take_line(struct scenario *scenario, char *line)
{
    char *key = take_word(&line);

    for (size_t i = 0; key != NULL && i < COUNT(keys); i++)
        if (strcmp(keys[i].key, key) == 0)
            return keys[i].take(scenario, line);
    return 0;
}

static size_t target_count(const struct scenario *scenario)
{
    return scenario->inspect_count + scenario->compose.count + scenario->roots.count +
           scenario->commands.count;
}

int case_read(struct scenario *scenario)
{
    int number = 0;

    memset(scenario, 0, sizeof *scenario);
    scenario->status = -1;
    scenario->text = text_of_file("case").data;
    if (scenario->text == NULL) {
        printf("case: cannot be read\n");
        return 0;
    }
    for (char *line = scenario->text, *next; *line != '\0'; line = next) {
        size_t length = strcspn(line, "\n");

        number++;
        next = line + length + (line[length] == '\n');
        line[length] = '\0';
        if (!take_line(scenario, line)) {
            printf("case:%d: not understood\n", number);
            return 0;
        }
    }
    if (scenario->why != NULL && target_count(scenario) > 0 && scenario->status >= 0)
        return 1;
    printf("case: has no why, no target or no exit\n");
    return 0;
}

void case_free(struct scenario *scenario)
{
    free(scenario->text);
}

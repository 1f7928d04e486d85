#include "sources/command_subject.h"

#include <stdio.h>
#include <string.h>

#include "sources/command_flags.h"
#include "sources/command_program.h"

struct reading {
    struct subject *subject;
    const struct label_keys *labels;
    const struct command_form *form;
    const char *privileged_variable; /* of the last --privileged; it wins */
    const char *trouble;             /* why something is not known; NULL: all is */
    bool rootfs;
};

/* ----------------------------------------------------------- unknown parts */

/* Notes what cannot be known; the first one is told. */
static cisd_code unresolved(struct reading *reading, const char *text, struct fault *fault)
{
    if (reading->trouble != NULL)
        return CISD_OK;
    reading->trouble = subject_text(reading->subject, text, strlen(text));
    return reading->trouble != NULL ? CISD_OK : fault_no_memory(fault);
}

static cisd_code unresolved_value(struct reading *reading, const char *option,
                                  const char *variable, struct fault *fault)
{
    char text[160];

    (void)snprintf(text, sizeof text, "the value of '--%s' is not known here: it has %.64s",
                   option, variable);
    return unresolved(reading, text, fault);
}

static cisd_code doubt(void *user, const struct command_word *word, struct fault *fault)
{
    struct reading *reading = user;
    char text[160];

    (void)snprintf(text, sizeof text, "%.64s may hold options, %s", word->variable,
                   word->splits && !word->several ? "in a place without quotes" : "in quotes or not");
    reading->subject->drops_unresolved = true;
    return unresolved(reading, text, fault);
}

/* ---------------------------------------------------------------- options */

static cisd_code add_name(struct reading *reading, struct name_list *list, const char *name,
                          size_t length, struct fault *fault)
{
    cisd_code code = subject_list_add(reading->subject, list, name, length);

    if (code == CISD_E_LIMIT)
        return fault_set(fault, CISD_E_FORMAT, "a capability list has more than %d entries",
                         SUBJECT_LIST_MAX);
    return code == CISD_OK ? CISD_OK : fault_no_memory(fault);
}

/*
 * The docker command takes blanks around a name away, for a service always, for a container from 28
 * on; without that the engine refuses the name.
 */
static cisd_code add_trimmed(struct reading *reading, struct name_list *list, const char *name,
                             struct fault *fault)
{
    static const char blanks[] = " \t\n\v\f\r";
    const char *from = name + strspn(name, blanks);
    size_t length = strlen(from);

    while (length > 0 && strchr(blanks, from[length - 1]) != NULL)
        length--;
    return add_name(reading, list, from, length, fault);
}

/* Podman reads "A,B" as two; the docker command sends it to the engine, which knows no such name. */
static cisd_code add_names(struct reading *reading, struct name_list *list, const char *value,
                           struct fault *fault)
{
    cisd_code code = CISD_OK;

    if (!reading->form->commas)
        return add_trimmed(reading, list, value, fault);
    if (strchr(value, '"') != NULL)
        return fault_set(fault, CISD_E_FORMAT, "a capability list has quotes in it");
    while (code == CISD_OK && value[0] != '\0') {
        size_t length = strcspn(value, ",");

        code = add_name(reading, list, value, length, fault);
        value += length + (value[length] == ',');
    }
    return code;
}

static cisd_code take_caps(struct reading *reading, const struct command_flag *flag,
                           struct fault *fault)
{
    struct subject *subject = reading->subject;
    bool drops = flag->option->meaning == MEANS_CAP_DROP;

    if (flag->variable == NULL)
        return add_names(reading, drops ? &subject->cap_drop : &subject->cap_add, flag->value,
                         fault);
    subject->drops_unresolved = subject->drops_unresolved || drops;
    return unresolved_value(reading, flag->option->name, flag->variable, fault);
}

/* Go's ParseBool. */
static int parse_truth(const char *text)
{
    static const char *const words[][6] = {{"0", "f", "F", "false", "FALSE", "False"},
                                           {"1", "t", "T", "true", "TRUE", "True"}};

    for (int truth = 0; truth < 2; truth++)
        for (size_t i = 0; i < 6; i++)
            if (strcmp(words[truth][i], text) == 0)
                return truth;
    return -1;
}

/* A switch that is unknown is not on; what it may be is held against a pass at the end. */
static cisd_code take_switch(struct reading *reading, const struct command_flag *flag,
                             struct fault *fault)
{
    int truth = flag->variable != NULL ? 0 : parse_truth(flag->value);

    if (truth < 0)
        return fault_set(fault, CISD_E_FORMAT, "the value of the switch '--%s' is none",
                         flag->option->name);
    if (flag->option->meaning == MEANS_PRIVILEGED) {
        reading->subject->privileged = truth ? CISD_YES : CISD_NO;
        reading->privileged_variable = flag->variable;
    }
    if (flag->option->meaning == MEANS_ROOTFS)
        reading->rootfs = truth;
    return CISD_OK;
}

static cisd_code keep(struct reading *reading, const char **kept, const char *value,
                      struct fault *fault)
{
    *kept = subject_text(reading->subject, value, strlen(value));
    return *kept != NULL ? CISD_OK : fault_no_memory(fault);
}

static cisd_code keep_label(struct reading *reading, const char *value, struct fault *fault)
{
    const struct label_keys *wanted = reading->labels;
    size_t key = strcspn(value, "=");
    const char *rest = value + key + (value[key] == '=');

    for (size_t i = 0; wanted != NULL && i < wanted->count; i++)
        if (strlen(wanted->keys[i]) == key && memcmp(wanted->keys[i], value, key) == 0)
            return subject_label_add(reading->subject, value, key, rest, strlen(rest)) == CISD_OK
                       ? CISD_OK
                       : fault_no_memory(fault);
    return CISD_OK;
}

static cisd_code take(void *user, const struct command_flag *flag, struct fault *fault)
{
    struct reading *reading = user;
    struct subject *subject = reading->subject;

    if (!flag->option->takes_value)
        return take_switch(reading, flag, fault);
    switch (flag->option->meaning) {
    case MEANS_CAP_ADD:
    case MEANS_CAP_DROP:
        return take_caps(reading, flag, fault);
    case MEANS_NAME:
        return keep(reading, &subject->name, flag->value, fault);
    case MEANS_USER:
        return keep(reading, &subject->user, flag->value, fault);
    case MEANS_LABEL:
        return keep_label(reading, flag->value, fault);
    case MEANS_PLATFORM:
        subject->on_linux = strncmp(flag->value, "windows", 7) == 0 ? CISD_NO : CISD_NOT_KNOWN;
        return CISD_OK;
    default:
        return CISD_OK;
    }
}

/* ------------------------------------------------------------------- whole */

static cisd_code take_image(struct reading *reading, const struct command_words *words, size_t at,
                            struct fault *fault)
{
    struct subject *subject = reading->subject;

    if (at == words->count)
        return fault_set(fault, CISD_E_FORMAT, "no image is named");
    if (!reading->rootfs && keep(reading, &subject->image, words->words[at].text, fault) != CISD_OK)
        return fault->code;
    if (subject->name[0] == '\0')
        subject->name = subject->image;
    return CISD_OK;
}

/*
 * What the docker command sends of the lists. For a container its version is not known: names dropped
 * beside ALL are for certain only as long as ALL is not added, too.
 */
static void reduce(struct reading *reading)
{
    struct subject *subject = reading->subject;

    if (reading->form->commas)
        return;
    if (strcmp(reading->form->group, "service") == 0) {
        /* The first engine that takes them. */
        subject->engine = (struct engine_version){ENGINE_DOCKER, 20, 10};
        subject_list_reduce(&subject->cap_add);
        subject_list_reduce(&subject->cap_drop);
    } else if (subject_list_has_all(&subject->cap_add)) {
        subject_list_reduce(&subject->cap_drop);
    }
}

static cisd_code settle(struct reading *reading, struct fault *fault)
{
    struct subject *subject = reading->subject;

    subject->cap_add.known = subject->cap_drop.known = true;
    subject->engine.kind = reading->form->engine;
    reduce(reading);
    if (reading->privileged_variable != NULL &&
        unresolved_value(reading, "privileged", reading->privileged_variable, fault) != CISD_OK)
        return fault->code;
    if (reading->trouble == NULL)
        return CISD_OK;
    if (subject_spoil(subject, EVIDENCE_UNRESOLVED, reading->trouble) != CISD_OK)
        return fault_no_memory(fault);
    return CISD_OK;
}

static cisd_code read_line(struct reading *reading, struct pool *pool, const char *line,
                           struct fault *fault)
{
    struct command_words words;
    struct command_flags flags = {
        .words = &words, .take = take, .doubt = doubt, .user = reading};
    size_t at = 0;

    if (command_words_split(pool, line, &words, fault) != CISD_OK ||
        command_program_find(&words, &at, &reading->form, fault) != CISD_OK)
        return fault->code;
    flags.options = reading->form->options;
    reading->subject->privileged = CISD_NO;
    if (command_flags_read(&flags, &at, fault) != CISD_OK ||
        take_image(reading, &words, at, fault) != CISD_OK)
        return fault->code;
    return settle(reading, fault);
}

/* Lists that may be half read are no evidence. */
static cisd_code give_up(struct subject *subject, struct fault *fault)
{
    const struct name_list nothing = {0};

    if (fault->code == CISD_E_NO_MEMORY)
        return fault->code;
    subject->cap_add = subject->cap_drop = nothing;
    subject->privileged = CISD_NOT_KNOWN;
    if (subject_spoil(subject, EVIDENCE_MALFORMED, fault->text) != CISD_OK)
        return fault_no_memory(fault);
    fault_clear(fault);
    return CISD_OK;
}

cisd_code command_subject_read(const struct memory *memory, const char *line,
                               const struct label_keys *labels, struct subject **out,
                               struct fault *fault)
{
    struct subject *subject = subject_new(memory, CISD_COMMAND);
    struct reading reading = {.subject = subject, .labels = labels};
    struct pool pool;

    *out = NULL;
    fault_clear(fault);
    if (subject == NULL)
        return fault_no_memory(fault);
    /* The line is full of secrets: its words go, what matters of them was copied. */
    pool_init(&pool, memory);
    if (read_line(&reading, &pool, line, fault) != CISD_OK)
        (void)give_up(subject, fault);
    pool_free(&pool);
    if (fault->code != CISD_OK) {
        subject_free(subject);
        return fault->code;
    }
    *out = subject;
    return CISD_OK;
}

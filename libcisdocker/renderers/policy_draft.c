#include "renderers/policy_draft.h"

#include <stdlib.h>
#include <string.h>

#include "ground/yaml_text.h"
#include "judgement/reason.h"
#include "renderers/display.h"

#define NAME_COLUMNS 40
#define NAMES_SHOWN 4

/* Longer ones an entry is not made for. */
#define IMAGE_MAX 900

/* A result, what an entry for it would ask, and what it would cover. */
struct candidate {
    const cisd_result *result;
    const char *keys[POLICY_KEYS]; /* NULL: not asked */
    bool fails, covers_all;
    cisd_caps covers;
};

/* Candidates that one entry is for; they stand together. */
struct group {
    const struct candidate *first;
    size_t count;
    bool by_name;              /* others with the same keys are not like these */
};

struct draft {
    struct buffer *out;
    const struct candidate *all;
    size_t count;
    char expires[POLICY_DATE];
};

static const char *given(const char *text)
{
    return text != NULL && text[0] != '\0' ? text : NULL;
}

/* Who made a container tells best who it is; else its image, else its name. */
static void choose_keys(struct candidate *candidate)
{
    const struct subject *subject = candidate->result->subject;
    const char *service = subject->service;
    const char *compose = subject_label(subject, policy_key_label(POLICY_COMPOSE_SERVICE));

    if (subject->kind == CISD_SERVICE)
        service = subject->name;
    if (subject->kind == CISD_COMPOSE_SERVICE)
        compose = subject->name;
    if (given(service) != NULL) {
        candidate->keys[POLICY_SERVICE] = service;
    } else if (given(compose) != NULL) {
        candidate->keys[POLICY_COMPOSE_SERVICE] = compose;
        candidate->keys[POLICY_COMPOSE_PROJECT] =
            given(subject_label(subject, policy_key_label(POLICY_COMPOSE_PROJECT)));
    } else if (given(subject->image) != NULL && strlen(subject->image) < IMAGE_MAX &&
               strpbrk(subject->image, "*?[\\") == NULL) {
        candidate->keys[POLICY_IMAGE] = subject->image;
    } else {
        candidate->keys[POLICY_NAME] = given(subject->name);
    }
}

static struct candidate candidate_of(const cisd_result *result)
{
    const struct judgement *judgement = &result->judgement;
    struct candidate candidate = {.result = result};

    candidate.fails = judgement->verdict == CISD_FAIL && !judgement->waived;
    candidate.covers = judgement->excess;
    candidate.covers_all = result->subject->privileged == CISD_YES || judgement->grant.adds_all ||
                           result->unknown_count > 0 || judgement->excess == CAPS_NONE ||
                           result->subject->evidence != EVIDENCE_READ;
    if (candidate.covers_all)
        candidate.covers = CAPS_NONE;
    choose_keys(&candidate);
    return candidate;
}

static int compare_texts(const char *one, const char *other)
{
    if (one == NULL || other == NULL)
        return (one != NULL) - (other != NULL);
    return strcmp(one, other);
}

static int compare_keys(const struct candidate *one, const struct candidate *other)
{
    static const enum policy_key order[] = {POLICY_SERVICE, POLICY_COMPOSE_PROJECT,
                                            POLICY_COMPOSE_SERVICE, POLICY_IMAGE, POLICY_NAME};
    int result = 0;

    for (size_t i = 0; result == 0 && i < sizeof order / sizeof *order; i++)
        result = compare_texts(one->keys[order[i]], other->keys[order[i]]);
    return result;
}

static int compare_covers(const struct candidate *one, const struct candidate *other)
{
    if (one->fails != other->fails)
        return other->fails - one->fails;
    if (one->covers_all != other->covers_all)
        return other->covers_all - one->covers_all;
    return (one->covers > other->covers) - (one->covers < other->covers);
}

static int compare(const void *left, const void *right)
{
    const struct candidate *one = left, *other = right;
    int result = compare_keys(one, other);

    if (result == 0)
        result = compare_covers(one, other);
    if (result == 0)
        result = strcmp(one->result->subject->name, other->result->subject->name);
    return result;
}

/* The group that begins at an index: all of the same keys if they are alike, else of one name. */
static struct group group_at(const struct draft *draft, size_t index)
{
    const struct candidate *first = &draft->all[index];
    struct group group = {.first = first};
    size_t begin = index, end = index;

    while (begin > 0 && compare_keys(&draft->all[begin - 1], first) == 0)
        begin--;
    while (end < draft->count && compare_keys(&draft->all[end], first) == 0)
        end++;
    group.by_name = compare_covers(&draft->all[begin], &draft->all[end - 1]) != 0;
    for (size_t i = index; i < end; i++, group.count++) {
        const struct candidate *other = &draft->all[i];

        if (compare_covers(first, other) != 0)
            break;
        if (group.by_name &&
            strcmp(first->result->subject->name, other->result->subject->name) != 0)
            break;
    }
    return group;
}

/* A text that a glob fits only if it is this text. */
static void write_glob(struct buffer *out, const char *text)
{
    struct buffer glob;

    buffer_init(&glob, &out->memory);
    for (; *text != '\0'; text++) {
        if (strchr("*?[\\", *text) != NULL)
            buffer_char(&glob, '\\');
        buffer_char(&glob, *text);
    }
    if (glob.failed)
        out->failed = true;
    else
        yaml_quote(out, glob.data);
    buffer_free(&glob);
}

static void write_names(struct buffer *out, const struct group *group)
{
    buffer_text(out, "  # ");
    buffer_number(out, group->count);
    buffer_text(out, group->count == 1 ? " fails: " : " fail: ");
    for (size_t i = 0; i < group->count && i < NAMES_SHOWN; i++) {
        buffer_text(out, i > 0 ? ", " : "");
        display_name(out, group->first[i].result->subject->name, NAME_COLUMNS);
    }
    if (group->count > NAMES_SHOWN)
        buffer_text(out, ", ...");
    buffer_char(out, '\n');
}

static void write_caps(struct buffer *out, cisd_caps caps)
{
    char name[CAPABILITY_NAME];
    const char *before = "";

    for (int number = 0; number < CAPABILITY_BITS; number++) {
        if ((caps >> number & 1) == 0)
            continue;
        (void)capability_spell(number, name);
        buffer_text(out, before);
        buffer_text(out, name + 4);
        before = ", ";
    }
}

/* Which subjects an entry is for, and what it says of them; `margin` begins each line. */
static void write_entry(struct buffer *out, const struct group *group, const char *margin,
                        cisd_caps caps)
{
    const char *before = "- ";

    for (int key = 0; key < POLICY_KEYS; key++) {
        const char *text = group->first->keys[key];

        if (key == POLICY_NAME && group->by_name)
            text = given(group->first->result->subject->name);
        if (text == NULL)
            continue;
        buffer_text(out, margin);
        buffer_text(out, before);
        buffer_text(out, policy_key_name((enum policy_key)key));
        buffer_text(out, ": ");
        write_glob(out, text);
        buffer_char(out, '\n');
        before = "  ";
    }
    buffer_text(out, margin);
    buffer_text(out, "  capabilities: [");
    if (caps != CAPS_NONE)
        write_caps(out, caps);
    else
        buffer_text(out, "ALL");
    buffer_text(out, "]\n");
}

/* The question that a person has to answer. */
static const char *question(cisd_reason reason)
{
    static const char *const questions[CISD_REASONS] = {
        [CISD_REASON_PRIVILEGED] = "why must it run privileged",
        [CISD_REASON_ADD_ALL] = "why must it have every capability",
        [CISD_REASON_NET_RAW_DEFAULT] = "why may it keep NET_RAW",
        [CISD_REASON_NET_RAW_ADDED] = "what does it need NET_RAW for",
        [CISD_REASON_ADDED_BEYOND_DEFAULT] = "what does it need these for",
        [CISD_REASON_DEFAULT_RETAINED] = "which of these does it need, and what for",
        [CISD_REASON_UNKNOWN_CAPABILITY] = "what does it need this unknown capability for",
        [CISD_REASON_KERNEL_EXCEEDS_CONFIG] = "why has a process more than was configured",
    };

    return questions[reason] != NULL ? questions[reason] : "why is this accepted";
}

static bool is_about_nothing(const struct group *group)
{
    for (int key = 0; key < POLICY_KEYS; key++)
        if (group->first->keys[key] != NULL)
            return group->by_name && group->first->result->subject->name[0] == '\0';
    return true;
}

static void write_waiver(const struct draft *draft, const struct group *group)
{
    struct buffer *out = draft->out;

    write_names(out, group);
    if (is_about_nothing(group)) {
        buffer_text(out, "  # no entry can be about them alone: they have no name\n\n");
        return;
    }
    write_entry(out, group, "  ", group->first->covers);
    buffer_text(out, "    reason: \"TODO: ");
    buffer_text(out, question(group->first->result->judgement.findings[0].reason));
    buffer_text(out, "?\"\n    expires: ");
    buffer_text(out, draft->expires);
    buffer_text(out, "\n\n");
}

/* What was added by name may be needed: a requirement, once somebody says what for. */
static void write_proposal(const struct draft *draft, const struct group *group)
{
    const struct candidate *first = group->first;
    cisd_caps added = first->result->judgement.grant.adds & first->covers;

    if (added == CAPS_NONE || is_about_nothing(group))
        return;
    write_entry(draft->out, group, "  # ", added);
    buffer_text(draft->out, "  #   reason: \"TODO: what does it need this for?\"\n");
}

static void write_groups(const struct draft *draft,
                         void (*write)(const struct draft *draft, const struct group *group))
{
    struct group group;

    for (size_t i = 0; i < draft->count; i += group.count) {
        group = group_at(draft, i);
        if (group.first->fails)
            write(draft, &group);
    }
}

static const char preamble[] =
    "# What fails CIS Docker Benchmark 5.4 today, accepted until somebody has decided on it.\n"
    "# Written by cisdocker policy init; see cisdocker-policy(5).\n"
    "#\n"
    "# For each entry: mend what it is about and delete it, or write the reason, and who answers\n"
    "# for it (owner, ticket). Until then every check says that reasons are missing.\n";

static const char requirements[] =
    "\n# Having what is required is a pass, so nothing is required before somebody says so. These\n"
    "# were added on purpose: take the hash signs off where they are needed, write the reason, and\n"
    "# take them out of the waiver below, which goes once nothing is left in it.\n"
    "required:\n";

static void write_all(struct draft *draft)
{
    buffer_text(draft->out, preamble);
    buffer_text(draft->out, requirements);
    write_groups(draft, write_proposal);
    buffer_text(draft->out, "\nwaivers:\n");
    write_groups(draft, write_waiver);
}

cisd_code policy_draft(struct buffer *out, const cisd_report *report, unsigned days,
                       struct fault *fault)
{
    const struct memory *memory = &out->memory;
    struct candidate *all = memory_zero(memory, (report->result_count + 1) * sizeof *all);
    struct draft draft = {.out = out, .all = all, .count = report->result_count};

    if (all == NULL)
        return fault_no_memory(fault);
    for (size_t i = 0; i < draft.count; i++)
        all[i] = candidate_of(report->results[i]);
    if (draft.count > 1)
        qsort(all, draft.count, sizeof *all, compare);
    policy_spell_date((int)(report->started / 86400) + (int)days, draft.expires);
    write_all(&draft);
    memory_free(memory, all);
    return out->failed ? fault_no_memory(fault) : CISD_OK;
}

#include "renderers/text_cause.h"

#include <string.h>

#include "judgement/reason.h"
#include "renderers/text_fix.h"
#include "renderers/text_words.h"
#include "report/words.h"

#define INDENT 6
#define HANG 12
#define CAPS_IN_RISK 4
#define CAPS_IN_FINDING 6
#define NAMES_IN_BRIEF 3

/* An excess larger than this is "every capability", and the reason says so. */
#define CAPS_NOT_ALL 20

/* Room kept on the line of an image for "and 1000 more". */
#define ROOM_FOR_MORE 14

/* Whether the sentence of a reason leaves open which capabilities it means. */
static bool names_caps(cisd_reason reason)
{
    return reason == CISD_REASON_ADDED_BEYOND_DEFAULT || reason == CISD_REASON_DEFAULT_RETAINED ||
           reason == CISD_REASON_KERNEL_EXCEEDS_CONFIG || reason == CISD_REASON_REQUIRED_BY_POLICY;
}

/* Whether what happened to the evidence says more than the reason's own sentence. */
static bool is_troubled(cisd_reason reason, const char *trouble)
{
    return trouble[0] != '\0' && (reason == CISD_REASON_EVIDENCE_UNREADABLE ||
                                  reason == CISD_REASON_EVIDENCE_MALFORMED ||
                                  reason == CISD_REASON_UNRESOLVED_VARIABLE);
}

void text_finding(struct page *page, const struct finding *finding, const char *trouble)
{
    if (is_troubled(finding->reason, trouble)) {
        page_text(page, trouble);
        return;
    }
    page_text(page, reason_message(finding->reason));
    if (!names_caps(finding->reason) || finding->caps == CAPS_NONE)
        return;
    page_text(page, ": ");
    text_caps(page, finding->caps, CAPS_IN_FINDING);
}

/* The capability to speak of first: SYS_ADMIN where it is among the worst, else the first. */
static int worst_of(cisd_caps caps)
{
    int worst = -1;

    if ((caps & CAPS_OF(SYS_ADMIN)) != 0)
        return CAPABILITY_SYS_ADMIN;
    for (int number = 0; number < CAPABILITY_BITS; number++)
        if ((caps >> number & 1) != 0 &&
            (worst < 0 || capability_class(number) > capability_class(worst)))
            worst = number;
    return worst;
}

/* The others, worst first. */
static void write_others(struct page *page, cisd_caps others)
{
    size_t shown = 0;

    for (int cap_class = CISD_CLASS_HOST_ESCAPE; cap_class >= 0; cap_class--)
        for (int number = 0; number < CAPABILITY_BITS && shown < CAPS_IN_RISK; number++) {
            cisd_caps cap = (cisd_caps)1 << number;

            if ((others & cap) == 0 || capability_class(number) != (cisd_cap_class)cap_class)
                continue;
            page_text(page, shown++ > 0 ? ", " : " Also: ");
            text_caps(page, cap, 1);
            others &= ~cap;
        }
    if (others == CAPS_NONE)
        return;
    page_text(page, " and ");
    page_number(page, text_caps_size(others));
    page_text(page, " more");
}

/* What an attacker gains by a capability. */
static const char *gain_of(int number)
{
    const struct capability_fact *fact = capability_fact(number);

    return fact != NULL ? fact->attack : text_class_meaning(capability_class(number));
}

void text_risk(struct page *page, cisd_caps excess, int *told)
{
    int worst = worst_of(excess);

    text_caps(page, (cisd_caps)1 << worst, 1);
    page_text(page, ", ");
    page_text(page, text_class(capability_class(worst)));
    page_text(page, worst == *told ? ", as above." : ": ");
    page_text(page, worst == *told ? "" : gain_of(worst));
    *told = worst;
    if (text_caps_size(excess) <= CAPS_NOT_ALL)
        write_others(page, excess & ~((cisd_caps)1 << worst));
}

static void write_head(struct page *page, const struct cause *cause)
{
    page_begin(page, 0, INDENT);
    page_style(page, text_verdict_style(cause->verdict, cause->waived));
    page_text(page, text_verdict(cause->verdict, cause->waived));
    page_style(page, STYLE_PLAIN);
    if (cause->verdict == CISD_FAIL) {
        page_text(page, " (");
        page_text(page, words_severity(cause->severity));
        page_text(page, ")");
    }
    page_text(page, " ");
    text_count(page, cause->count, cause->kind, cause->mixed_kinds);
    if (cause->change != CISD_CHANGE_NONE) {
        page_text(page, ", ");
        page_text(page, words_change(cause->change));
    }
}

/* "label", then text at the column where all labelled texts stand. */
static void begin_labelled(struct page *page, const char *label)
{
    page_begin(page, INDENT, HANG);
    page_text(page, label);
    page_tab(page, HANG);
}

void text_reasons(struct page *page, const struct cause *cause)
{
    for (size_t i = 0; i < cause->finding_count; i++) {
        page_text(page, i > 0 ? "; " : "");
        text_finding(page, &cause->findings[i], cause->trouble);
        if (cause->findings[i].reason == CISD_REASON_UNKNOWN_CAPABILITY) {
            page_text(page, ", such as ");
            page_text(page, cause->unknown_cap);
        }
    }
}

static void write_fix(struct page *page, const struct cause *cause, bool full)
{
    if (!cause->has_fix || cause->waived)
        return;
    begin_labelled(page, "Fix:");
    if (full)
        text_fix_full(page, cause);
    else
        text_fix_brief(page, cause);
}

/* As many names as the line takes, then how many more there are. */
static void write_names(struct page *page, const struct image_group *group, size_t limit)
{
    size_t shown = 0;

    for (; shown < group->name_count && shown < limit; shown++) {
        bool last = shown + 1 == group->count;
        size_t need = strlen(group->names[shown]) + 2 + (last ? 0 : ROOM_FOR_MORE);

        if (shown > 0 && page_room(page) < need)
            break;
        page_text(page, shown > 0 ? ", " : "");
        page_text(page, group->names[shown]);
    }
    if (shown == group->count)
        return;
    page_text(page, " and ");
    page_number(page, group->count - shown);
    page_text(page, " more");
}

static void write_image(struct page *page, const struct image_group *group)
{
    page_begin(page, INDENT, HANG);
    page_text(page, group->image[0] != '\0' ? group->image : "(image not known)");
    page_text(page, " (");
    page_number(page, group->count);
    page_text(page, "): ");
    write_names(page, group, GROUPS_NAMES);
    page_end(page);
}

static void write_images(struct page *page, const struct cause *cause, size_t limit)
{
    size_t shown = 0, others = cause->without_image_group;

    /* A line for "other images" is better spent on the only other one. */
    if (cause->image_count == limit + 1)
        limit++;
    for (; shown < cause->image_count && shown < limit; shown++)
        write_image(page, &cause->images[shown]);
    for (size_t i = shown; i < cause->image_count; i++)
        others += cause->images[i].count;
    if (others == 0)
        return;
    page_begin(page, INDENT, HANG);
    page_text(page, "other images (");
    page_number(page, others);
    page_text(page, ")");
    page_end(page);
}

void text_cause_full(struct page *page, const struct cause *cause, size_t images, int *told)
{
    write_head(page, cause);
    page_text(page, ": ");
    text_reasons(page, cause);
    page_end(page);
    if (cause->excess != CAPS_NONE) {
        begin_labelled(page, "Risk:");
        text_risk(page, cause->excess, told);
        page_end(page);
    }
    write_fix(page, cause, true);
    write_images(page, cause, images);
}

/* Reasons in a few words; where there are none, the sentence is short enough. */
static const char *const few_words[CISD_REASONS] = {
    [CISD_REASON_PRIVILEGED] = "privileged",
    [CISD_REASON_ADD_ALL] = "adds ALL",
    [CISD_REASON_NET_RAW_DEFAULT] = "NET_RAW by default",
    [CISD_REASON_NET_RAW_ADDED] = "adds NET_RAW",
    [CISD_REASON_ADDED_BEYOND_DEFAULT] = "adds ",
    [CISD_REASON_DEFAULT_RETAINED] = "keeps ",
    [CISD_REASON_UNKNOWN_CAPABILITY] = "adds what is not known here, such as ",
    [CISD_REASON_KERNEL_EXCEEDS_CONFIG] = "a process has more than was configured: ",
    [CISD_REASON_REQUIREMENT_EXPIRED] = "a requirement has expired",
    [CISD_REASON_WAIVER_EXPIRED] = "a waiver has expired",
};

static void write_few_words(struct page *page, const struct cause *cause)
{
    for (size_t i = 0; i < cause->finding_count; i++) {
        const struct finding *finding = &cause->findings[i];
        const char *words = few_words[finding->reason];

        page_text(page, i > 0 ? "; " : "");
        page_text(page, words != NULL ? words : reason_message(finding->reason));
        if (names_caps(finding->reason))
            text_caps(page, finding->caps, CAPS_IN_RISK);
        else if (finding->reason == CISD_REASON_UNKNOWN_CAPABILITY)
            page_text(page, cause->unknown_cap);
    }
}

/* The first names, whatever their images, and how many more there are. */
static void write_first_names(struct page *page, const struct cause *cause)
{
    size_t shown = 0;

    for (size_t i = 0; i < cause->image_count; i++) {
        const struct image_group *group = &cause->images[i];

        for (size_t j = 0; j < group->name_count && shown < NAMES_IN_BRIEF; j++) {
            page_text(page, shown++ > 0 ? ", " : "");
            page_text(page, group->names[j]);
        }
    }
    if (shown == cause->count)
        return;
    page_text(page, shown > 0 ? " and " : "");
    page_number(page, cause->count - shown);
    page_text(page, " more");
}

void text_cause_brief(struct page *page, const struct cause *cause)
{
    write_head(page, cause);
    page_text(page, " (");
    write_first_names(page, cause);
    page_text(page, "): ");
    if (is_troubled(cause->findings[0].reason, cause->trouble))
        page_text(page, cause->trouble);
    else
        write_few_words(page, cause);
    page_end(page);
    write_fix(page, cause, false);
    if (cause->waiver[0] == '\0')
        return;
    page_begin(page, INDENT, INDENT + 2);
    page_text(page, cause->waiver);
    page_end(page);
}

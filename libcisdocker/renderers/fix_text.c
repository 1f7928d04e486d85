#include "renderers/fix_text.h"

#include <string.h>

#include "ground/yaml_text.h"
#include "judgement/remedy_config.h"
#include "judgement/remedy_writers.h"
#include "renderers/display.h"
#include "report/words.h"

#define NAME_COLUMNS 64
#define COMMENT_WIDTH 78

static void write_head(struct buffer *out, const struct subject *subject)
{
    buffer_text(out, "# ");
    buffer_text(out, words_subject_kind(subject->kind));
    buffer_char(out, ' ');
    display_name(out, subject->name, NAME_COLUMNS);
    buffer_char(out, '\n');
}

/* The note, as comments of limited width. Notes have no line ends. */
static void write_note(struct buffer *out, const char *note)
{
    while (*note != '\0') {
        size_t length = strlen(note);

        if (length > COMMENT_WIDTH)
            for (length = COMMENT_WIDTH; length > 1 && note[length] != ' ';)
                length--;
        buffer_text(out, "# ");
        buffer_add(out, note, length);
        buffer_char(out, '\n');
        note += length;
        note += strspn(note, " ");
    }
}

void fix_text(struct buffer *out, const cisd_result *result, cisd_fix_form form)
{
    for (size_t i = 0; i < result->remedy_count; i++) {
        const struct remedy *remedy = &result->remedies[i];
        const char *text = form == CISD_FIX_LEAST ? remedy->least : remedy->smallest;

        write_head(out, result->subject);
        write_note(out, remedy->note);
        buffer_text(out, text);
        if (text[0] == '\0' || text[strlen(text) - 1] != '\n')
            buffer_char(out, '\n');
    }
}

/* Whether a list has anything that is not to stay. */
static bool must_shrink(const struct name_list *list, bool all, cisd_caps caps)
{
    for (size_t i = 0; i < list->count; i++) {
        int number = capability_number(list->names[i]);

        if (capability_is_all(list->names[i]) ? !all : number < 0 || (caps >> number & 1) == 0)
            return true;
    }
    return false;
}

/* Lists of files that merge unite: one that is to lose something must be replaced. */
static void write_list(struct buffer *out, const char *key, const struct name_list *from, bool all,
                       cisd_caps caps)
{
    bool shrinks = must_shrink(from, all, caps);

    if (!shrinks && !all && (caps & ~grant_named(from)) == CAPS_NONE)
        return;
    buffer_text(out, "    ");
    buffer_text(out, key);
    if (!all && caps == CAPS_NONE) {
        buffer_text(out, ": !reset []\n");
        return;
    }
    buffer_text(out, shrinks ? ": !override" : ":");
    if (all)
        buffer_text(out, "\n      - ALL");
    remedy_write_caps(out, "\n      - ", caps);
    buffer_char(out, '\n');
}

static void write_service(struct buffer *out, const cisd_result *result, cisd_fix_form form)
{
    const struct subject *subject = result->subject;
    const struct remedy_config config =
        form == CISD_FIX_LEAST ? remedy_config_least(subject, &result->judgement)
                               : remedy_config_smallest(subject, &result->judgement);

    buffer_text(out, "  ");
    yaml_word(out, subject->name);
    buffer_text(out, ":\n");
    if (subject->privileged == CISD_YES)
        buffer_text(out, "    privileged: false\n");
    write_list(out, "cap_drop", &subject->cap_drop, config.drop_all, config.drop);
    write_list(out, "cap_add", &subject->cap_add, false, config.add);
}

void fix_override(struct buffer *out, const cisd_report *report, cisd_fix_form form)
{
    size_t count = 0;

    for (size_t i = 0; i < report->result_count; i++) {
        const cisd_result *result = report->results[i];

        if (result->subject->kind != CISD_COMPOSE_SERVICE ||
            result->judgement.verdict != CISD_FAIL || result->judgement.waived)
            continue;
        if (count++ == 0)
            buffer_text(out, "# Give this file after the project's own (-f). Lists unite; !reset "
                             "needs Docker Compose\n# 2.18, !override 2.24.4.\nservices:\n");
        write_service(out, result, form);
    }
    if (count == 0)
        buffer_text(out, "# Nothing fails.\nservices: {}\n");
}

#include "renderers/text_fix.h"

#include <string.h>

#include "renderers/fix_body.h"
#include "renderers/text_words.h"

#define HANG 12
#define CAPS_IN_FINDING 6

static bool is_run(enum remedy_kind kind)
{
    return kind == REMEDY_DOCKER_RUN || kind == REMEDY_PODMAN_RUN;
}

/* Lines as they are, indented. */
static void verbatim(struct page *page, const char *text)
{
    for (const char *end; *text != '\0'; text = *end != '\0' ? end + 1 : end) {
        end = text + strcspn(text, "\n");
        buffer_repeat(page->out, ' ', HANG);
        buffer_add(page->out, text, (size_t)(end - text));
        buffer_char(page->out, '\n');
    }
}

void text_fix(struct page *page, const char *fix)
{
    if (fix[0] == '\0')
        page_text(page, "no capability flags at all");
    else if (strchr(fix, '\n') == NULL)
        page_command(page, fix);
    page_end(page);
    if (strchr(fix, '\n') != NULL)
        verbatim(page, fix);
}

/* What is too much among the flags of a command line, by the finding that says so. */
static const struct {
    const char *flag;
    bool caps;
} surplus[CISD_REASONS] = {
    [CISD_REASON_PRIVILEGED] = {"--privileged", false},
    [CISD_REASON_ADD_ALL] = {"--cap-add=ALL", false},
    [CISD_REASON_ADDED_BEYOND_DEFAULT] = {"--cap-add of ", true},
    [CISD_REASON_NET_RAW_ADDED] = {"--cap-add of ", true},
    [CISD_REASON_UNKNOWN_CAPABILITY] = {"--cap-add of ", false},
};

/* Which flags to leave out; false if there are none. */
static bool write_surplus(struct page *page, const struct cause *cause)
{
    bool written = false;

    for (size_t i = 0; i < cause->finding_count; i++) {
        const struct finding *finding = &cause->findings[i];

        if (surplus[finding->reason].flag == NULL)
            continue;
        page_text(page, written ? ", without " : " without ");
        page_text(page, surplus[finding->reason].flag);
        if (surplus[finding->reason].caps)
            text_caps(page, finding->caps, CAPS_IN_FINDING);
        else if (finding->reason == CISD_REASON_UNKNOWN_CAPABILITY)
            page_text(page, cause->unknown_cap);
        written = true;
    }
    return written;
}

/* No flag ends a process that has more than was configured. */
static void write_kernel(struct page *page, const struct cause *cause)
{
    for (size_t i = 0; i < cause->finding_count; i++)
        if (cause->findings[i].reason == CISD_REASON_KERNEL_EXCEEDS_CONFIG)
            page_text(page, "end that process, such as one of docker exec --privileged; ");
}

/* Flags: what to leave out, then what to use. */
static void write_flags(struct page *page, const struct cause *cause)
{
    write_kernel(page, cause);
    page_text(page, "run");
    page_text(page, write_surplus(page, cause) ? ", with " : " with ");
    if (cause->fix[0] != '\0')
        page_command(page, cause->fix);
    else
        page_text(page, "no other capability flags");
    page_end(page);
}

/* Part of a remedy, with what stands behind it. */
static void write_part(struct page *page, struct fix_body part, bool command, const char *rest)
{
    struct buffer text;

    buffer_init(&text, &page->out->memory);
    buffer_add(&text, part.text, part.length);
    buffer_text(&text, rest);
    if (text.failed)
        page->out->failed = true;
    else if (command)
        page_command(page, text.data);
    else
        page_text(page, text.data);
    buffer_free(&text);
}

/* "cap_drop: [ALL], cap_add: [CHOWN]" of a snippet's lines. */
static void write_lines(struct page *page, struct fix_body body)
{
    const char *end = body.text + body.length;
    size_t keys = 0, items = 0;

    for (const char *line = body.text, *stop; line < end; line = stop + 1) {
        stop = line + strcspn(line, "\n");
        line += strspn(line, " ");
        if (*line == '-') {
            page_text(page, items++ == 0 ? " [" : ", ");
            line += line[1] == ' ' ? 2 : 1;
        } else {
            page_text(page, items > 0 ? "]" : "");
            page_text(page, keys++ > 0 ? ", " : "");
            items = 0;
        }
        write_part(page, (struct fix_body){line, (size_t)(stop - line)}, false, "");
    }
    page_text(page, items > 0 ? "]" : "");
}

/* What one line says for all: of a snippet its keys, of a command a word in the name's place. */
static void write_common(struct page *page, const struct cause *cause)
{
    struct fix_body body = fix_body_of(cause->fix_kind, cause->fix);

    if (cause->fix_kind == REMEDY_COMPOSE) {
        write_lines(page, body);
        page_text(page, cause->count > 1 ? " in each service" : "");
    } else if (cause->count > 1) {
        write_part(page, body, true, " NAME");
        page_text(page, ", for each");
    } else {
        page_command(page, cause->fix);
    }
    page_end(page);
}

static void write_difference(struct page *page, const struct cause *cause)
{
    if (cause->fixes_differ)
        page_text(page, "differs by what each has, such as ");
}

void text_fix_full(struct page *page, const struct cause *cause)
{
    write_difference(page, cause);
    if (is_run(cause->fix_kind)) {
        write_flags(page, cause);
        return;
    }
    if (cause->count > 1 && !cause->fixes_differ)
        write_common(page, cause);
    else
        text_fix(page, cause->fix);
    if (cause->note[0] == '\0')
        return;
    page_begin(page, HANG, HANG);
    page_text(page, cause->note);
    page_end(page);
}

void text_fix_brief(struct page *page, const struct cause *cause)
{
    write_difference(page, cause);
    if (is_run(cause->fix_kind))
        write_flags(page, cause);
    else
        write_common(page, cause);
}

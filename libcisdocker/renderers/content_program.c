#include "renderers/content_program.h"

#include <string.h>

#include "facts/capability.h"
#include "renderers/content_programs.h"
#include "report/words.h"

/* Names without "CAP_", with a blank between two. */
static void add_names(struct buffer *out, cisd_caps caps)
{
    const char *blank = "";

    for (int number = 0; number < CAPABILITY_COUNT; number++) {
        if ((caps >> number & 1) == 0)
            continue;
        buffer_text(out, blank);
        buffer_text(out, capability_fact(number)->name + strlen("CAP_"));
        blank = " ";
    }
}

static void add_known(struct buffer *out, cisd_profile profile)
{
    (void)profile;
    add_names(out, CAPS_NAMED);
}

static void add_standard(struct buffer *out, cisd_profile profile)
{
    (void)profile;
    add_names(out, capability_default());
}

static void add_tolerated(struct buffer *out, cisd_profile profile)
{
    if (profile != CISD_PROFILE_STRICT)
        add_names(out, capability_default() & ~CAPS_OF(NET_RAW));
}

static void add_profile(struct buffer *out, cisd_profile profile)
{
    buffer_text(out, words_profile(profile));
}

static const struct {
    const char *name;
    void (*add)(struct buffer *out, cisd_profile profile);
} places[] = {
    {"@KNOWN@", add_known},
    {"@STANDARD@", add_standard},
    {"@TOLERATED@", add_tolerated},
    {"@PROFILE@", add_profile},
};

/* Fills in the place that a text begins with; returns its length, 0 where it is none. */
static size_t fill_in(struct buffer *out, const char *text, cisd_profile profile)
{
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        size_t length = strlen(places[i].name);

        if (strncmp(text, places[i].name, length) != 0)
            continue;
        places[i].add(out, profile);
        return length;
    }
    return 0;
}

static void add_program(struct buffer *out, const char *program, cisd_profile profile)
{
    while (*program != '\0') {
        size_t plain = strcspn(program, "@");
        size_t filled;

        buffer_add(out, program, plain);
        program += plain;
        filled = fill_in(out, program, profile);
        if (filled == 0 && *program != '\0')
            buffer_char(out, *program++);
        program += filled;
    }
}

void content_program_docker(struct buffer *out, cisd_profile profile)
{
    add_program(out, CONTENT_DOCKER, profile);
}

void content_program_command(struct buffer *out, cisd_profile profile)
{
    add_program(out, CONTENT_COMMAND, profile);
}

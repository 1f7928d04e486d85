#include "renderers/content_program.h"

#include <string.h>

#include "facts/capability.h"
#include "renderers/content_programs.h"
#include "report/words.h"

/* What a program decides by. */
struct settings {
    cisd_profile profile;
    const char *tolerated;  /* what stands for the list; NULL: that of the profile */
    const char *allowed;
};

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

static void add_known(struct buffer *out, const struct settings *settings)
{
    (void)settings;
    add_names(out, CAPS_NAMED);
}

static void add_standard(struct buffer *out, const struct settings *settings)
{
    (void)settings;
    add_names(out, capability_default());
}

static void add_tolerated(struct buffer *out, const struct settings *settings)
{
    if (settings->tolerated != NULL)
        buffer_text(out, settings->tolerated);
    else
        content_tolerated(out, settings->profile);
}

static void add_allowed(struct buffer *out, const struct settings *settings)
{
    buffer_text(out, settings->allowed);
}

static void add_profile(struct buffer *out, const struct settings *settings)
{
    buffer_text(out, words_profile(settings->profile));
}

static const struct {
    const char *name;
    void (*add)(struct buffer *out, const struct settings *settings);
} places[] = {
    {"@KNOWN@", add_known},
    {"@STANDARD@", add_standard},
    {"@TOLERATED@", add_tolerated},
    {"@ALLOWED@", add_allowed},
    {"@PROFILE@", add_profile},
};

/* Fills in the place that a text begins with; returns its length, 0 where it is none. */
static size_t fill_in(struct buffer *out, const char *text, const struct settings *settings)
{
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        size_t length = strlen(places[i].name);

        if (strncmp(text, places[i].name, length) != 0)
            continue;
        places[i].add(out, settings);
        return length;
    }
    return 0;
}

static void add_program(struct buffer *out, const char *program, const struct settings *settings)
{
    while (*program != '\0') {
        size_t plain = strcspn(program, "@");
        size_t filled;

        buffer_add(out, program, plain);
        program += plain;
        filled = fill_in(out, program, settings);
        if (filled == 0 && *program != '\0')
            buffer_char(out, *program++);
        program += filled;
    }
}

void content_tolerated(struct buffer *out, cisd_profile profile)
{
    if (profile != CISD_PROFILE_STRICT)
        add_names(out, capability_default() & ~CAPS_OF(NET_RAW));
}

void content_program_docker(struct buffer *out, cisd_profile profile)
{
    add_program(out, CONTENT_DOCKER, &(struct settings){.profile = profile, .allowed = ""});
}

/* The program's awk stands in single quotes, which end for a variable of the shell. */
void content_program_docker_set(struct buffer *out)
{
    add_program(out, CONTENT_DOCKER, &(struct settings){.tolerated = "'\"$tolerated\"'",
                                                        .allowed = "'\"$allowed\"'"});
}

void content_program_command(struct buffer *out, cisd_profile profile)
{
    add_program(out, CONTENT_COMMAND, &(struct settings){.profile = profile});
}

#include "ground/yaml_text.h"
#include "judgement/remedy_writers.h"

static void write_list(struct buffer *out, const char *key, bool all, cisd_caps caps)
{
    buffer_text(out, "    ");
    buffer_text(out, key);
    if (!all && caps == CAPS_NONE) {
        buffer_text(out, ": []\n");
        return;
    }
    buffer_text(out, ":");
    if (all)
        buffer_text(out, "\n      - ALL");
    remedy_write_caps(out, "\n      - ", caps);
    buffer_char(out, '\n');
}

/* The service's name: of a container, as Compose noted it there. */
static const char *service_of(const struct subject *subject)
{
    const char *noted = subject_label(subject, "com.docker.compose.service");

    return subject->kind == CISD_COMPOSE_SERVICE || noted == NULL ? subject->name : noted;
}

void remedy_write_compose(struct buffer *out, const struct subject *subject,
                          const struct remedy_config *config)
{
    buffer_text(out, "services:\n  ");
    yaml_word(out, service_of(subject));
    buffer_text(out, ":\n");
    if (subject->privileged == CISD_YES)
        buffer_text(out, "    privileged: false\n");
    write_list(out, "cap_drop", config->drop_all, config->drop);
    if (config->add != CAPS_NONE || subject->cap_add.count > 0)
        write_list(out, "cap_add", false, config->add);
}

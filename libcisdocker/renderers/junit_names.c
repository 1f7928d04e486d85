#include "renderers/junit_names.h"

#include <stdlib.h>
#include <string.h>

#include "renderers/plain.h"

/* A name, and whose it is. */
struct named {
    const char *name;
    size_t index;
};

/* Swarm calls a task's container SERVICE.SLOT.TASK, and the task is another after each update. */
static size_t lasting_length(const struct subject *subject)
{
    size_t service = strlen(subject->service), whole = strlen(subject->name);
    const char *task = strrchr(subject->name, '.');

    if (service == 0 || strncmp(subject->name, subject->service, service) != 0 ||
        subject->name[service] != '.' || task == subject->name + service)
        return whole;
    return (size_t)(task - subject->name);
}

/* "5.4 web (web-1)": the check, the subject, and its host, or else the target. */
static void spell(struct buffer *out, const cisd_report *report, const struct subject *subject,
                  const char *name)
{
    const struct target *target = &report->targets[subject->target];

    buffer_clear(out);
    buffer_text(out, "5.4 ");
    plain_add(out, name[0] != '\0' ? name : subject->id, false);
    if (subject->kind == CISD_COMMAND)
        return;
    buffer_text(out, " (");
    plain_add(out, target->host[0] != '\0' ? target->host : target->uri, false);
    buffer_char(out, ')');
}

static const char *name_of(struct pool *pool, struct buffer *scratch, const cisd_report *report,
                           const struct subject *subject)
{
    const char *name = pool_copy(pool, subject->name, lasting_length(subject));

    if (name != NULL)
        spell(scratch, report, subject, name);
    if (name == NULL || scratch->failed)
        return NULL;
    return pool_copy(pool, scratch->data, scratch->length);
}

static int compare(const void *left, const void *right)
{
    const struct named *one = left, *other = right;
    int order = strcmp(one->name, other->name);

    return order != 0 ? order : (one->index > other->index) - (one->index < other->index);
}

static const char *numbered(struct pool *pool, struct buffer *scratch, const char *name,
                            size_t number)
{
    buffer_clear(scratch);
    buffer_text(scratch, name);
    buffer_text(scratch, " #");
    buffer_number(scratch, number);
    return scratch->failed ? NULL : pool_copy(pool, scratch->data, scratch->length);
}

/* The first of those that share a name keeps it. False if there is no memory. */
static bool tell_apart(struct junit_names *names, struct buffer *scratch, struct named *sorted,
                       size_t count)
{
    size_t number = 1;

    qsort(sorted, count, sizeof *sorted, compare);
    for (size_t i = 1; i < count; i++) {
        const char **name = &names->all[sorted[i].index];

        number = strcmp(sorted[i].name, sorted[i - 1].name) == 0 ? number + 1 : 1;
        if (number > 1)
            *name = numbered(&names->pool, scratch, sorted[i].name, number);
        if (*name == NULL)
            return false;
    }
    return true;
}

static bool spell_all(struct junit_names *names, struct buffer *scratch, struct named *sorted,
                      const cisd_report *report, const struct kept *kept)
{
    for (size_t i = 0; i < kept->count; i++) {
        names->all[i] = name_of(&names->pool, scratch, report, kept->results[i]->subject);
        sorted[i] = (struct named){names->all[i], i};
        if (names->all[i] == NULL)
            return false;
    }
    return kept->count == 0 || tell_apart(names, scratch, sorted, kept->count);
}

cisd_code junit_names_init(struct junit_names *names, const struct memory *memory,
                           const cisd_report *report, const struct kept *kept,
                           struct fault *fault)
{
    struct named *sorted = memory_alloc(memory, (kept->count + 1) * sizeof *sorted);
    struct buffer scratch;
    bool done;

    pool_init(&names->pool, memory);
    buffer_init(&scratch, memory);
    names->all = pool_alloc(&names->pool, (kept->count + 1) * sizeof *names->all);
    done = sorted != NULL && names->all != NULL &&
           spell_all(names, &scratch, sorted, report, kept);
    buffer_free(&scratch);
    memory_free(memory, sorted);
    return done ? CISD_OK : fault_no_memory(fault);
}

void junit_names_free(struct junit_names *names)
{
    pool_free(&names->pool);
}

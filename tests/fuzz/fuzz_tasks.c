/* The tasks of a Swarm, held against two services. The reader's inside is taken in: no HTTP. */
#include "feed.h"

#include "sources/swarm_tasks.c"

const char fuzz_name[] = "tasks";

static struct subject *service(const struct memory *memory, const char *id, const char *drop)
{
    struct subject *subject = subject_new(memory, CISD_SERVICE);

    FUZZ_MUST(subject != NULL);
    subject->id = id;
    subject->cap_add.known = subject->cap_drop.known = true;
    if (drop != NULL)
        FUZZ_MUST(subject_list_add(subject, &subject->cap_drop, drop, strlen(drop)) == CISD_OK);
    return subject;
}

/* Whatever was read: what differs is kept, and counted once. */
static void check(const struct subject *subject)
{
    const struct rollout *rollout = &subject->rollout;
    size_t variants = 0, tasks = 0;

    for (const struct task_lists *lists = rollout->variants; lists != NULL; lists = lists->next) {
        FUZZ_MUST(lists->cap_add.known && lists->cap_drop.known && lists->tasks > 0);
        FUZZ_MUST(!same_list(&lists->cap_add, &subject->cap_add) ||
                  !same_list(&lists->cap_drop, &subject->cap_drop));
        tasks += lists->tasks;
        variants++;
    }
    FUZZ_MUST(variants <= ROLLOUT_VARIANTS_MAX && rollout->differing <= rollout->tasks);
    FUZZ_MUST(tasks == rollout->differing || subject->evidence == EVIDENCE_MALFORMED);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct memory memory;
    struct subject *services[2];
    struct swarm_services swarm = {.services = services, .count = 2};
    struct reading reading = {.swarm = &swarm, .by_id = services};
    struct json_reader *reader;

    memory_init(&memory, NULL);
    swarm.memory = memory;
    services[0] = service(&memory, "a", NULL);
    services[1] = service(&memory, "b", "ALL");
    reader = json_reader_new(&memory, JSON_ROWS, task_places, (size_t)4 << 20);
    FUZZ_MUST(reader != NULL);
    (void)fuzz_feed(reader, data, size, fuzz_cut(data, size), on_value, &reading);
    subject_free(reading.task);
    for (size_t i = 0; i < 2; i++) {
        check(services[i]);
        subject_free(services[i]);
    }
    json_reader_free(reader);
    return 0;
}

/*
 * The two files of a container in Docker's data root, with a record separator (0x1E) between them,
 * as the source of data roots reads them, and the rule upon what they say.
 */
#include "feed.h"

#include "judgement/rule54.h"
#include "sources/inspect_fields.h"

const char fuzz_name[] = "disk";

static void read_part(struct inspect *inspect, const struct json_place *places,
                      const uint8_t *data, size_t size)
{
    struct json_reader *reader = json_reader_new(&inspect->memory, JSON_ONE, places,
                                                 INSPECT_MEMORY);
    struct subject *subject = inspect->subject;

    FUZZ_MUST(reader != NULL);
    if (fuzz_feed(reader, data, size, fuzz_cut(data, size), inspect_handle_part, inspect) !=
        CISD_OK)
        FUZZ_MUST(subject_spoil(subject, EVIDENCE_MALFORMED, "x") == CISD_OK);
    FUZZ_MUST(inspect->subject == subject);
    json_reader_free(reader);
}

static void judge(const struct subject *subject, cisd_profile profile)
{
    const struct allowance nothing = {.required = CAPS_NONE};
    struct judgement judgement = rule54_judge(subject, profile, &nothing);
    bool evidence = subject->evidence == EVIDENCE_READ;

    FUZZ_MUST(judgement.finding_count > 0);
    FUZZ_MUST((judgement.excess & ~judgement.grant.caps) == CAPS_NONE);
    FUZZ_MUST(judgement.verdict != CISD_PASS || (evidence && judgement.excess == CAPS_NONE));
    FUZZ_MUST(evidence || judgement.grant.caps == CAPS_NONE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *mark = size > 0 ? memchr(data, 0x1E, size) : NULL;
    size_t first = mark != NULL ? (size_t)(mark - data) : size;
    size_t second = mark != NULL ? first + 1 : size;
    struct inspect inspect = {.labels = NULL};

    memory_init(&inspect.memory, NULL);
    inspect.subject = subject_new(&inspect.memory, CISD_CONTAINER);
    FUZZ_MUST(inspect.subject != NULL);
    inspect.subject->engine.kind = ENGINE_DOCKER;
    read_part(&inspect, inspect_disk_places, data, first);
    read_part(&inspect, inspect_host_config_places, data + second, size - second);
    inspect_settle(inspect.subject);
    FUZZ_MUST(inspect_state_word(inspect.state) != NULL);
    for (int profile = 0; profile <= CISD_PROFILE_MANUAL; profile++)
        judge(inspect.subject, (cisd_profile)profile);
    inspect_drop(&inspect);
    return 0;
}

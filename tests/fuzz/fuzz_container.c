/*
 * One container's answer of an engine, as the engine source reads it, and the rule upon it. Read
 * whole and in two parts, the same comes out.
 */
#include "feed.h"

#include "judgement/rule54.h"
#include "sources/inspect_fields.h"

const char fuzz_name[] = "container";

/* What came out, so far as it decides anything. */
struct outcome {
    size_t subjects, reasons;
    cisd_caps granted, excess;
    int verdicts;
};

static void judge(const struct subject *subject, cisd_profile profile, struct outcome *outcome)
{
    const struct allowance nothing = {.required = CAPS_NONE};
    struct judgement judgement = rule54_judge(subject, profile, &nothing);

    FUZZ_MUST(judgement.finding_count > 0);
    FUZZ_MUST(judgement.verdict != CISD_PASS || judgement.excess == CAPS_NONE);
    FUZZ_MUST((judgement.excess & ~judgement.grant.caps) == CAPS_NONE);
    outcome->reasons = outcome->reasons * 7 + judgement.finding_count;
    outcome->granted ^= judgement.grant.caps;
    outcome->excess ^= judgement.excess;
    outcome->verdicts = outcome->verdicts * CISD_VERDICTS + judgement.verdict;
}

static cisd_code on_subject(void *user, struct subject *subject, struct fault *fault)
{
    struct outcome *outcome = user;

    (void)fault;
    outcome->subjects++;
    subject->engine = engine_version_parse(ENGINE_DOCKER, subject->image);
    for (int profile = 0; profile <= CISD_PROFILE_MANUAL; profile++)
        judge(subject, (cisd_profile)profile, outcome);
    subject_free(subject);
    return CISD_OK;
}

static struct outcome read_and_judge(const uint8_t *data, size_t size, size_t cut)
{
    static const char *const keys[] = {"tier", "com.docker.compose.project"};
    static const struct label_keys labels = {keys, 2};
    struct outcome outcome = {.subjects = 0};
    struct inspect inspect = {.labels = &labels, .emit = on_subject, .user = &outcome};
    struct json_reader *reader;

    memory_init(&inspect.memory, NULL);
    reader = json_reader_new(&inspect.memory, JSON_ONE, inspect_places, INSPECT_MEMORY);
    FUZZ_MUST(reader != NULL);
    (void)fuzz_feed(reader, data, size, cut, inspect_handle, &inspect);
    inspect_drop(&inspect);
    json_reader_free(reader);
    return outcome;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct outcome whole = read_and_judge(data, size, size);
    struct outcome parts = read_and_judge(data, size, fuzz_cut(data, size));

    FUZZ_MUST(whole.subjects == parts.subjects && whole.reasons == parts.reasons);
    FUZZ_MUST(whole.granted == parts.granted && whole.excess == parts.excess);
    FUZZ_MUST(whole.verdicts == parts.verdicts);
    return 0;
}

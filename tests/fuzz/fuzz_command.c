/* A command line: whatever it says, what is granted and must not be is no pass, nor an unknown. */
#include "fuzz.h"

#include "judgement/rule54.h"
#include "sources/command_subject.h"

const char fuzz_name[] = "command";

static void check(const struct subject *subject)
{
    const struct allowance nothing = {.required = CAPS_NONE};
    struct judgement judgement = rule54_judge(subject, CISD_PROFILE_CIS, &nothing);

    FUZZ_MUST(judgement.finding_count > 0);
    FUZZ_MUST((subject->trouble != NULL) == (subject->evidence != EVIDENCE_READ));
    if (judgement.verdict != CISD_PASS)
        return;
    FUZZ_MUST(subject->evidence == EVIDENCE_READ && subject->privileged == CISD_NO);
    FUZZ_MUST((judgement.grant.caps & ~capability_default()) == 0);
    FUZZ_MUST((judgement.grant.caps & CAPS_OF(NET_RAW)) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const keys[] = {"tier"};
    const struct label_keys labels = {keys, 1};
    struct subject *subject = NULL;
    struct memory memory;
    struct fault fault;
    char *line = fuzz_string(data, size);

    memory_init(&memory, NULL);
    FUZZ_MUST(command_subject_read(&memory, line, &labels, &subject, &fault) == CISD_OK);
    check(subject);
    subject_free(subject);
    free(line);
    return 0;
}

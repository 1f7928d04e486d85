/* A policy, YAML or JSON. */
#include "cisdocker/cisdocker.h"
#include "fuzz.h"

const char fuzz_name[] = "policy";

static void touch(const cisd_policy *policy, size_t index)
{
    for (int key = 0; key < CISD_POLICY_KEYS; key++) {
        const char *match = cisd_policy_entry_match(policy, index, (cisd_policy_key)key);

        FUZZ_MUST(match == NULL || strlen(match) < SIZE_MAX);
    }
    FUZZ_MUST(cisd_policy_entry_reason(policy, index) != NULL);
    FUZZ_MUST(cisd_policy_entry_expires(policy, index) != NULL);
    FUZZ_MUST(cisd_policy_entry_line(policy, index) > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_copy(data, size);
    cisd_policy *policy = NULL;
    cisd_error *error = NULL;
    cisd_code code = cisd_policy_parse("policy", text, size, &policy, &error);

    free(text);
    FUZZ_MUST((code == CISD_OK) == (policy != NULL));
    FUZZ_MUST((code == CISD_OK) == (error == NULL));
    FUZZ_MUST(code == CISD_OK || strlen(cisd_error_message(error)) > 0);
    for (size_t i = 0; policy != NULL && i < cisd_policy_entry_count(policy); i++)
        touch(policy, i);
    cisd_policy_unref(policy);
    cisd_error_free(error);
    return 0;
}

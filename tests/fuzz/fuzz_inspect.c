/* Saved inspect output, through the API: read whole and in small parts, the report is the same. */
#include "cisdocker/cisdocker.h"
#include "fuzz.h"
#include "output.h"

const char fuzz_name[] = "inspect";

struct input {
    const uint8_t *data;
    size_t left, part;
};

static int read_input(void *user, void *buffer, size_t size, size_t *length)
{
    struct input *input = user;
    size_t part = input->part < size ? input->part : size;

    *length = input->left < part ? input->left : part;
    memcpy(buffer, input->data, *length);
    input->data += *length;
    input->left -= *length;
    return 0;
}

/* Whatever was read: what is granted and must not be is no pass. */
static void check_result(const cisd_result *result)
{
    cisd_caps beyond = cisd_result_granted(result) & ~cisd_caps_default();
    cisd_caps net_raw = (cisd_caps)1 << cisd_cap_number("NET_RAW");

    FUZZ_MUST(cisd_result_reason_count(result) > 0);
    if (cisd_result_verdict(result) != CISD_PASS)
        return;
    FUZZ_MUST(beyond == 0 && (cisd_result_granted(result) & net_raw) == 0);
    FUZZ_MUST(cisd_result_privileged(result) == CISD_NO);
    FUZZ_MUST(cisd_result_unknown_cap_count(result) == 0 && cisd_result_excess(result) == 0);
}

static struct output audit(const uint8_t *data, size_t size, size_t part)
{
    struct input input = {data, size, part};
    struct output output = {NULL, 0};
    cisd_audit *audit = NULL;
    cisd_report *report = NULL;

    FUZZ_MUST(cisd_audit_new("5.4", NULL, &audit, NULL) == CISD_OK);
    FUZZ_MUST(cisd_audit_set_time(audit, 0, NULL) == CISD_OK);
    FUZZ_MUST(cisd_audit_add_inspect_reader(audit, "x", read_input, &input, NULL) == CISD_OK);
    FUZZ_MUST(cisd_audit_collect(audit, &report, NULL) == CISD_OK);
    for (size_t i = 0; i < cisd_report_result_count(report); i++)
        check_result(cisd_report_result(report, i));
    for (int format = 0; format < CISD_FORMATS; format++) {
        cisd_code code = cisd_report_render(report, (cisd_format)format, NULL, write_output,
                                            &output, NULL);

        FUZZ_MUST(code == CISD_OK || (code == CISD_E_UNSUPPORTED && format > CISD_FORMAT_JSONL));
    }
    cisd_report_unref(report);
    cisd_audit_free(audit);
    return output;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct output whole = audit(data, size, SIZE_MAX);
    struct output parts = audit(data, size, 1 + size % 7);

    FUZZ_MUST(whole.length == parts.length);
    FUZZ_MUST(memcmp(whole.data, parts.data, whole.length) == 0);
    free(whole.data);
    free(parts.data);
    return 0;
}

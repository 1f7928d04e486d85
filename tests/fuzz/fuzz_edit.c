/*
 * A Compose file that is changed in place: whatever stands in it, the change is refused or is good
 * YAML, and services that need nothing from elsewhere pass afterwards.
 */
#include <stdbool.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cisdocker/cisdocker.h"
#include "fuzz.h"
#include "output.h"

const char fuzz_name[] = "edit";

/* The report of one file, which stands nowhere. */
static cisd_report *audit(const char *data, size_t size)
{
    int file = memfd_create("compose.yaml", MFD_CLOEXEC);
    char path[64];
    const char *files[] = {path};
    const cisd_compose_options options = {.size = sizeof options, .files = files, .file_count = 1};
    cisd_audit *audit = NULL;
    cisd_report *report = NULL;

    FUZZ_MUST(file >= 0 && (size == 0 || write(file, data, size) == (ssize_t)size) &&
              lseek(file, 0, SEEK_SET) == 0);
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    FUZZ_MUST(cisd_audit_new("5.4", NULL, &audit, NULL) == CISD_OK &&
              cisd_audit_add_compose(audit, &options, NULL) == CISD_OK &&
              cisd_audit_collect(audit, &report, NULL) == CISD_OK);
    cisd_audit_free(audit);
    (void)close(file);
    return report;
}

/* Edits by one form, and reads what came out. */
static void edit(const cisd_report *report, cisd_fix_form form, const char *text, size_t size)
{
    struct output output = {NULL, 0};
    cisd_report *after;
    cisd_code code = cisd_report_edit_compose(report, form, "compose.yaml", text, size,
                                              write_output, &output, NULL);

    FUZZ_MUST(code == CISD_OK || code == CISD_E_UNSUPPORTED);
    if (code == CISD_OK) {
        after = audit(output.data, output.length);
        FUZZ_MUST(cisd_report_target_complete(after, 0));
        FUZZ_MUST(cisd_report_result_count(after) == cisd_report_result_count(report));
        cisd_report_unref(after);
    }
    free(output.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_copy(data, size);
    cisd_report *report = audit(text, size);

    if (cisd_report_target_complete(report, 0) &&
        cisd_report_failures(report, CISD_SEVERITY_LOW) > 0) {
        edit(report, CISD_FIX_SMALLEST, text, size);
        edit(report, CISD_FIX_LEAST, text, size);
    }
    cisd_report_unref(report);
    free(text);
    return 0;
}

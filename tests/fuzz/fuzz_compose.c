/* A whole project of one file. What it includes is looked for beside it, where nothing is. */
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cisdocker/cisdocker.h"
#include "fuzz.h"

const char fuzz_name[] = "compose";

static void audit_file(const char *path)
{
    const cisd_compose_options options = {.size = sizeof options, .files = &path,
                                          .file_count = 1};
    cisd_audit *audit = NULL;
    cisd_report *report = NULL;

    if (cisd_audit_new("5.4", NULL, &audit, NULL) != CISD_OK ||
        cisd_audit_select(audit, "label", "a=b", NULL) != CISD_OK ||
        cisd_audit_add_compose(audit, &options, NULL) != CISD_OK ||
        cisd_audit_collect(audit, &report, NULL) != CISD_OK)
        abort();
    if (!cisd_report_target_complete(report, 0) && cisd_report_target_error(report, 0) == NULL)
        abort();
    cisd_report_unref(report);
    cisd_audit_free(audit);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int file = memfd_create("compose.yaml", MFD_CLOEXEC);
    char path[64];

    if (file < 0 || write(file, data, size) != (ssize_t)size || lseek(file, 0, SEEK_SET) != 0)
        abort();
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    audit_file(path);
    (void)close(file);
    return 0;
}

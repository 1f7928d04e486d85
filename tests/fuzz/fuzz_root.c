/*
 * A data root, of Docker and of Podman, with one of its files as it comes: the first byte says
 * which one, the rest is in it. The others are good. The container whose file is damaged may go to
 * ruin; the one beside it stays what it is.
 */
#include <stdio.h>

#include "../unit/fake_tree.h"
#include "cisdocker/cisdocker.h"
#include "fuzz.h"

const char fuzz_name[] = "root";

#define ONE "1111111111111111111111111111111111111111111111111111111111111111"
#define TWO "2222222222222222222222222222222222222222222222222222222222222222"
#define DOCKER "var/lib/docker/containers/"
#define PODMAN "var/lib/containers/storage/overlay-containers/"

static const struct {
    char letter;
    const char *path, *good;
} files[] = {
    {'c', DOCKER ONE "/config.v2.json",
     "{\"ID\":\"" ONE "\",\"Name\":\"/one\",\"State\":{\"Running\":true},\"Config\":{}}"},
    {'h', DOCKER ONE "/hostconfig.json", "{\"CapDrop\":[\"ALL\"]}"},
    {'l', PODMAN "containers.json", "[{\"id\":\"" ONE "\",\"names\":[\"three\"]}]"},
    {'r', PODMAN ONE "/userdata/config.json",
     "{\"process\":{\"capabilities\":{\"bounding\":[\"CAP_KILL\"]}}}"},
    {'\0', DOCKER TWO "/config.v2.json",
     "{\"ID\":\"" TWO "\",\"Name\":\"/beside\",\"State\":{},\"Config\":{}}"},
    {'\0', DOCKER TWO "/hostconfig.json", "{\"CapDrop\":[\"ALL\"]}"},
};

static const char *root(void)
{
    static const char *folder;

    if (folder != NULL)
        return folder;
    folder = tree_begin();
    FUZZ_MUST(atexit(tree_end) == 0);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        tree_file(files[i].path, files[i].good);
    return folder;
}

/* Whether the container beside passed, as it must. */
static int passes_beside(const cisd_report *report)
{
    for (size_t i = 0; i < cisd_report_result_count(report); i++) {
        const cisd_result *result = cisd_report_result(report, i);

        if (strncmp(cisd_result_id(result), TWO, strlen(TWO)) == 0)
            return cisd_result_verdict(result) == CISD_PASS;
    }
    return 0;
}

static void audit_root(const char *folder)
{
    cisd_audit *audit = NULL;
    cisd_report *report = NULL;

    FUZZ_MUST(cisd_audit_new("5.4", NULL, &audit, NULL) == CISD_OK &&
              cisd_audit_add_root(audit, folder, NULL) == CISD_OK &&
              cisd_audit_collect(audit, &report, NULL) == CISD_OK);
    FUZZ_MUST(cisd_report_target_complete(report, 0) ||
              cisd_report_target_error(report, 0) != NULL);
    FUZZ_MUST(passes_beside(report));
    cisd_report_unref(report);
    cisd_audit_free(audit);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *folder = root();

    for (size_t i = 0; size > 0 && i < sizeof files / sizeof *files; i++) {
        if (files[i].letter == '\0' || files[i].letter != (char)data[0])
            continue;
        tree_bytes(files[i].path, data + 1, size - 1);
        audit_root(folder);
        tree_bytes(files[i].path, files[i].good, strlen(files[i].good));
    }
    return 0;
}

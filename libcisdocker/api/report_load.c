/* The exported functions that read reports back. */
#include "api/error.h"
#include "api/report_file.h"

/* The report to add to: a new one, or one that nobody else has. */
static cisd_code open_report(cisd_report **report, struct fault *fault)
{
    struct memory memory;

    memory_init(&memory, NULL);
    if (*report == NULL)
        return report_new(&memory, NULL, report, fault);
    if (atomic_load(&(*report)->references) == 1)
        return CISD_OK;
    return fault_set(fault, CISD_E_STATE, "somebody else has the report, too");
}

/* A report that was not read to its end is none. */
static cisd_code hand_out(cisd_report **report, const struct fault *fault, cisd_error **error)
{
    struct memory memory;

    if (fault->code == CISD_OK)
        return CISD_OK;
    report_unref(*report);
    *report = NULL;
    memory_init(&memory, NULL);
    return error_hand_out(&memory, fault, error);
}

static cisd_code bad_argument(const char *what, cisd_error **error)
{
    struct memory memory;

    memory_init(&memory, NULL);
    return error_argument(&memory, what, error);
}

cisd_code cisd_report_load(const char *path, cisd_report **report, cisd_error **error)
{
    struct fault fault = {.code = CISD_OK};

    if (path == NULL || report == NULL)
        return bad_argument("a report needs a path", error);
    if (open_report(report, &fault) == CISD_OK)
        (void)report_file_load(*report, path, &fault);
    return hand_out(report, &fault, error);
}

cisd_code cisd_report_load_reader(const char *name, cisd_read_fn read, void *user,
                                  cisd_report **report, cisd_error **error)
{
    struct fault fault = {.code = CISD_OK};

    if (name == NULL || read == NULL || report == NULL)
        return bad_argument("a report needs a name and a read function", error);
    if (open_report(report, &fault) == CISD_OK)
        (void)report_file_read(*report, name, read, user, &fault);
    return hand_out(report, &fault, error);
}

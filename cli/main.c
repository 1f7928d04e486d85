#include <stdio.h>
#include <string.h>

#include "cisdocker/cisdocker.h"

static int write_out(void *user, const char *data, size_t length)
{
    return fwrite(data, 1, length, user) == length ? 0 : -1;
}

int main(int count, char **arguments)
{
    cisd_audit *audit = NULL;
    cisd_error *error = NULL;
    cisd_report *report = NULL;
    cisd_code code = cisd_audit_new("5.4", NULL, &audit, &error);

    for (int i = 1; code == CISD_OK && i < count; i++)
        code = strncmp(arguments[i], "unix:", 5) == 0
                   ? cisd_audit_add_engine(audit, arguments[i], NULL, &error)
                   : cisd_audit_add_inspect(audit, arguments[i], &error);
    if (code == CISD_OK)
        code = cisd_audit_collect(audit, &report, &error);
    if (code == CISD_OK)
        code = cisd_report_render(report, CISD_FORMAT_JSON, NULL, write_out, stdout, &error);
    if (error != NULL)
        fprintf(stderr, "cisdocker: %s\n", cisd_error_message(error));
    cisd_error_free(error);
    cisd_report_unref(report);
    cisd_audit_free(audit);
    return code == CISD_OK ? 0 : 2;
}

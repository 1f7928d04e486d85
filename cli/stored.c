#include "stored.h"

#include <string.h>

#include "check.h"
#include "standard_input.h"
#include "status.h"

int stored_load(const char *path, cisd_report **report)
{
    cisd_error *error = NULL;
    cisd_code code;

    if (strcmp(path, "-") == 0)
        code = cisd_report_load_reader(path, standard_input_read, NULL, report, &error);
    else
        code = cisd_report_load(path, report, &error);
    return code == CISD_OK ? STATUS_NONE : check_trouble(error);
}

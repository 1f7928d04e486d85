/* What to do about a target that could not be checked to its end. */
#ifndef CLI_ADVICE_H
#define CLI_ADVICE_H

#include <stdbool.h>
#include <stddef.h>

#include <cisdocker/cisdocker.h>

#define ADVICE_SIZE 600

/* For a target of the report, with a mark before it; "" where there is nothing to say. */
void advice_write(const cisd_report *report, size_t target, char text[ADVICE_SIZE]);

#endif

/* What went wrong, on its way up: by value, so that reporting it needs no memory. */
#ifndef CISD_GROUND_FAULT_H
#define CISD_GROUND_FAULT_H

#include "cisdocker/cisdocker.h"

#define FAULT_TEXT 512

struct fault {
    cisd_code code;
    char text[FAULT_TEXT];
};

#if defined(__GNUC__)
#define FAULT_PRINTF(text, rest) __attribute__((format(printf, text, rest)))
#else
#define FAULT_PRINTF(text, rest)
#endif

/* Records a fault and returns its code. What is not printable in the text becomes '?'. */
cisd_code fault_set(struct fault *fault, cisd_code code, const char *format, ...)
    FAULT_PRINTF(3, 4);

/* The same, with ": " and the system's word for an errno value at the end. */
cisd_code fault_errno(struct fault *fault, int number, const char *format, ...)
    FAULT_PRINTF(3, 4);

/* Puts context before the text of a fault: "context: text". Returns its code. */
cisd_code fault_within(struct fault *fault, const char *format, ...) FAULT_PRINTF(2, 3);

cisd_code fault_no_memory(struct fault *fault);

void fault_clear(struct fault *fault);

#endif

/* Faults of the inside become error objects of the outside. */
#ifndef CISD_API_ERROR_H
#define CISD_API_ERROR_H

#include "ground/fault.h"
#include "ground/memory.h"

/*
 * Hands a fault out through an `error` argument, which may be NULL, and returns its code. Where
 * there is no memory for the object, a static one says so.
 */
cisd_code error_hand_out(const struct memory *memory, const struct fault *fault,
                         cisd_error **error);

/* The same for a bad argument, before there is an object with a memory. */
cisd_code error_argument(const struct memory *memory, const char *what, cisd_error **error);

#endif

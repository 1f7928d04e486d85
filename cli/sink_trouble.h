/* What to say, and to end with, where something could not be written. */
#ifndef CLI_SINK_TROUBLE_H
#define CLI_SINK_TROUBLE_H

#include <cisdocker/cisdocker.h>

#include "sink.h"

/* Says why a sink failed. Returns the status to end with: a signal is its own reason. */
int sink_trouble(const struct sink *sink);

/* The same after a call that wrote into a sink: its trouble, or the call's own. Frees the error. */
int sink_call_trouble(const struct sink *sink, cisd_error *error);

/*
 * Brings everything out and lets the file appear, unless a signal has come. Returns STATUS_OK, or
 * the status to end with.
 */
int sink_appear(struct sink *sink);

#endif

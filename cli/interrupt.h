/* SIGINT, SIGTERM and SIGHUP: the first one cancels, a second one ends at once. */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include <cisdocker/cisdocker.h>

/* From now on such signals cancel the audit. */
void interrupt_watch(cisd_audit *audit);

/* From now on they do nothing but be noted: the audit is about to be freed. */
void interrupt_forget(void);

/* The number of the signal that came; 0 if none did. */
int interrupt_signal(void);

/*
 * A temporary file that must not stay behind, whatever happens. The path must live until it is
 * spared. Returns 0, or -1 if there are too many.
 */
int interrupt_guard(const char *path);
void interrupt_spare(const char *path);

#endif

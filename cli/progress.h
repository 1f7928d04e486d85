/* A line on stderr that says how far the work has come, and goes away again. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

/* "auto": only on a terminal. "always": also elsewhere. "never". */
enum progress_mode { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER };

/* Whether there is anything to show at all: telling costs a thread. */
bool progress_is_wanted(enum progress_mode mode);

void progress_begin(enum progress_mode mode);

/* A cisd_progress_fn: shows the line once the work has lasted a while, then now and then. */
int progress_tell(void *user, size_t done, size_t total);

/* Wipes the line out, if it is there: before anything else is written to the terminal. */
void progress_clear(void);

#endif

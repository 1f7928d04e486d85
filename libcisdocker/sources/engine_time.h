/* How long an engine may take: for one answer, and for all of them. */
#ifndef CISD_SOURCES_ENGINE_TIME_H
#define CISD_SOURCES_ENGINE_TIME_H

#include <stdbool.h>

#include "ground/fault.h"

struct engine_time {
    long timeout_ms;          /* for one answer */
    long long limit_ms;       /* for all */
    long long deadline;       /* by ground/clock.h, once begun */
};

/* The time begins. */
void engine_time_begin(struct engine_time *time);

/* How long the next answer may take: all has to fit into the engine's time. */
long engine_time_patience(const struct engine_time *time);

/* How long all the rest may take. */
long engine_time_left(const struct engine_time *time);

bool engine_time_is_over(const struct engine_time *time);

/* An answer that did not come before the engine's time was over is no matter of its own. */
void engine_time_blame(const struct engine_time *time, struct fault *fault);

#endif

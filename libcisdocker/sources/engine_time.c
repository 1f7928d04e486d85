#include "sources/engine_time.h"

#include "ground/clock.h"

void engine_time_begin(struct engine_time *time)
{
    time->deadline = clock_ms() + time->limit_ms;
}

long engine_time_left(const struct engine_time *time)
{
    long long left = time->deadline - clock_ms();

    return left > 1 ? (long)left : 1;
}

long engine_time_patience(const struct engine_time *time)
{
    long left = engine_time_left(time);

    return left < time->timeout_ms ? left : time->timeout_ms;
}

bool engine_time_is_over(const struct engine_time *time)
{
    return clock_ms() >= time->deadline;
}

void engine_time_blame(const struct engine_time *time, struct fault *fault)
{
    if (fault->code == CISD_E_TIMEOUT && engine_time_is_over(time))
        (void)fault_set(fault, CISD_E_TIMEOUT, "the time limit of %lld.%lld seconds is over",
                        time->limit_ms / 1000, time->limit_ms % 1000 / 100);
}

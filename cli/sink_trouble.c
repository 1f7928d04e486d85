#include "sink_trouble.h"

#include <string.h>

#include "check.h"
#include "interrupt.h"
#include "say.h"
#include "status.h"

int sink_trouble(const struct sink *sink)
{
    if (interrupt_signal() != 0)
        return STATUS_SIGNAL + interrupt_signal();
    if (sink->path != NULL)
        say("cannot write '%s': %s", sink->path, strerror(sink->error));
    else
        say("cannot write to the standard output: %s", strerror(sink->error));
    return STATUS_USAGE;
}

int sink_call_trouble(const struct sink *sink, cisd_error *error)
{
    if (sink->error == 0)
        return check_trouble(error);
    cisd_error_free(error);
    return sink_trouble(sink);
}

int sink_appear(struct sink *sink)
{
    if (sink_flush(sink) != 0)
        return sink_trouble(sink);
    if (interrupt_signal() != 0)
        return STATUS_SIGNAL + interrupt_signal();
    return sink_commit(sink) == 0 ? STATUS_OK : sink_trouble(sink);
}

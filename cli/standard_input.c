#include "standard_input.h"

#include <errno.h>
#include <unistd.h>

#include "interrupt.h"

int standard_input_read(void *user, void *buffer, size_t size, size_t *length)
{
    ssize_t got;

    (void)user;
    do
        got = read(STDIN_FILENO, buffer, size);
    while (got < 0 && errno == EINTR && interrupt_signal() == 0);
    if (got < 0)
        return -1;
    *length = (size_t)got;
    return 0;
}

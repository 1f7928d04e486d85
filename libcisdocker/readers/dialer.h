/* A program whose standard input and output are a connection, such as ssh. */
#ifndef CISD_READERS_DIALER_H
#define CISD_READERS_DIALER_H

#include <stddef.h>
#include <sys/types.h>

#include "ground/fault.h"

/* So much of the last line that a program writes to stderr is kept. */
#define DIALER_SAYS 512

struct dialer {
    pid_t pid;                /* 0: none */
    int socket;               /* our end; whoever closes it says so by -1 here */
    int complaints;           /* the other end of its stderr; -1: none */
};

/*
 * Starts the program argv[0], a path, with these arguments and this environment. The socket is
 * one end of a stream pair, the program has the other as stdin and stdout. It has no terminal.
 */
cisd_code dialer_start(const char *const *argv, const char *const *environment,
                       struct dialer *dialer, struct fault *fault);

/*
 * Ends the program and what it started, waits for it and closes what is open. The last line it
 * wrote to stderr goes into `complaint`; "" if it wrote none.
 */
void dialer_stop(struct dialer *dialer, char complaint[DIALER_SAYS]);

#endif

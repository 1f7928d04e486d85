/* A program whose standard input and output are a connection, such as ssh. */
#ifndef CISD_READERS_DIALER_H
#define CISD_READERS_DIALER_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>

#include "ground/fault.h"

/* So much of the last line that a program writes to stderr is kept. */
#define DIALER_SAYS 512

/*
 * libcurl connects a socket by itself, always (whatever CURL_SOCKOPT_ALREADY_CONNECTED says, in
 * 7.88), and keeps no connection whose other end has no name: so it is given an address of the
 * loopback device to connect to, where we listen for a moment, and the program gets the connection.
 */
struct dialer {
    bool in_use;
    int socket;               /* not connected yet; whoever uses it closes it through dialer_stop */
    int listener;             /* where it is to connect to; -1: the program runs */
    pid_t pid;                /* 0: none */
    int complaints;           /* the other end of its stderr; -1: none */
};

/* A socket, and the address to connect it to. */
cisd_code dialer_open(struct dialer *dialer, struct sockaddr_in *address, struct fault *fault);

/*
 * Once the socket is connected, starts the program argv[0], a path, with these arguments and this
 * environment. Its stdin and stdout are the other end; it has no terminal.
 */
cisd_code dialer_start(struct dialer *dialer, const char *const *argv,
                       const char *const *environment, struct fault *fault);

/*
 * Ends the program and what it started, waits for it and closes what is open. The last line it
 * wrote to stderr goes into `complaint`; "" if it wrote none.
 */
void dialer_stop(struct dialer *dialer, char complaint[DIALER_SAYS]);

#endif

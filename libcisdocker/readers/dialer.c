#include "readers/dialer.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* How often somebody who waits for a program looks, and for how long in all. */
#define LOOK_MS 10
#define GRACE_MS 1000

/* More than a pipe holds: whoever goes on writing is not listened to for ever. */
#define HEARD ((size_t)1 << 20)

/* The descriptors that a program begins with: its three streams. */
#define STREAMS 3

static void close_one(int *end)
{
    if (*end >= 0)
        (void)close(*end);
    *end = -1;
}

/* A socket that listens at loopback, at a port that the kernel chooses. */
static int listen_anywhere(struct sockaddr_in *address)
{
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), status;
    socklen_t length = sizeof *address;

    if (listener < 0)
        return -1;
    *address = (struct sockaddr_in){.sin_family = AF_INET};
    address->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)address, sizeof *address) == 0 &&
        getsockname(listener, (struct sockaddr *)address, &length) == 0 && listen(listener, 8) == 0)
        return listener;
    status = errno;
    (void)close(listener);
    errno = status;
    return -1;
}

cisd_code dialer_open(struct dialer *dialer, struct sockaddr_in *address, struct fault *fault)
{
    *dialer = (struct dialer){.in_use = true, .socket = -1, .listener = -1, .complaints = -1};
    dialer->listener = listen_anywhere(address);
    if (dialer->listener >= 0)
        dialer->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (dialer->socket >= 0)
        return CISD_OK;
    (void)fault_errno(fault, errno, "cannot make a socket");
    close_one(&dialer->listener);
    dialer->in_use = false;
    return fault->code;
}

/* Any process of the host may connect to a port: the one at our own socket's address is wanted. */
static bool is_ours(const struct dialer *dialer, int connection)
{
    struct sockaddr_in ours = {.sin_port = 0}, peer = {.sin_port = 0};
    socklen_t our_length = sizeof ours, peer_length = sizeof peer;

    return getsockname(dialer->socket, (struct sockaddr *)&ours, &our_length) == 0 &&
           getpeername(connection, (struct sockaddr *)&peer, &peer_length) == 0 &&
           ours.sin_port != 0 && ours.sin_port == peer.sin_port &&
           ours.sin_addr.s_addr == peer.sin_addr.s_addr;
}

/* The other end of the socket; -1 where it is not connected yet. */
static int take_connection(struct dialer *dialer)
{
    const int on = 1;
    int connection;

    while ((connection = accept4(dialer->listener, NULL, NULL, SOCK_CLOEXEC)) >= 0) {
        if (is_ours(dialer, connection))
            break;
        (void)close(connection);
    }
    if (connection >= 0)
        (void)setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return connection;
}

/* A caller may have closed its own streams: what is to become one must not stand in their place. */
static int lift(int *end)
{
    int lifted = *end;

    if (*end >= STREAMS)
        return 0;
    lifted = fcntl(*end, F_DUPFD_CLOEXEC, STREAMS);
    if (lifted < 0)
        return errno;
    (void)close(*end);
    *end = lifted;
    return 0;
}

/* Wires the child's three streams; it gets nothing else that is open here. */
static int wire(posix_spawn_file_actions_t *actions, int connection, int complaints)
{
    int status = posix_spawn_file_actions_adddup2(actions, connection, STDIN_FILENO);

    if (status == 0)
        status = posix_spawn_file_actions_adddup2(actions, connection, STDOUT_FILENO);
    if (status == 0)
        status = posix_spawn_file_actions_adddup2(actions, complaints, STDERR_FILENO);
#ifdef HAVE_POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP
    if (status == 0)
        status = posix_spawn_file_actions_addclosefrom_np(actions, STREAMS);
#endif
    return status;
}

/*
 * The child begins with default signals, none of them blocked, in a session of its own: it cannot
 * ask anybody at the terminal, Ctrl-C is not for it, and what it starts itself ends with it.
 */
static int attribute(posix_spawnattr_t *attributes)
{
    sigset_t none, all;
    int status;

    (void)sigemptyset(&none);
    (void)sigfillset(&all);
    status = posix_spawnattr_setsigmask(attributes, &none);
    if (status == 0)
        status = posix_spawnattr_setsigdefault(attributes, &all);
    if (status == 0)
        status = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK |
                                                          POSIX_SPAWN_SETSIGDEF |
                                                          POSIX_SPAWN_SETSID);
    return status;
}

static int spawn(const char *const *argv, const char *const *environment, int connection,
                 int complaints, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int status = posix_spawn_file_actions_init(&actions);

    if (status != 0)
        return status;
    status = posix_spawnattr_init(&attributes);
    if (status == 0) {
        status = wire(&actions, connection, complaints);
        if (status == 0)
            status = attribute(&attributes);
        if (status == 0)
            status = posix_spawn(pid, argv[0], &actions, &attributes, (char *const *)argv,
                                 (char *const *)environment);
        (void)posix_spawnattr_destroy(&attributes);
    }
    (void)posix_spawn_file_actions_destroy(&actions);
    return status;
}

/* Its stderr does not wait: a program that says too much is not held up, nor are we by none. */
static int start(struct dialer *dialer, const char *const *argv, const char *const *environment,
                 int *connection)
{
    int complaints[2], status;

    if (pipe2(complaints, O_CLOEXEC | O_NONBLOCK) != 0)
        return errno;
    dialer->complaints = complaints[0];
    status = lift(connection);
    if (status == 0)
        status = lift(&complaints[1]);
    if (status == 0)
        status = spawn(argv, environment, *connection, complaints[1], &dialer->pid);
    if (status != 0)
        dialer->pid = 0;
    close_one(&complaints[1]);
    return status;
}

cisd_code dialer_start(struct dialer *dialer, const char *const *argv,
                       const char *const *environment, struct fault *fault)
{
    static const char *const nothing[] = {NULL};
    int connection = take_connection(dialer), status;

    if (connection < 0)
        return errno == EAGAIN || errno == EINTR
                   ? CISD_OK
                   : fault_errno(fault, errno, "cannot start '%s'", argv[0]);
    close_one(&dialer->listener);
    status = start(dialer, argv, environment != NULL ? environment : nothing, &connection);
    (void)close(connection);
    if (status != 0)
        return fault_errno(fault, status, "cannot start '%s'", argv[0]);
    return CISD_OK;
}

/* Whether the program has closed its end: it is about to end by itself then. */
static bool has_hung_up(int socket)
{
    char byte;

    return recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

enum state { RUNNING, ENDED, GONE };

/* What has become of a program; one that has ended keeps its number until it is reaped. */
static enum state look(pid_t pid)
{
    siginfo_t about = {.si_pid = 0};

    if (waitid(P_PID, (id_t)pid, &about, WEXITED | WNOHANG | WNOWAIT) != 0)
        return errno == EINTR ? RUNNING : GONE;
    return about.si_pid == pid ? ENDED : RUNNING;
}

/* Waits for a program to end, for a while. */
static enum state await(pid_t pid)
{
    const struct timespec pause = {.tv_nsec = LOOK_MS * 1000000L};
    enum state state = look(pid);

    for (int waited = 0; state == RUNNING && waited < GRACE_MS; waited += LOOK_MS) {
        (void)nanosleep(&pause, NULL);
        state = look(pid);
    }
    return state;
}

/* Ends a program and what it started: by patience if it is leaving, by asking, by force. */
static void end(pid_t pid, bool leaving)
{
    /* Somebody else has reaped it: its number may be another's by now. */
    if ((leaving && await(pid) == GONE) || look(pid) == GONE)
        return;
    (void)kill(-pid, SIGTERM);
    if (await(pid) == GONE)
        return;
    (void)kill(-pid, SIGKILL);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        continue;
}

/* Keeps the last line of what was said. */
static void last_line(const char *said, size_t length, char line[DIALER_SAYS])
{
    size_t stop = length, begin;

    while (stop > 0 && (said[stop - 1] == '\n' || said[stop - 1] == '\r'))
        stop--;
    for (begin = stop; begin > 0 && said[begin - 1] != '\n'; begin--)
        continue;
    if (stop - begin >= DIALER_SAYS)
        stop = begin + DIALER_SAYS - 1;
    memcpy(line, said + begin, stop - begin);
    line[stop - begin] = '\0';
}

/* Reads what a pipe holds, and keeps the end of it. */
static void read_complaint(int pipe, char complaint[DIALER_SAYS])
{
    char said[2 * DIALER_SAYS];
    size_t length = 0, total = 0;
    ssize_t got;

    while (total < HEARD && (got = read(pipe, said + length, sizeof said - length)) > 0) {
        length += (size_t)got;
        total += (size_t)got;
        if (length < sizeof said)
            continue;
        memmove(said, said + DIALER_SAYS, DIALER_SAYS);
        length = DIALER_SAYS;
    }
    last_line(said, length, complaint);
}

void dialer_stop(struct dialer *dialer, char complaint[DIALER_SAYS])
{
    bool leaving = dialer->socket >= 0 && has_hung_up(dialer->socket);

    complaint[0] = '\0';
    close_one(&dialer->socket);
    close_one(&dialer->listener);
    if (dialer->pid > 0)
        end(dialer->pid, leaving);
    if (dialer->complaints >= 0)
        read_complaint(dialer->complaints, complaint);
    close_one(&dialer->complaints);
    dialer->pid = 0;
    dialer->in_use = false;
}

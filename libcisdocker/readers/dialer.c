#include "readers/dialer.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
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

static void close_both(int ends[2])
{
    close_one(&ends[0]);
    close_one(&ends[1]);
}

/* A caller may have closed its own streams: what is to become one must not stand in their place. */
static int lift(int ends[2])
{
    for (int i = 0; i < 2; i++) {
        int lifted;

        if (ends[i] >= STREAMS)
            continue;
        lifted = fcntl(ends[i], F_DUPFD_CLOEXEC, STREAMS);
        if (lifted < 0)
            return errno;
        (void)close(ends[i]);
        ends[i] = lifted;
    }
    return 0;
}

/* Both ends do not wait: a program that says too much is not held up, nor are we by a quiet one. */
static int make_channels(int connection[2], int complaints[2])
{
    int status;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, connection) != 0)
        return errno;
    if (pipe2(complaints, O_CLOEXEC | O_NONBLOCK) != 0)
        return errno;
    status = lift(connection);
    return status != 0 ? status : lift(complaints);
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

cisd_code dialer_start(const char *const *argv, const char *const *environment,
                       struct dialer *dialer, struct fault *fault)
{
    static const char *const nothing[] = {NULL};
    int connection[2] = {-1, -1}, complaints[2] = {-1, -1};
    int status = make_channels(connection, complaints);

    *dialer = (struct dialer){.socket = -1, .complaints = -1};
    if (status == 0)
        status = spawn(argv, environment != NULL ? environment : nothing, connection[1],
                       complaints[1], &dialer->pid);
    if (status != 0) {
        close_both(connection);
        close_both(complaints);
        dialer->pid = 0;
        return fault_errno(fault, status, "cannot start '%s'", argv[0]);
    }
    close_one(&connection[1]);
    close_one(&complaints[1]);
    dialer->socket = connection[0];
    dialer->complaints = complaints[0];
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
    if (dialer->pid > 0)
        end(dialer->pid, leaving);
    if (dialer->complaints >= 0)
        read_complaint(dialer->complaints, complaint);
    close_one(&dialer->complaints);
    dialer->pid = 0;
}

#include "readers/dialer.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void close_both(int ends[2])
{
    (void)close(ends[0]);
    (void)close(ends[1]);
}

/* Wires the child's three streams; every other descriptor of ours closes itself on exec. */
static int wire(posix_spawn_file_actions_t *actions, int connection, int complaints)
{
    int status = posix_spawn_file_actions_adddup2(actions, connection, STDIN_FILENO);

    if (status == 0)
        status = posix_spawn_file_actions_adddup2(actions, connection, STDOUT_FILENO);
    if (status == 0)
        status = posix_spawn_file_actions_adddup2(actions, complaints, STDERR_FILENO);
    return status;
}

/* The child begins with default signals, none of them blocked. */
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
        status = posix_spawnattr_setflags(attributes,
                                          POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
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
    int connection[2], complaints[2], status;

    *dialer = (struct dialer){.socket = -1, .complaints = -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, connection) != 0)
        return fault_errno(fault, errno, "cannot make a socket pair");
    if (pipe2(complaints, O_CLOEXEC | O_NONBLOCK) != 0) {
        status = errno;
        close_both(connection);
        return fault_errno(fault, status, "cannot make a pipe");
    }
    status = spawn(argv, environment != NULL ? environment : nothing, connection[1],
                   complaints[1], &dialer->pid);
    if (status != 0) {
        close_both(connection);
        close_both(complaints);
        return fault_errno(fault, status, "cannot start '%s'", argv[0]);
    }
    (void)close(connection[1]);
    (void)close(complaints[1]);
    dialer->socket = connection[0];
    dialer->complaints = complaints[0];
    return CISD_OK;
}

/* Waits for a program that was asked to end; after a second it is made to. */
static void await(pid_t pid)
{
    const struct timespec pause = {.tv_nsec = 10000000};

    (void)kill(pid, SIGTERM);
    for (int tries = 0; tries < 100; tries++) {
        pid_t ended = waitpid(pid, NULL, WNOHANG);

        if (ended == pid || (ended < 0 && errno != EINTR))
            return;
        (void)nanosleep(&pause, NULL);
    }
    (void)kill(pid, SIGKILL);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        continue;
}

/* Keeps the last line of what was said. */
static void last_line(const char *said, size_t length, char line[DIALER_SAYS])
{
    size_t end = length, begin;

    while (end > 0 && (said[end - 1] == '\n' || said[end - 1] == '\r'))
        end--;
    for (begin = end; begin > 0 && said[begin - 1] != '\n'; begin--)
        continue;
    if (end - begin >= DIALER_SAYS)
        end = begin + DIALER_SAYS - 1;
    memcpy(line, said + begin, end - begin);
    line[end - begin] = '\0';
}

void dialer_stop(struct dialer *dialer, char complaint[DIALER_SAYS])
{
    char said[4096];
    ssize_t got = 0;

    complaint[0] = '\0';
    if (dialer->socket >= 0)
        (void)close(dialer->socket);
    if (dialer->pid > 0)
        await(dialer->pid);
    if (dialer->complaints >= 0) {
        got = read(dialer->complaints, said, sizeof said);
        (void)close(dialer->complaints);
    }
    if (got > 0)
        last_line(said, (size_t)got, complaint);
    *dialer = (struct dialer){.socket = -1, .complaints = -1};
}

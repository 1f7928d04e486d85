/*
 * measure LIMIT REPORT COMMAND [ARG]...: run a command for at most LIMIT seconds and write to the
 * file REPORT one line: wall seconds, user seconds, system seconds, peak memory in KiB, and 1 where
 * the limit was reached, else 0. The exit status is the command's, 128 plus the number of a signal.
 *
 * A program of its own because the kernel counts what a process held before its exec: started from
 * Python, everything small would seem as large as Python.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct outcome {
    struct timespec start, end;
    struct rusage usage;
    int status;
    int limit_reached;
};

static int complain(const char *what, const char *subject)
{
    fprintf(stderr, "measure: %s '%s': %s\n", what, subject, strerror(errno));
    return 126;
}

static double seconds_between(const struct timespec *a, const struct timespec *b)
{
    return (double)(b->tv_sec - a->tv_sec) + (double)(b->tv_nsec - a->tv_nsec) / 1e9;
}

static double seconds_of(const struct timeval *t)
{
    return (double)t->tv_sec + (double)t->tv_usec / 1e6;
}

static void become_command(char **command, const sigset_t *mask)
{
    sigprocmask(SIG_SETMASK, mask, NULL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setpgid(0, 0);
    execvp(command[0], command);
    _exit(complain("cannot run", command[0]));
}

/* Waits until the child has ended, and ends its whole group when the limit has passed. */
static void wait_for(pid_t child, double limit, const sigset_t *signals, struct outcome *out)
{
    struct timespec now = out->start;
    double left = limit;

    while (wait4(child, &out->status, WNOHANG, &out->usage) == 0) {
        struct timespec step = { (time_t)left, (long)((left - (double)(time_t)left) * 1e9) };
        if (left <= 0.0) {
            out->limit_reached = 1;
            kill(-child, SIGKILL);
            wait4(child, &out->status, 0, &out->usage);
            break;
        }
        sigtimedwait(signals, NULL, &step);
        clock_gettime(CLOCK_MONOTONIC, &now);
        left = limit - seconds_between(&out->start, &now);
    }
    clock_gettime(CLOCK_MONOTONIC, &out->end);
}

static int write_report(const char *path, const struct outcome *out)
{
    FILE *file = fopen(path, "w");

    if (!file)
        return complain("cannot write", path);
    fprintf(file, "%.6f %.6f %.6f %ld %d\n", seconds_between(&out->start, &out->end),
            seconds_of(&out->usage.ru_utime), seconds_of(&out->usage.ru_stime),
            out->usage.ru_maxrss, out->limit_reached);
    return fclose(file) ? complain("cannot write", path) : 0;
}

int main(int argc, char **argv)
{
    struct outcome out = { 0 };
    sigset_t signals, before;
    pid_t child;
    int failed;

    if (argc < 4) {
        fputs("usage: measure LIMIT REPORT COMMAND [ARG]...\n", stderr);
        return 2;
    }
    sigemptyset(&signals);
    sigaddset(&signals, SIGCHLD);
    sigprocmask(SIG_BLOCK, &signals, &before);
    clock_gettime(CLOCK_MONOTONIC, &out.start);
    child = fork();
    if (child < 0)
        return complain("cannot start", argv[3]);
    if (child == 0)
        become_command(argv + 3, &before);
    wait_for(child, strtod(argv[1], NULL), &signals, &out);
    failed = write_report(argv[2], &out);
    if (failed)
        return failed;
    return WIFSIGNALED(out.status) ? 128 + WTERMSIG(out.status) : WEXITSTATUS(out.status);
}

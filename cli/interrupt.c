#include "interrupt.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

#include "status.h"

#define GUARDED 32

static volatile sig_atomic_t came;
static _Atomic(cisd_audit *) watched;
static _Atomic(const char *) guarded[GUARDED];

static void end_now(int number)
{
    for (int i = 0; i < GUARDED; i++) {
        const char *path = atomic_load(&guarded[i]);

        if (path != NULL)
            (void)unlink(path);
    }
    _exit(STATUS_SIGNAL + number);
}

/* Stores and system calls only: cisd_audit_cancel is one atomic store. */
static void on_signal(int number)
{
    int saved = errno;

    if (came != 0)
        end_now(number);
    came = number;
    cisd_audit_cancel(atomic_load(&watched));
    errno = saved;
}

void interrupt_watch(cisd_audit *audit)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = on_signal}, old;

    atomic_store(&watched, audit);
    (void)sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        /* What the caller has set to be ignored (nohup) stays ignored. */
        if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            (void)sigaction(numbers[i], &action, NULL);
}

void interrupt_forget(void)
{
    atomic_store(&watched, NULL);
}

int interrupt_signal(void)
{
    return came;
}

int interrupt_guard(const char *path)
{
    for (int i = 0; i < GUARDED; i++)
        if (atomic_load(&guarded[i]) == NULL) {
            atomic_store(&guarded[i], path);
            return 0;
        }
    return -1;
}

void interrupt_spare(const char *path)
{
    for (int i = 0; i < GUARDED; i++)
        if (atomic_load(&guarded[i]) == path)
            atomic_store(&guarded[i], NULL);
}

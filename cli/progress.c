#include "progress.h"

#include <stdio.h>
#include <time.h>

#include "terminal.h"

/* Work that is shorter than this is not talked about. */
#define PATIENCE_MS 500
#define PAUSE_MS 100

static struct {
    bool wanted, visible;
    long long next_ms;
} progress;

static long long now_ms(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

bool progress_is_wanted(enum progress_mode mode)
{
    return mode == PROGRESS_ALWAYS || (mode == PROGRESS_AUTO && terminal_can_move(2));
}

void progress_begin(enum progress_mode mode)
{
    progress.wanted = progress_is_wanted(mode);
    progress.next_ms = now_ms() + PATIENCE_MS;
}

int progress_tell(void *user, size_t done, size_t total)
{
    long long now;

    (void)user;
    if (!progress.wanted || (now = now_ms()) < progress.next_ms)
        return 0;
    progress.next_ms = now + PAUSE_MS;
    progress.visible = true;
    if (total > 0)
        (void)fprintf(stderr, "\r\033[K%zu of %zu checked", done, total);
    else
        (void)fprintf(stderr, "\r\033[K%zu checked", done);
    (void)fflush(stderr);
    return 0;
}

void progress_clear(void)
{
    if (!progress.visible)
        return;
    progress.visible = false;
    (void)fprintf(stderr, "\r\033[K");
    (void)fflush(stderr);
}

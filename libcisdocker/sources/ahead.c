#include "sources/ahead.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <time.h>

/* How often somebody who waits looks whether the audit was cancelled. */
#define LOOK_MS 100

struct ahead {
    struct source source;
    struct source *inner;
    pthread_t thread;
    bool running;
    atomic_bool stop;         /* the inner source's cancelled flag */
    pthread_mutex_t lock;     /* for all below, and what the inner source says of itself */
    pthread_cond_t changed;
    struct subject *ring[AHEAD_MAX];
    size_t first, count;
    bool ended;
    struct fault end;
};

/* Copies what the inner source has come to know. */
static void mirror(struct ahead *ahead)
{
    ahead->source.engine = ahead->inner->engine;
    ahead->source.engine_version = ahead->inner->engine_version;
    ahead->source.host = ahead->inner->host;
    ahead->source.note = ahead->inner->note;
    ahead->source.total = ahead->inner->total;
}

/* Waits for a change, for a while. The lock is held. */
static void wait_a_while(struct ahead *ahead)
{
    struct timespec until;

    (void)clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += LOOK_MS * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    (void)pthread_cond_timedwait(&ahead->changed, &ahead->lock, &until);
}

/* Puts a subject at the end of the queue, or frees it when nobody wants it any more. */
static void put(struct ahead *ahead, struct subject *subject)
{
    (void)pthread_mutex_lock(&ahead->lock);
    while (ahead->count == AHEAD_MAX && !atomic_load(&ahead->stop))
        wait_a_while(ahead);
    if (ahead->count < AHEAD_MAX) {
        ahead->ring[(ahead->first + ahead->count++) % AHEAD_MAX] = subject;
        subject = NULL;
    }
    mirror(ahead);
    (void)pthread_cond_signal(&ahead->changed);
    (void)pthread_mutex_unlock(&ahead->lock);
    subject_free(subject);
}

static void *work(void *user)
{
    struct ahead *ahead = user;
    struct fault end = {.code = CISD_OK};
    struct subject *subject;

    while (ahead->inner->type->next(ahead->inner, &subject, &end) == CISD_OK && subject != NULL)
        put(ahead, subject);
    (void)pthread_mutex_lock(&ahead->lock);
    mirror(ahead);
    ahead->end = end;
    ahead->ended = true;
    (void)pthread_cond_signal(&ahead->changed);
    (void)pthread_mutex_unlock(&ahead->lock);
    return NULL;
}

static cisd_code ahead_next(struct source *source, struct subject **out, struct fault *fault)
{
    struct ahead *ahead = (struct ahead *)source;

    *out = NULL;
    (void)pthread_mutex_lock(&ahead->lock);
    while (ahead->count == 0 && !ahead->ended && !atomic_load(source->cancelled))
        wait_a_while(ahead);
    if (ahead->count > 0) {
        *out = ahead->ring[ahead->first];
        ahead->first = (ahead->first + 1) % AHEAD_MAX;
        ahead->count--;
        source->done++;
        (void)pthread_cond_signal(&ahead->changed);
    } else if (ahead->ended) {
        *fault = ahead->end;
    } else {
        (void)fault_set(fault, CISD_E_CANCELLED, "cancelled");
    }
    (void)pthread_mutex_unlock(&ahead->lock);
    return *out != NULL ? CISD_OK : fault->code;
}

static void ahead_close(struct source *source)
{
    struct ahead *ahead = (struct ahead *)source;
    struct memory memory = source->memory;

    if (ahead->running) {
        atomic_store(&ahead->stop, true);
        (void)pthread_cond_signal(&ahead->changed);
        (void)pthread_join(ahead->thread, NULL);
    }
    for (; ahead->count > 0; ahead->count--) {
        subject_free(ahead->ring[ahead->first]);
        ahead->first = (ahead->first + 1) % AHEAD_MAX;
    }
    ahead->inner->type->close(ahead->inner);
    (void)pthread_cond_destroy(&ahead->changed);
    (void)pthread_mutex_destroy(&ahead->lock);
    memory_free(&memory, ahead);
}

/* Signals are the business of the caller's threads: ours takes none. */
static int start_thread(struct ahead *ahead)
{
    sigset_t all, before;
    int status;

    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    status = pthread_create(&ahead->thread, NULL, work, ahead);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return status;
}

cisd_code ahead_open(struct source *inner, struct source **out, struct fault *fault)
{
    static const struct source_type type = {.next = ahead_next, .close = ahead_close};
    struct ahead *ahead = memory_zero(&inner->memory, sizeof *ahead);

    if (ahead == NULL) {
        inner->type->close(inner);
        return fault_no_memory(fault);
    }
    ahead->source = *inner;
    ahead->source.type = &type;
    ahead->inner = inner;
    atomic_init(&ahead->stop, false);
    inner->cancelled = &ahead->stop;
    (void)pthread_mutex_init(&ahead->lock, NULL);
    (void)pthread_cond_init(&ahead->changed, NULL);
    if (start_thread(ahead) != 0) {
        ahead_close(&ahead->source);
        return fault_set(fault, CISD_E_NO_MEMORY, "cannot start a thread");
    }
    ahead->running = true;
    *out = &ahead->source;
    return CISD_OK;
}

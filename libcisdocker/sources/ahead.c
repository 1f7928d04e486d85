#include "sources/ahead.h"

#include <signal.h>
#include <string.h>
#include <time.h>

/* How often somebody who waits looks whether the audit was cancelled. */
#define LOOK_MS 100

struct ahead {
    struct source source;
    struct source *inner;
    struct ahead_group *group;
    size_t number;            /* in the group */
    pthread_t thread;
    pthread_mutex_t lock;     /* for all below */
    pthread_cond_t changed;
    struct subject *ring[AHEAD_MAX];
    size_t first, count;
    bool ended;
    struct fault end;
};

/* A condition that is waited for by a clock that nobody sets. */
static void init_condition(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;

    (void)pthread_condattr_init(&attributes);
    (void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    (void)pthread_cond_init(condition, &attributes);
    (void)pthread_condattr_destroy(&attributes);
}

/* Waits for a change, for a while. The lock is held. */
static void wait_a_while(pthread_cond_t *changed, pthread_mutex_t *lock)
{
    struct timespec until;

    (void)clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += LOOK_MS * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    (void)pthread_cond_timedwait(changed, lock, &until);
}

void ahead_group_init(struct ahead_group *group)
{
    *group = (struct ahead_group){.most = AHEAD_MAX};
    (void)pthread_mutex_init(&group->lock, NULL);
    init_condition(&group->changed);
}

void ahead_group_destroy(struct ahead_group *group)
{
    (void)pthread_cond_destroy(&group->changed);
    (void)pthread_mutex_destroy(&group->lock);
}

static bool is_cancelled(const struct ahead *ahead)
{
    return atomic_load(ahead->source.cancelled);
}

/*
 * Waits until few enough work. Turns are in order: the one whose subjects are drawn now has come
 * first, so that it never waits for those behind it.
 */
static void wait_for_turn(struct ahead *ahead)
{
    struct ahead_group *group = ahead->group;

    (void)pthread_mutex_lock(&group->lock);
    while (ahead->number >= group->ended + AHEAD_WORKERS && !is_cancelled(ahead))
        wait_a_while(&group->changed, &group->lock);
    (void)pthread_mutex_unlock(&group->lock);
}

static void end_turn(struct ahead *ahead)
{
    (void)pthread_mutex_lock(&ahead->group->lock);
    ahead->group->ended++;
    (void)pthread_cond_broadcast(&ahead->group->changed);
    (void)pthread_mutex_unlock(&ahead->group->lock);
}

/* Puts a subject at the end of the queue, or frees it when nobody wants it any more. */
static void put(struct ahead *ahead, struct subject *subject)
{
    (void)pthread_mutex_lock(&ahead->lock);
    while (ahead->count >= ahead->group->most && !is_cancelled(ahead))
        wait_a_while(&ahead->changed, &ahead->lock);
    if (ahead->count < ahead->group->most) {
        ahead->ring[(ahead->first + ahead->count++) % AHEAD_MAX] = subject;
        subject = NULL;
    }
    (void)pthread_cond_signal(&ahead->changed);
    (void)pthread_mutex_unlock(&ahead->lock);
    subject_free(subject);
}

/* Says how it ended. */
static void put_end(struct ahead *ahead, const struct fault *end)
{
    (void)pthread_mutex_lock(&ahead->lock);
    ahead->end = *end;
    ahead->ended = true;
    (void)pthread_cond_signal(&ahead->changed);
    (void)pthread_mutex_unlock(&ahead->lock);
}

static void *work(void *user)
{
    struct ahead *ahead = user;
    struct source *inner = ahead->inner;
    struct fault end = {.code = CISD_OK};
    struct subject *subject;

    wait_for_turn(ahead);
    if (is_cancelled(ahead))
        (void)fault_set(&end, CISD_E_CANCELLED, "cancelled");
    else
        while (inner->type->next(inner, &subject, &end) == CISD_OK && subject != NULL) {
            atomic_store(&ahead->source.total, atomic_load(&inner->total));
            put(ahead, subject);
        }
    put_end(ahead, &end);
    end_turn(ahead);
    return NULL;
}

/* Takes over what the inner source knows of itself; once it has a subject, that stays so. */
static void take_names(struct ahead *ahead)
{
    ahead->source.engine = ahead->inner->engine;
    ahead->source.engine_version = ahead->inner->engine_version;
    ahead->source.host = ahead->inner->host;
}

static bool has_news(const struct ahead *ahead)
{
    return ahead->count > 0 || ahead->ended || is_cancelled(ahead);
}

/* Waits for a subject or the end, and looks up now and then. The lock is held. */
static cisd_code wait_for_news(struct ahead *ahead, struct fault *fault)
{
    const struct ahead_group *group = ahead->group;
    cisd_code code = CISD_OK;

    while (code == CISD_OK && !has_news(ahead)) {
        wait_a_while(&ahead->changed, &ahead->lock);
        if (has_news(ahead) || group->look == NULL)
            continue;
        (void)pthread_mutex_unlock(&ahead->lock);
        code = group->look(group->user, fault);
        (void)pthread_mutex_lock(&ahead->lock);
    }
    return code;
}

static cisd_code ahead_next(struct source *source, struct subject **out, struct fault *fault)
{
    struct ahead *ahead = (struct ahead *)source;

    *out = NULL;
    (void)pthread_mutex_lock(&ahead->lock);
    if (wait_for_news(ahead, fault) != CISD_OK) {
        (void)pthread_mutex_unlock(&ahead->lock);
        return fault->code;
    }
    if (ahead->count > 0) {
        *out = ahead->ring[ahead->first];
        ahead->first = (ahead->first + 1) % AHEAD_MAX;
        ahead->count--;
        source->done++;
        take_names(ahead);
        (void)pthread_cond_signal(&ahead->changed);
    } else if (ahead->ended) {
        take_names(ahead);
        source->note = ahead->inner->note;
        *fault = ahead->end;
    } else {
        (void)fault_set(fault, CISD_E_CANCELLED, "cancelled");
    }
    (void)pthread_mutex_unlock(&ahead->lock);
    return *out != NULL ? CISD_OK : fault->code;
}

/* What is left when no thread works any more. */
static void dispose(struct ahead *ahead)
{
    struct memory memory = ahead->source.memory;

    for (; ahead->count > 0; ahead->count--) {
        subject_free(ahead->ring[ahead->first]);
        ahead->first = (ahead->first + 1) % AHEAD_MAX;
    }
    (void)pthread_cond_destroy(&ahead->changed);
    (void)pthread_mutex_destroy(&ahead->lock);
    memory_free(&memory, ahead);
}

static void ahead_close(struct source *source)
{
    struct ahead *ahead = (struct ahead *)source;

    (void)pthread_join(ahead->thread, NULL);
    ahead->inner->type->close(ahead->inner);
    dispose(ahead);
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

static void set_up(struct ahead *ahead, struct ahead_group *group, struct source *inner)
{
    static const struct source_type type = {.next = ahead_next, .close = ahead_close};

    ahead->source.type = &type;
    ahead->source.memory = inner->memory;
    ahead->source.uri = inner->uri;
    ahead->source.live = inner->live;
    ahead->source.local = inner->local;
    ahead->source.cancelled = inner->cancelled;
    ahead->source.engine = ahead->source.engine_version = ahead->source.host = "";
    ahead->inner = inner;
    ahead->group = group;
    ahead->number = group->opened;
    (void)pthread_mutex_init(&ahead->lock, NULL);
    init_condition(&ahead->changed);
}

cisd_code ahead_open(struct ahead_group *group, struct source *inner, struct source **out,
                     struct fault *fault)
{
    struct ahead *ahead = memory_zero(&inner->memory, sizeof *ahead);

    if (ahead == NULL) {
        inner->type->close(inner);
        return fault_no_memory(fault);
    }
    set_up(ahead, group, inner);
    if (start_thread(ahead) != 0) {
        dispose(ahead);
        *out = inner;
        return CISD_OK;
    }
    group->opened++;
    *out = &ahead->source;
    return CISD_OK;
}

#include "pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

/* What is beyond waits. An audit that waits for JavaScript waits for nothing of this pool. */
#define THREADS_MAX 64

struct pool {
    napi_threadsafe_function deliver; /* brings a task back to the main thread */
    size_t under_way;                 /* main thread: tasks that have not come back */
    pthread_mutex_t mutex;            /* for all below */
    pthread_cond_t wanted;
    struct task *first, *last; /* who waits for a thread */
    struct task *running;
    size_t waiting, idle;
    bool ending;
    pthread_t threads[THREADS_MAX];
    size_t thread_count;
};

/* ---------------------------------------------------------------- lists */

static void append(struct pool *pool, struct task *task)
{
    task->next = NULL;
    if (pool->last != NULL)
        pool->last->next = task;
    else
        pool->first = task;
    pool->last = task;
    pool->waiting++;
}

static struct task *take_first(struct pool *pool)
{
    struct task *task = pool->first;

    if (task == NULL)
        return NULL;
    pool->first = task->next;
    if (pool->first == NULL)
        pool->last = NULL;
    pool->waiting--;
    return task;
}

static void begin_running(struct pool *pool, struct task *task)
{
    task->next = pool->running;
    pool->running = task;
}

static void end_running(struct pool *pool, const struct task *task)
{
    struct task **place = &pool->running;

    while (*place != task)
        place = &(*place)->next;
    *place = task->next;
}

/* ---------------------------------------------------------------- threads */

/* The next task, now running; NULL at the end of the pool. */
static struct task *next_task(struct pool *pool)
{
    struct task *task;

    (void)pthread_mutex_lock(&pool->mutex);
    while (pool->first == NULL && !pool->ending)
        (void)pthread_cond_wait(&pool->wanted, &pool->mutex);
    pool->idle--;
    task = take_first(pool);
    if (task != NULL)
        begin_running(pool, task);
    (void)pthread_mutex_unlock(&pool->mutex);
    return task;
}

/* A thread that has run its task is idle before anybody hears of it: the next one is for it. */
static void *work(void *user)
{
    struct pool *pool = user;
    struct task *task;

    while ((task = next_task(pool)) != NULL) {
        task->run(task);
        (void)pthread_mutex_lock(&pool->mutex);
        end_running(pool, task);
        pool->idle++;
        (void)pthread_mutex_unlock(&pool->mutex);
        (void)napi_call_threadsafe_function(pool->deliver, task, napi_tsfn_nonblocking);
    }
    return NULL;
}

/* Signals are the business of Node's threads: ours take none. */
static bool start_thread(struct pool *pool)
{
    sigset_t all, before;
    int status;

    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    status = pthread_create(&pool->threads[pool->thread_count], NULL, work, pool);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    pool->thread_count += status == 0;
    pool->idle += status == 0;
    return status == 0;
}

/* Whether somebody will run one more task. */
static bool is_manned(struct pool *pool)
{
    if (pool->ending)
        return false;
    if (pool->idle > pool->waiting || pool->thread_count == THREADS_MAX)
        return true;
    return start_thread(pool) || pool->thread_count > 0;
}

bool pool_run(napi_env env, struct pool *pool, struct task *task)
{
    bool manned;

    (void)pthread_mutex_lock(&pool->mutex);
    manned = is_manned(pool);
    if (manned)
        append(pool, task);
    (void)pthread_cond_signal(&pool->wanted);
    (void)pthread_mutex_unlock(&pool->mutex);
    /* Work under way keeps the process alive, a pool alone does not. */
    if (manned && pool->under_way++ == 0)
        (void)napi_ref_threadsafe_function(env, pool->deliver);
    return manned;
}

void pool_end(struct pool *pool)
{
    struct task *task;

    (void)pthread_mutex_lock(&pool->mutex);
    pool->ending = true;
    while ((task = take_first(pool)) != NULL)
        task_free(task);
    for (task = pool->running; task != NULL; task = task->next)
        task_stop(task);
    (void)pthread_cond_broadcast(&pool->wanted);
    (void)pthread_mutex_unlock(&pool->mutex);
    for (size_t i = 0; i < pool->thread_count; i++)
        (void)pthread_join(pool->threads[i], NULL);
    pool->thread_count = 0;
}

/* ---------------------------------------------------------------- the main thread */

/* Without an environment it is at its end: what could not be brought back is freed. */
static void deliver(napi_env env, napi_value function, void *context, void *data)
{
    struct pool *pool = context;
    struct task *task = data;

    (void)function;
    if (env == NULL) {
        task_free(task);
        return;
    }
    if (--pool->under_way == 0)
        (void)napi_unref_threadsafe_function(env, pool->deliver);
    task_complete(env, task);
}

static void end_with_environment(void *data)
{
    pool_end(data);
}

static void free_pool(napi_env env, void *data, void *hint)
{
    struct pool *pool = data;

    (void)env;
    (void)hint;
    (void)pthread_mutex_destroy(&pool->mutex);
    (void)pthread_cond_destroy(&pool->wanted);
    free(pool);
}

struct pool *pool_new(napi_env env)
{
    struct pool *pool = calloc(1, sizeof *pool);

    if (pool == NULL) {
        (void)napi_throw_error(env, NULL, "out of memory");
        return NULL;
    }
    (void)pthread_mutex_init(&pool->mutex, NULL);
    (void)pthread_cond_init(&pool->wanted, NULL);
    if (napi_create_threadsafe_function(env, NULL, NULL, text_value(env, "cisdocker"), 0, 1, pool,
                                        free_pool, pool, deliver, &pool->deliver) != napi_ok) {
        free_pool(env, pool, NULL);
        (void)napi_throw_error(env, NULL, "cannot make threads");
        return NULL;
    }
    (void)napi_unref_threadsafe_function(env, pool->deliver);
    /* Hooks run last first: the threads end before the function that they call goes. */
    (void)napi_add_env_cleanup_hook(env, end_with_environment, pool);
    return pool;
}

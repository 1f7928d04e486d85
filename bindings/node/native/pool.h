/*
 * The threads in which tasks work. They are our own: Node's are four, which serve all of its files
 * and names, and audits that wait for engines would keep them from everybody else; from the files,
 * too, that their own readers read.
 */
#ifndef CISDNODE_POOL_H
#define CISDNODE_POOL_H

#include "task.h"

struct pool;

/* Main thread: a pool that has no thread yet; NULL, and an exception, where it cannot be. */
struct pool *pool_new(napi_env env);

/* Main thread: has a task run, and completed on the main thread. False where no thread can be. */
bool pool_run(napi_env env, struct pool *pool, struct task *task);

/* Main thread: stops what is at work and waits for it. Nothing runs or is completed after. */
void pool_end(struct pool *pool);

#endif

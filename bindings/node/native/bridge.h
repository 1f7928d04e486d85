/*
 * Questions that work in another thread asks JavaScript: what a reader has, whether to go on. The
 * thread waits for the answer, which JavaScript may give later, as a promise would.
 */
#ifndef CISDNODE_BRIDGE_H
#define CISDNODE_BRIDGE_H

#include "value.h"

struct bridge;

/* A bridge to a function (which, first, second); NULL, and an exception, where it cannot be. */
struct bridge *bridge_new(napi_env env, napi_value function);

/* Main thread: no more questions; one that waits is answered with a failure. */
void bridge_close(struct bridge *bridge);

/* Main thread: closes, and frees as soon as the other thread is done with it. */
void bridge_release(struct bridge *bridge);

/* Main thread: whether the other thread waits for JavaScript. */
bool bridge_waits(const struct bridge *bridge);

/*
 * Other thread: asks, and waits. `buffer` of `size` bytes takes what the answer brings, *length
 * says how much. 0, or -1 where the answer is a failure.
 */
int bridge_ask(struct bridge *bridge, double which, double first, double second, void *buffer,
               size_t size, size_t *length);

/* Main thread: the answer. -1 for a failure; more data than there is room for is one. */
void bridge_answer(struct bridge *bridge, int status, const void *data, size_t length);

#endif

/* A very small engine in a thread of this process: answers GET requests from a table. */
#ifndef UNIT_TINY_ENGINE_H
#define UNIT_TINY_ENGINE_H

#include <pthread.h>
#include <stddef.h>

/* What to say to a request whose path ends like this. The first that fits is taken. */
struct tiny_answer {
    const char *path;  /* NULL ends the table: 404 */
    int status;        /* 0: says nothing and keeps the connection open */
    const char *body;
};

struct tiny_engine {
    char folder[64], uri[128];
    const struct tiny_answer *answers;
    int listener, wake[2];
    pthread_t thread;
};

/* A Docker Engine 20.10 with four containers: two that fail, one that passes, one that vanishes. */
extern const struct tiny_answer tiny_docker[];

/* A manager of a Swarm: two services, one of whose tasks lag behind, and one container. */
extern const struct tiny_answer tiny_manager[];

/* Starts it; uri is what to connect to. Ends the test program where it cannot. */
void tiny_engine_start(struct tiny_engine *engine, const struct tiny_answer *answers);

void tiny_engine_stop(struct tiny_engine *engine);

#endif

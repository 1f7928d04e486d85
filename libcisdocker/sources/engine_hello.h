/* The first words with an engine: who it is, and which version of its API to speak. */
#ifndef CISD_SOURCES_ENGINE_HELLO_H
#define CISD_SOURCES_ENGINE_HELLO_H

#include "facts/engine.h"
#include "facts/subject.h"
#include "ground/fault.h"
#include "ground/memory.h"
#include "sources/engine_answer.h"

/* The newest version of the Docker Engine API that this was written against. */
#define HELLO_API_MAJOR 1
#define HELLO_API_MINOR 51

/* What an engine is in a Swarm. */
enum engine_swarm {
    ENGINE_SWARM_UNKNOWN, /* it does not say */
    ENGINE_SWARM_NONE,
    ENGINE_SWARM_WORKER,
    ENGINE_SWARM_MANAGER,
    ENGINE_SWARM_TROUBLED /* locked, or not up yet, or failed */
};

struct engine_hello {
    struct engine_version version;
    cisd_fact on_linux;
    const char *version_text, *host;  /* in the pool; "" where not known */
    char api[16];                     /* "1.41" */
    enum engine_swarm swarm;
    const char *swarm_state;          /* the engine's word for it */
    size_t containers;                /* how many it says it has; 0 where it does not */
};

/* Asks /version. What it keeps is in the pool. */
cisd_code engine_hello_version(struct http *http, struct pool *pool, long timeout_ms,
                               struct engine_hello *hello, struct fault *fault);

/* What an engine says of itself. The texts are numbered as fields of the JSON reader. */
enum engine_word {
    WORD_API = 1,
    WORD_MIN_API,
    WORD_VERSION,
    WORD_OS,
    WORD_NAME,
    WORD_SWARM_STATE,
    WORD_TEXTS,
    WORD_SWARM_CONTROL = WORD_TEXTS, /* no text, nor is what follows */
    WORD_CONTAINERS
};

#define WORD_SIZE 256

/* They live from the question until its answer is taken. */
struct engine_words {
    char texts[WORD_TEXTS][WORD_SIZE];
    bool podman, controls;
    size_t containers;
    char path[32];
};

/* The question /info: the host's name and its part in a Swarm. */
struct engine_question engine_hello_info(struct engine_words *words, const char *api,
                                         long timeout_ms);

/* Takes what /info said. That it gave no answer is no fault. */
cisd_code engine_hello_take_info(const struct engine_words *words, const struct fault *trouble,
                                 struct pool *pool, struct engine_hello *hello,
                                 struct fault *fault);

#endif

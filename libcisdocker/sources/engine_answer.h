/* Small answers of an engine, read through the JSON reader. */
#ifndef CISD_SOURCES_ENGINE_ANSWER_H
#define CISD_SOURCES_ENGINE_ANSWER_H

#include "readers/http.h"
#include "readers/json.h"

struct engine_question {
    const char *path;
    enum json_shape shape;
    const struct json_place *places;
    json_handler *handler;
    http_header *header;   /* may be NULL */
    void *user;
    long timeout_ms;
    size_t body_limit;
    long *status;          /* what the HTTP status goes into; may be NULL */
};

/* Asks and reads. Another status than 200 is a fault. */
cisd_code engine_ask(struct http *http, const struct memory *memory,
                     const struct engine_question *question, struct fault *fault);

#define ENGINE_QUESTIONS 2

/*
 * Asks up to ENGINE_QUESTIONS at once: an engine takes its time over some. What is wrong with an
 * answer is in `troubles`, one for each; fails where nobody could go on.
 */
cisd_code engine_ask_all(struct http *http, const struct memory *memory,
                         const struct engine_question *questions, size_t count,
                         struct fault *troubles, struct fault *fault);

#endif

/* The containers that are listed, inspected: many requests at once, handed out in their order. */
#ifndef CISD_SOURCES_ENGINE_INSPECTS_H
#define CISD_SOURCES_ENGINE_INSPECTS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "ground/fault.h"
#include "ground/memory.h"
#include "readers/http.h"
#include "readers/json.h"
#include "sources/engine_hello.h"
#include "sources/engine_listing.h"
#include "sources/engine_time.h"
#include "sources/inspect_fields.h"

/* So many containers may be read ahead of the one whose turn it is. */
#define INSPECTS_WINDOW 64

struct engine_inspects;

/* A JSON parser, lent to a slot while its answer comes in. */
struct parser {
    struct json_reader *json;
    struct inspect inspect;
    struct slot *slot; /* NULL: free */
};

/* A container from the moment it is asked for until it is handed out. */
struct slot {
    struct engine_inspects *inspects;
    struct listed *listed;  /* NULL: free */
    struct http_request request;
    char path[128];
    struct parser *parser;  /* NULL: no request under way */
    struct subject *subject;
    bool ready;
};

struct engine_inspects {
    /* set by the owner, whose they stay */
    struct memory memory;
    struct http *http;
    const struct engine_hello *hello;
    struct engine_listing *listing;
    const struct engine_time *time;
    const struct label_keys *labels;
    const atomic_bool *cancelled;
    /* inside */
    size_t next_start, next_out; /* numbers of containers, in the order in which they come */
    struct slot slots[INSPECTS_WINDOW];
    struct parser parsers[HTTP_CONNECTIONS];
    int timeouts;                /* in a row */
    struct fault given_up;       /* why nothing more is asked; CISD_OK: it is */
};

/*
 * The next container, which becomes the caller's; NULL at the end, with the fault that says why
 * some were not asked for or not listed, if so.
 */
cisd_code engine_inspects_next(struct engine_inspects *inspects, struct subject **out,
                               struct fault *fault);

/* Frees what is inside, after the client was closed. */
void engine_inspects_free(struct engine_inspects *inspects);

#endif

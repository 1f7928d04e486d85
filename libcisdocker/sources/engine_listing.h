/*
 * Asks an engine for its list of containers, in two parts: the newest, and, while these are looked
 * at, all others. A part that is read faster than its containers are looked at has to wait, so that
 * memory does not grow with their number.
 */
#ifndef CISD_SOURCES_ENGINE_LISTING_H
#define CISD_SOURCES_ENGINE_LISTING_H

#include <stdbool.h>
#include <stddef.h>

#include "readers/http.h"
#include "sources/engine_answer.h"
#include "sources/engine_hello.h"
#include "sources/engine_list.h"
#include "sources/engine_time.h"

#define ENGINE_LIST_BODY ((size_t)256 << 20)

struct engine_listing {
    struct engine_list list;
    /* set by engine_listing_init */
    const struct engine_hello *hello;
    const struct engine_time *time;
    bool may_wait;               /* containers can be looked at while it does */
    /* inside */
    bool in_parts;               /* only the newest were asked for at first */
    bool again;                  /* and then for all: the last of the newest was gone */
    bool running;
    struct http_request request; /* for the others */
    struct json_reader *json;
    char path[192];
    struct fault trouble;        /* why the list is not whole; CISD_OK: it is, or may become so */
};

/* `hello` and `time` outlive the listing. */
void engine_listing_init(struct engine_listing *listing, const struct memory *memory,
                         const struct engine_hello *hello, const struct engine_time *time,
                         bool may_wait);

/* The question for the first part, whose answer goes into the list as it comes. */
struct engine_question engine_listing_newest(struct engine_listing *listing);

/* The first part is read: asks for the second, if there is one. */
cisd_code engine_listing_go_on(struct engine_listing *listing, struct http *http,
                               struct fault *fault);

/* To be called when a request is done: whether it is this one is looked at. */
cisd_code engine_listing_settle(struct engine_listing *listing, struct http *http,
                                struct fault *fault);

/* The next container, the caller's as of engine_list_take; NULL: none now. */
struct listed *engine_listing_take(struct engine_listing *listing, struct http *http);

/* It has to wait no longer: what is listed is not looked at any more. */
void engine_listing_hurry(struct engine_listing *listing, struct http *http);

/* Whether there may be more containers. */
bool engine_listing_has_more(const struct engine_listing *listing);

/* How many containers there are, as far as is known. */
size_t engine_listing_total(const struct engine_listing *listing);

/* After the client was closed. */
void engine_listing_free(struct engine_listing *listing);

#endif

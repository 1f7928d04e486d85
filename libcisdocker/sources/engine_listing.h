/*
 * Asks an engine for the list of its containers, which are looked at while it still comes. A list
 * that is read faster than its containers are looked at has to wait, so that memory does not grow with
 * their number.
 */
#ifndef CISD_SOURCES_ENGINE_LISTING_H
#define CISD_SOURCES_ENGINE_LISTING_H

#include <stdbool.h>
#include <stddef.h>

#include "readers/http.h"
#include "sources/engine_list.h"
#include "sources/engine_time.h"

struct engine_listing {
    /* set by the owner, whose they stay */
    struct http *http;
    const struct engine_time *time;
    bool may_wait;               /* its containers can be looked at while it does */
    /* inside */
    struct engine_list list;
    struct http_request request;
    struct json_reader *json;
    bool running;
    struct fault trouble;        /* why the list is not whole; CISD_OK: it is, or may become so */
};

cisd_code engine_listing_start(struct engine_listing *listing, const struct memory *memory,
                               struct fault *fault);

/* To be called after some work: looks whether the whole list has come. Fails for want of memory. */
cisd_code engine_listing_settle(struct engine_listing *listing, struct fault *fault);

/* The next container, the caller's as of engine_list_take; NULL: none now. */
struct listed *engine_listing_take(struct engine_listing *listing);

/* It has to wait no longer: what is listed is not looked at any more. */
void engine_listing_hurry(struct engine_listing *listing);

/* Whether there may be more containers. */
bool engine_listing_has_more(const struct engine_listing *listing);

/* After the client was closed. */
void engine_listing_free(struct engine_listing *listing);

#endif

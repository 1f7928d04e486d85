/*
 * HTTP GET over a unix socket, TCP, TLS or a program's stdin and stdout; several requests at once
 * over few connections. The only user of libcurl, with http_sockets and http_trouble. Follows no
 * redirect, takes no proxy, asks the environment for nothing.
 */
#ifndef CISD_READERS_HTTP_H
#define CISD_READERS_HTTP_H

#include <stdbool.h>
#include <stddef.h>

#include "ground/fault.h"
#include "ground/memory.h"
#include "readers/http_endpoint.h"

/* The most bytes of headers of one answer; of a body, what a step is. */
#define HTTP_HEADERS 65536
#define HTTP_STEP 16384

/* Takes a part of a body. Another result than CISD_OK ends the request. */
typedef cisd_code http_body(void *user, const char *data, size_t length, struct fault *fault);

/* A header of the answer; `value` without blanks around it. */
typedef void http_header(void *user, const char *name, size_t name_length, const char *value,
                         size_t value_length);

struct http_request {
    /* in */
    const char *path;      /* with its leading slash; stays valid until the request is done */
    long timeout_ms;       /* for the whole answer */
    long step_ms;          /* for each HTTP_STEP bytes that are waited for; 0: any time */
    size_t body_limit;
    http_body *body;       /* called for a body with status 200 only */
    http_header *header;   /* may be NULL */
    void *user;
    bool held;             /* set in `body`: no more of it, until http_release() */
    /* out */
    bool done;
    long status;           /* 0 where there was no answer */
    struct fault fault;    /* CISD_OK where the whole answer came */
    /* inside */
    size_t body_bytes, header_bytes;
};

struct http;

/* A client for an endpoint with at most so many connections. Connects when it is asked to. */
cisd_code http_open(const struct memory *memory, const struct http_endpoint *endpoint,
                    unsigned connections, struct http **out, struct fault *fault);

/* Drops every connection and request. */
void http_close(struct http *http);

/* Whether a host is spoken to without TLS. */
bool http_is_plain(const struct http *http);

/* Whether another request can be started now. */
bool http_has_room(const struct http *http);

/* Starts a request; there must be room. The request stays the caller's, at its place. */
cisd_code http_start(struct http *http, struct http_request *request, struct fault *fault);

/*
 * Works until at least one request is done or a part of an answer has come, or for some
 * milliseconds. Says through *worked whether any is done.
 */
cisd_code http_work(struct http *http, int milliseconds, bool *worked, struct fault *fault);

/* Goes on with a request that was held. */
void http_release(struct http *http, struct http_request *request);

/*
 * Starts some requests, as many at once as there is room for, and works until they are done; what
 * they say is in them. They are dropped where the work cannot go on or is cancelled.
 */
cisd_code http_get(struct http *http, struct http_request *requests, size_t count,
                   struct fault *fault);

#endif

/* Why a request failed, in words for people: what libcurl and TLS say, put plainly. */
#ifndef CISD_READERS_HTTP_TROUBLE_H
#define CISD_READERS_HTTP_TROUBLE_H

#include <curl/curl.h>
#include <stddef.h>

#include "ground/fault.h"
#include "readers/http_endpoint.h"

/* The most that libcurl waits for a connection. */
#define HTTP_CONNECT_MS 10000L

struct http_trouble {
    CURLcode code;
    CURL *easy;
    const struct http_endpoint *endpoint;
    long timeout_ms;
    size_t header_bytes;      /* of the answer, so far */
    const char *said;         /* libcurl's words; may be "" */
    const char *complaint;    /* the last words of the endpoint's program; may be "" */
};

void http_trouble_explain(const struct http_trouble *trouble, struct fault *fault);

#endif

/* What an HTTP client's bytes go through: sockets, programs, TLS, as libcurl is told of them. */
#ifndef CISD_READERS_HTTP_SOCKETS_H
#define CISD_READERS_HTTP_SOCKETS_H

#include <curl/curl.h>

#include "ground/fault.h"
#include "readers/dialer.h"
#include "readers/http_endpoint.h"

/* Those of one client. All zero but for the endpoint; stays at its place. */
struct http_sockets {
    const struct http_endpoint *endpoint;
    struct dialer dialers[HTTP_CONNECTIONS];
    struct fault not_opened;      /* why there is no connection */
    char complaint[DIALER_SAYS];  /* of the dialer that ended last */
};

/* Whether the endpoint's files can be read: libcurl would not say which cannot, and why. */
cisd_code http_sockets_check(const struct http_endpoint *endpoint, struct fault *fault);

/* Has a handle go through them. */
CURLcode http_sockets_set_up(struct http_sockets *sockets, CURL *easy);

/* Starts the programs of those that have connected by now. */
void http_sockets_start(struct http_sockets *sockets);

#endif

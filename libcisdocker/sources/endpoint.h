/* An engine's address, as the docker command writes it, turned into an endpoint. */
#ifndef CISD_SOURCES_ENDPOINT_H
#define CISD_SOURCES_ENDPOINT_H

#include "ground/fault.h"
#include "ground/memory.h"
#include "readers/http.h"

/* "unix:///path", "tcp://host[:port]", "ssh://[user@]host[:port][/path]". Strings in the pool. */
cisd_code endpoint_parse(struct pool *pool, const char *uri, const cisd_engine_options *options,
                         struct http_endpoint *endpoint, struct fault *fault);

#endif

/* An engine's address, as the docker command writes it, turned into an endpoint. */
#ifndef CISD_SOURCES_ENDPOINT_H
#define CISD_SOURCES_ENDPOINT_H

#include "ground/fault.h"
#include "ground/memory.h"
#include "readers/http.h"

/*
 * "unix:///path", "tcp://host[:port][/path]", "host:port", "ssh://[user@]host[:port][/path]"; what
 * is left open is as the docker command has it. Strings in the pool; the options' and `uri` stay
 * where they are.
 */
cisd_code endpoint_parse(struct pool *pool, const char *uri, const cisd_engine_options *options,
                         struct http_endpoint *endpoint, struct fault *fault);

#endif

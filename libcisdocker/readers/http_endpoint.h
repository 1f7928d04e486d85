/* Where an HTTP client connects to, and how. */
#ifndef CISD_READERS_HTTP_ENDPOINT_H
#define CISD_READERS_HTTP_ENDPOINT_H

#include <stdatomic.h>

/* The most connections of a client, and so the most requests under way at once. */
#define HTTP_CONNECTIONS 16

/* Where to. One of the first three is set. The strings stay the caller's while the client lives. */
struct http_endpoint {
    const char *socket_path;
    const char *base;                /* "http://host:port" or "https://host:port" */
    const char *const *program;      /* argv, the first one a path */
    const char *const *environment;  /* of the program */
    const char *name;                /* in messages */
    /* For https: files in PEM. Each may be NULL. */
    const char *authority, *certificate, *key;
    const atomic_bool *cancelled;    /* looked at while waiting; may be NULL */
};

#endif

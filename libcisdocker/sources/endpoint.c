#include "sources/endpoint.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define SSH_PROGRAM "/usr/bin/ssh"

/* Ports that engines listen on, without and with TLS. */
#define PORT_PLAIN "2375"
#define PORT_TLS "2376"

/* The parts of what stands behind the scheme; each may be empty. */
struct address {
    char *user, *host, *port, *path;
};

static bool has_tls(const cisd_engine_options *options)
{
    return options->tls_authority != NULL || options->tls_certificate != NULL ||
           options->tls_key != NULL;
}

/* Cuts "[user@]host[:port][/path]" in place; an IPv6 host stands in brackets. */
static void split(char *text, struct address *address)
{
    char *slash = strchr(text, '/'), *at, *colon;

    *address = (struct address){.user = text + strlen(text), .port = text + strlen(text)};
    address->path = slash != NULL ? slash + 1 : text + strlen(text);
    if (slash != NULL)
        *slash = '\0';
    at = strrchr(text, '@');
    if (at != NULL) {
        *at = '\0';
        address->user = text;
        text = at + 1;
    }
    address->host = text;
    colon = strrchr(text, ':');
    if (colon != NULL && strchr(colon, ']') == NULL) {
        *colon = '\0';
        address->port = colon + 1;
    }
}

/* What may stand in a name or a number here; nothing that a shell or an option parser reads. */
static bool is_plain(const char *text, bool host)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-[]:/";

    return strspn(text, letters) == strlen(text) && text[0] != '-' &&
           (!host || text[0] != '\0');
}

static bool is_port(const char *text)
{
    return strspn(text, "0123456789") == strlen(text) && strlen(text) <= 5;
}

static char *format(struct pool *pool, const char *pattern, const char *one, const char *two,
                    const char *three)
{
    size_t size = strlen(pattern) + strlen(one) + strlen(two) + strlen(three) + 1;
    char *text = pool_alloc(pool, size);

    if (text != NULL)
        (void)snprintf(text, size, "%s%s%s%s", pattern, one, two, three);
    return text;
}

static cisd_code parse_tcp(struct pool *pool, const struct address *address,
                           const cisd_engine_options *options, struct http_endpoint *endpoint,
                           struct fault *fault)
{
    bool tls = has_tls(options);
    const char *port = address->port[0] != '\0' ? address->port : tls ? PORT_TLS : PORT_PLAIN;

    endpoint->base = format(pool, tls ? "https://" : "http://", address->host, ":", port);
    endpoint->authority = options->tls_authority;
    endpoint->certificate = options->tls_certificate;
    endpoint->key = options->tls_key;
    return endpoint->base != NULL ? CISD_OK : fault_no_memory(fault);
}

/* The words that let the docker command of the other host lend us its socket. */
static cisd_code parse_ssh(struct pool *pool, const struct address *address,
                           const cisd_engine_options *options, struct http_endpoint *endpoint,
                           struct fault *fault)
{
    const char **words = pool_alloc(pool, 16 * sizeof *words);
    size_t count = 0;

    if (words == NULL)
        return fault_no_memory(fault);
    words[count++] = options->ssh_program != NULL ? options->ssh_program : SSH_PROGRAM;
    words[count++] = "-T";
    words[count++] = "-o";
    words[count++] = "ConnectTimeout=10";
    if (address->user[0] != '\0') {
        words[count++] = "-l";
        words[count++] = address->user;
    }
    if (address->port[0] != '\0') {
        words[count++] = "-p";
        words[count++] = address->port;
    }
    words[count++] = "--";
    words[count++] = address->host;
    words[count++] = "docker";
    if (address->path[0] != '\0') {
        words[count++] = "--host";
        words[count] = format(pool, "unix:///", address->path, "", "");
        if (words[count++] == NULL)
            return fault_no_memory(fault);
    }
    words[count++] = "system";
    words[count++] = "dial-stdio";
    words[count] = NULL;
    endpoint->program = words;
    endpoint->environment = options->ssh_environment;
    return CISD_OK;
}

cisd_code endpoint_parse(struct pool *pool, const char *uri, const cisd_engine_options *options,
                         struct http_endpoint *endpoint, struct fault *fault)
{
    struct address address;
    bool ssh = strncmp(uri, "ssh://", 6) == 0;
    char *text = pool_copy(pool, uri, strlen(uri));

    memset(endpoint, 0, sizeof *endpoint);
    if (text == NULL)
        return fault_no_memory(fault);
    endpoint->name = uri;
    if (strncmp(uri, "unix:///", 8) == 0) {
        endpoint->name = endpoint->socket_path = text + 7;
        return CISD_OK;
    }
    if (!ssh && strncmp(uri, "tcp://", 6) != 0)
        return fault_set(fault, CISD_E_UNSUPPORTED,
                         "cannot use '%s': an engine is named as unix:///path, tcp://host:port or "
                         "ssh://user@host", uri);
    split(text + 6, &address);
    if (!is_plain(address.host, true) || !is_plain(address.user, false) ||
        !is_plain(address.path, false) || !is_port(address.port) ||
        (!ssh && (address.user[0] != '\0' || address.path[0] != '\0')))
        return fault_set(fault, CISD_E_ARGUMENT, "'%s' is not a valid address of an engine", uri);
    if (ssh)
        return parse_ssh(pool, &address, options, endpoint, fault);
    return parse_tcp(pool, &address, options, endpoint, fault);
}

#include "sources/endpoint.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define SSH_PROGRAM "/usr/bin/ssh"

/* What the docker command takes where an address leaves a part open. */
#define USUAL_SOCKET "/var/run/docker.sock"
#define USUAL_HOST "localhost"
#define PORT_PLAIN "2375"
#define PORT_TLS "2376"

/* The most words that ssh is given, its own name and the NULL at the end included. */
#define SSH_WORDS 17

/* What a socket's path may have at most: sun_path's size, with its NUL. */
#define SOCKET_PATH_SIZE 108

/* Longer addresses of hosts are refused. */
#define ADDRESS_MAX 300

/* The parts of what stands behind the scheme; each may be empty. The path has no first slash. */
struct address {
    char *user, *host, *port, *path;
    bool in_brackets; /* an IPv6 host */
};

static bool has_tls(const cisd_engine_options *options)
{
    return options->tls_authority != NULL || options->tls_certificate != NULL ||
           options->tls_key != NULL;
}

/* Takes an IPv6 host out of its brackets; what stands behind them is left. NULL: no such host. */
static char *open_brackets(char *text, struct address *address)
{
    char *end = strchr(text, ']');

    if (end == NULL)
        return NULL;
    *end = '\0';
    address->host = text + 1;
    address->in_brackets = true;
    return end + 1;
}

/* Cuts "[user@]host[:port][/path]" in place. False where that cannot be. */
static bool split(char *text, struct address *address)
{
    char *end = text + strlen(text), *slash = strchr(text, '/'), *at;

    *address = (struct address){.user = end, .port = end, .path = end};
    if (slash != NULL) {
        address->path = slash + 1;
        *slash = '\0';
    }
    at = strrchr(text, '@');
    if (at != NULL) {
        *at = '\0';
        address->user = text;
        text = at + 1;
    }
    address->host = text;
    if (text[0] == '[')
        text = open_brackets(text, address);
    else
        text += strcspn(text, ":");
    if (text == NULL || (text[0] != '\0' && text[0] != ':'))
        return false;
    if (text[0] == ':') {
        *text = '\0';
        address->port = text + 1;
    }
    return true;
}

/* Whether a text has these characters only, none of which a shell reads; and is no option. */
static bool is_plain(const char *text, const char *more)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

    if (text[0] == '-')
        return false;
    while (*text != '\0' && (strchr(letters, *text) != NULL || strchr(more, *text) != NULL))
        text++;
    return *text == '\0';
}

static bool is_port(const char *text)
{
    unsigned long number = 0;

    if (strlen(text) > 5 || strspn(text, "0123456789") != strlen(text))
        return false;
    for (const char *digit = text; *digit != '\0'; digit++)
        number = number * 10 + (unsigned long)(*digit - '0');
    return text[0] == '\0' || (number > 0 && number < 65536);
}

static bool is_valid(const struct address *address)
{
    return is_plain(address->host, address->in_brackets ? ":" : "") &&
           is_plain(address->user, "") && is_plain(address->path, "/") &&
           is_port(address->port) && !(address->in_brackets && address->host[0] == '\0');
}

/* Up to four texts, one after another. */
static char *join(struct pool *pool, const char *one, const char *two, const char *three,
                  const char *four)
{
    size_t size = strlen(one) + strlen(two) + strlen(three) + strlen(four) + 1;
    char *text = pool_alloc(pool, size);

    if (text != NULL)
        (void)snprintf(text, size, "%s%s%s%s", one, two, three, four);
    return text;
}

static cisd_code parse_unix(const char *path, struct http_endpoint *endpoint, struct fault *fault)
{
    if (path[0] == '\0')
        path = USUAL_SOCKET;
    if (path[0] != '/')
        return fault_set(fault, CISD_E_ARGUMENT,
                         "cannot use 'unix://%s': the path of a socket begins with a slash", path);
    if (strlen(path) >= SOCKET_PATH_SIZE)
        return fault_set(fault, CISD_E_ARGUMENT,
                         "cannot use 'unix://%s': the path is longer than %d bytes", path,
                         SOCKET_PATH_SIZE - 1);
    endpoint->name = endpoint->socket_path = path;
    return CISD_OK;
}

static const char *usual_port(const struct address *address, bool tls)
{
    if (address->port[0] != '\0')
        return address->port;
    return tls ? PORT_TLS : PORT_PLAIN;
}

/* "http://host:port/path"; an IPv6 host goes back into its brackets. */
static cisd_code parse_tcp(struct pool *pool, const struct address *address,
                           const cisd_engine_options *options, struct http_endpoint *endpoint,
                           struct fault *fault)
{
    bool tls = has_tls(options), ipv6 = address->in_brackets;
    const char *host = address->host[0] != '\0' ? address->host : USUAL_HOST;
    char *path = address->path + strlen(address->path);
    const char *place, *base;

    /* What comes behind begins with a slash of its own. */
    while (path > address->path && path[-1] == '/')
        *--path = '\0';
    place = join(pool, ipv6 ? "[" : "", host, ipv6 ? "]:" : ":", usual_port(address, tls));
    if (place == NULL)
        return fault_no_memory(fault);
    base = join(pool, tls ? "https://" : "http://", place, address->path[0] != '\0' ? "/" : "",
                address->path);
    if (base == NULL)
        return fault_no_memory(fault);
    endpoint->base = base;
    endpoint->authority = options->tls_authority;
    endpoint->certificate = options->tls_certificate;
    endpoint->key = options->tls_key;
    return CISD_OK;
}

/* An option with its value, where there is a value. */
static size_t add_option(const char **words, size_t count, const char *option, const char *value)
{
    if (value[0] == '\0')
        return count;
    words[count++] = option;
    words[count++] = value;
    return count;
}

/* The words that let the docker command of the other host lend us its socket. */
static cisd_code parse_ssh(struct pool *pool, const struct address *address,
                           const cisd_engine_options *options, struct http_endpoint *endpoint,
                           struct fault *fault)
{
    const char **words = pool_alloc(pool, SSH_WORDS * sizeof *words);
    const char *path = join(pool, "unix:///", address->path, "", "");
    size_t count = 0;

    if (words == NULL || path == NULL)
        return fault_no_memory(fault);
    words[count++] = options->ssh_program != NULL ? options->ssh_program : SSH_PROGRAM;
    words[count++] = "-T";
    count = add_option(words, count, "-o", "ConnectTimeout=20");
    count = add_option(words, count, "-l", address->user);
    count = add_option(words, count, "-p", address->port);
    words[count++] = "--";
    words[count++] = address->host;
    words[count++] = "docker";
    count = add_option(words, count, "--host", address->path[0] != '\0' ? path : "");
    words[count++] = "system";
    words[count++] = "dial-stdio";
    words[count] = NULL;
    endpoint->program = words;
    endpoint->environment = options->ssh_environment;
    return CISD_OK;
}

/* How much of an address is before a password in it, and what comes behind it. */
static int before_password(const char *uri, const char **behind)
{
    const char *scheme = strstr(uri, "://"), *at = strrchr(uri, '@'), *colon;
    const char *begin = scheme != NULL ? scheme + 3 : uri;

    *behind = "";
    if (at == NULL || at < begin)
        return (int)strlen(uri);
    colon = memchr(begin, ':', (size_t)(at - begin));
    if (colon == NULL)
        return (int)strlen(uri);
    *behind = at;
    return (int)(colon + 1 - uri);
}

/* Refuses an address without showing a password. */
static cisd_code refuse(struct fault *fault, cisd_code code, const char *uri, const char *why)
{
    const char *behind;
    int length = before_password(uri, &behind);

    return fault_set(fault, code, "cannot use '%.*s%s%s': %s", length, uri,
                     behind[0] != '\0' ? "***" : "", behind, why);
}

static cisd_code parse_remote(struct pool *pool, const char *uri, char *text, bool ssh,
                              const cisd_engine_options *options, struct http_endpoint *endpoint,
                              struct fault *fault)
{
    struct address address;

    if (strlen(uri) > ADDRESS_MAX || !split(text, &address) || !is_valid(&address) ||
        (ssh ? address.host[0] == '\0' : address.user[0] != '\0'))
        return refuse(fault, CISD_E_ARGUMENT, uri, "it is no valid address of an engine");
    if (ssh)
        return parse_ssh(pool, &address, options, endpoint, fault);
    return parse_tcp(pool, &address, options, endpoint, fault);
}

cisd_code endpoint_parse(struct pool *pool, const char *uri, const cisd_engine_options *options,
                         struct http_endpoint *endpoint, struct fault *fault)
{
    char *text = pool_copy(pool, uri, strlen(uri));

    memset(endpoint, 0, sizeof *endpoint);
    if (text == NULL)
        return fault_no_memory(fault);
    endpoint->name = uri;
    if (strncmp(uri, "unix://", 7) == 0)
        return parse_unix(text + 7, endpoint, fault);
    if (strncmp(uri, "ssh://", 6) == 0)
        return parse_remote(pool, uri, text + 6, true, options, endpoint, fault);
    if (strncmp(uri, "tcp://", 6) == 0)
        return parse_remote(pool, uri, text + 6, false, options, endpoint, fault);
    /* The docker command takes "host:port" too; a path is more likely to be a slip. */
    if (strstr(uri, "://") == NULL && uri[0] != '\0' && strchr(uri, '/') == NULL)
        return parse_remote(pool, uri, text, false, options, endpoint, fault);
    return refuse(fault, CISD_E_UNSUPPORTED, uri,
                  "an engine is named as unix:///path, tcp://host:port or ssh://user@host");
}

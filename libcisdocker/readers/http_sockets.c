#include "readers/http_sockets.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "readers/file.h"

/* A socket that no program inherits; libcurl would not say why there is none. */
static curl_socket_t on_plain_socket(void *user, curlsocktype purpose,
                                     struct curl_sockaddr *address)
{
    struct http_sockets *sockets = user;
    int made = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);

    (void)purpose;
    fault_clear(&sockets->not_opened);
    if (made < 0)
        (void)fault_errno(&sockets->not_opened, errno, "cannot make a socket");
    return made;
}

/* The first dialer that is free; NULL if none is. */
static struct dialer *free_dialer(struct http_sockets *sockets)
{
    for (unsigned i = 0; i < HTTP_CONNECTIONS; i++)
        if (!sockets->dialers[i].in_use)
            return &sockets->dialers[i];
    return NULL;
}

/* Has curl connect to where we listen; what it is given as the address has room for any. */
static curl_socket_t on_open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct http_sockets *sockets = user;
    struct dialer *dialer = free_dialer(sockets);
    struct sockaddr_in place;

    (void)purpose;
    fault_clear(&sockets->not_opened);
    sockets->complaint[0] = '\0';
    if (dialer == NULL || dialer_open(dialer, &place, &sockets->not_opened) != CISD_OK)
        return CURL_SOCKET_BAD;
    memcpy(&address->addr, &place, sizeof place);
    address->addrlen = sizeof place;
    return dialer->socket;
}

void http_sockets_start(struct http_sockets *sockets)
{
    for (unsigned i = 0; i < HTTP_CONNECTIONS; i++) {
        struct dialer *dialer = &sockets->dialers[i];

        if (dialer->in_use && dialer->listener >= 0)
            (void)dialer_start(dialer, sockets->endpoint->program,
                               sockets->endpoint->environment, &sockets->not_opened);
    }
}

static int on_close_socket(void *user, curl_socket_t socket)
{
    struct http_sockets *sockets = user;

    for (unsigned i = 0; i < HTTP_CONNECTIONS; i++)
        if (sockets->dialers[i].in_use && sockets->dialers[i].socket == socket) {
            dialer_stop(&sockets->dialers[i], sockets->complaint);
            return 0;
        }
    return close(socket);
}

/* Only where all before went well. */
#define SET(option, value) (code = code != CURLE_OK ? code : curl_easy_setopt(easy, option, value))

/* curl takes the program for a unix socket. */
static CURLcode set_up_program(CURL *easy, struct http_sockets *sockets)
{
    CURLcode code = CURLE_OK;

    SET(CURLOPT_UNIX_SOCKET_PATH, "/");
    SET(CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
    SET(CURLOPT_OPENSOCKETDATA, sockets);
    SET(CURLOPT_CLOSESOCKETFUNCTION, on_close_socket);
    SET(CURLOPT_CLOSESOCKETDATA, sockets);
    return code;
}

/*
 * Where an authority is named, it alone is trusted: not the folder of those that browsers trust,
 * which libcurl would look into as well. An encrypted key is refused, nobody is asked for a
 * passphrase.
 */
static CURLcode set_up_tls(CURL *easy, const struct http_endpoint *endpoint)
{
    CURLcode code = CURLE_OK;

    SET(CURLOPT_SSL_VERIFYPEER, 1L);
    SET(CURLOPT_SSL_VERIFYHOST, 2L);
    SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    SET(CURLOPT_KEYPASSWD, "");
    if (endpoint->authority != NULL) {
        SET(CURLOPT_CAINFO, endpoint->authority);
        /* A libcurl that knows no such folder refuses the option, and has none. */
        (void)curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
    }
    if (endpoint->certificate != NULL)
        SET(CURLOPT_SSLCERT, endpoint->certificate);
    if (endpoint->key != NULL)
        SET(CURLOPT_SSLKEY, endpoint->key);
    return code;
}

CURLcode http_sockets_set_up(struct http_sockets *sockets, CURL *easy)
{
    CURLcode code = CURLE_OK;

    if (sockets->endpoint->program != NULL)
        return set_up_program(easy, sockets);
    SET(CURLOPT_OPENSOCKETFUNCTION, on_plain_socket);
    SET(CURLOPT_OPENSOCKETDATA, sockets);
    if (code == CURLE_OK && sockets->endpoint->socket_path == NULL)
        return set_up_tls(easy, sockets->endpoint);
    SET(CURLOPT_UNIX_SOCKET_PATH, sockets->endpoint->socket_path);
    return code;
}

cisd_code http_sockets_check(const struct http_endpoint *endpoint, struct fault *fault)
{
    const char *const paths[] = {endpoint->authority, endpoint->certificate, endpoint->key};

    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        if (paths[i] != NULL && file_check_readable(paths[i], fault) != CISD_OK)
            return fault->code;
    return CISD_OK;
}

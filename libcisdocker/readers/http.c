#include "readers/http.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Time to connect: a socket of this machine answers at once or not at all. */
#define CONNECT_MS 10000L

#define URL_BASE "http://engine"
#define URL_SIZE 512

/* An easy handle, kept for reuse with its connection. */
struct transfer {
    CURL *easy;
    struct http *http;
    struct http_request *request; /* NULL: free */
    char error[CURL_ERROR_SIZE];
};

struct http {
    struct memory memory;
    CURLM *multi;
    char *socket_path;
    unsigned connections, busy;
    struct transfer transfers[HTTP_CONNECTIONS];
};

static size_t on_body(char *data, size_t size, size_t count, void *user)
{
    struct transfer *transfer = user;
    struct http_request *request = transfer->request;
    size_t length = size * count;
    long status = 0;

    request->body_bytes += length;
    if (request->body_bytes > request->body_limit) {
        fault_set(&request->fault, CISD_E_LIMIT, "the answer is larger than %zu bytes",
                  request->body_limit);
        return 0;
    }
    (void)curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200)
        return length;
    return request->body(request->user, data, length, &request->fault) == CISD_OK ? length : 0;
}

static void split_header(const struct http_request *request, const char *line, size_t length)
{
    const char *colon = memchr(line, ':', length);
    const char *value, *end = line + length;

    if (colon == NULL || request->header == NULL)
        return;
    for (value = colon + 1; value < end && (*value == ' ' || *value == '\t'); value++)
        continue;
    while (end > value && (end[-1] == '\r' || end[-1] == '\n' || end[-1] == ' '))
        end--;
    request->header(request->user, line, (size_t)(colon - line), value, (size_t)(end - value));
}

static size_t on_header(char *line, size_t size, size_t count, void *user)
{
    struct transfer *transfer = user;
    struct http_request *request = transfer->request;
    size_t length = size * count;

    request->header_bytes += length;
    if (request->header_bytes > HTTP_HEADERS) {
        fault_set(&request->fault, CISD_E_LIMIT, "the answer has more than %d bytes of headers",
                  HTTP_HEADERS);
        return 0;
    }
    split_header(request, line, length);
    return length;
}

/* Options that hold for every request of a transfer. */
static CURLcode set_up(struct transfer *transfer)
{
    CURL *easy = transfer->easy;
    CURLcode code = CURLE_OK;

#define SET(option, value) (code = code != CURLE_OK ? code : curl_easy_setopt(easy, option, value))
    SET(CURLOPT_UNIX_SOCKET_PATH, transfer->http->socket_path);
    SET(CURLOPT_PROTOCOLS_STR, "http");
    SET(CURLOPT_PROXY, "");
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_FOLLOWLOCATION, 0L);
    SET(CURLOPT_HTTP09_ALLOWED, 0L);
    SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    SET(CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS);
    SET(CURLOPT_BUFFERSIZE, 16384L);
    SET(CURLOPT_ERRORBUFFER, transfer->error);
    SET(CURLOPT_WRITEFUNCTION, on_body);
    SET(CURLOPT_WRITEDATA, transfer);
    SET(CURLOPT_HEADERFUNCTION, on_header);
    SET(CURLOPT_HEADERDATA, transfer);
    SET(CURLOPT_PRIVATE, transfer);
#undef SET
    return code;
}

cisd_code http_open(const struct memory *memory, const struct http_endpoint *endpoint,
                    unsigned connections, struct http **out, struct fault *fault)
{
    struct http *http = memory_zero(memory, sizeof *http);

    if (http == NULL)
        return fault_no_memory(fault);
    http->memory = *memory;
    http->connections = connections;
    http->socket_path = memory_copy(memory, endpoint->socket_path, strlen(endpoint->socket_path));
    http->multi = curl_multi_init();
    if (http->multi == NULL || http->socket_path == NULL) {
        http_close(http);
        return fault_no_memory(fault);
    }
    (void)curl_multi_setopt(http->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)connections);
    (void)curl_multi_setopt(http->multi, CURLMOPT_MAXCONNECTS, (long)connections);
    *out = http;
    return CISD_OK;
}

void http_close(struct http *http)
{
    if (http == NULL)
        return;
    for (unsigned i = 0; i < HTTP_CONNECTIONS; i++) {
        struct transfer *transfer = &http->transfers[i];

        if (transfer->request != NULL)
            (void)curl_multi_remove_handle(http->multi, transfer->easy);
        if (transfer->easy != NULL)
            curl_easy_cleanup(transfer->easy);
    }
    if (http->multi != NULL)
        (void)curl_multi_cleanup(http->multi);
    memory_free(&http->memory, http->socket_path);
    memory_free(&http->memory, http);
}

bool http_has_room(const struct http *http)
{
    return http->busy < http->connections;
}

/* A free transfer, made when it is first needed; NULL if there is no memory. */
static struct transfer *free_transfer(struct http *http)
{
    struct transfer *transfer = http->transfers;

    while (transfer->request != NULL)
        transfer++;
    if (transfer->easy != NULL)
        return transfer;
    transfer->http = http;
    transfer->easy = curl_easy_init();
    if (transfer->easy != NULL && set_up(transfer) == CURLE_OK)
        return transfer;
    curl_easy_cleanup(transfer->easy);
    transfer->easy = NULL;
    return NULL;
}

cisd_code http_start(struct http *http, struct http_request *request, struct fault *fault)
{
    struct transfer *transfer = free_transfer(http);
    char url[URL_SIZE];

    if (transfer == NULL)
        return fault_no_memory(fault);
    if ((size_t)snprintf(url, sizeof url, "%s%s", URL_BASE, request->path) >= sizeof url)
        return fault_set(fault, CISD_E_INTERNAL, "the path '%s' is too long", request->path);
    if (curl_easy_setopt(transfer->easy, CURLOPT_URL, url) != CURLE_OK ||
        curl_easy_setopt(transfer->easy, CURLOPT_TIMEOUT_MS, request->timeout_ms) != CURLE_OK)
        return fault_no_memory(fault);
    transfer->request = request;
    transfer->error[0] = '\0';
    request->done = false;
    request->status = 0;
    request->body_bytes = request->header_bytes = 0;
    fault_clear(&request->fault);
    if (curl_multi_add_handle(http->multi, transfer->easy) != CURLM_OK) {
        transfer->request = NULL;
        return fault_no_memory(fault);
    }
    http->busy++;
    return CISD_OK;
}

/* The errno that explains why a connection could not be made. */
static int connect_errno(CURL *easy)
{
    long number = 0;

    (void)curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &number);
    return number != 0 ? (int)number : ECONNREFUSED;
}

/* What a request that did not get its whole answer says. */
static void explain(const struct transfer *transfer, CURLcode code, struct fault *fault)
{
    const char *path = transfer->http->socket_path;
    long timeout = transfer->request->timeout_ms;

    switch (code) {
    case CURLE_COULDNT_CONNECT:
        (void)fault_errno(fault, connect_errno(transfer->easy), "cannot connect to '%s'", path);
        if (fault->code == CISD_E_IO)
            fault->code = CISD_E_CONNECT;
        break;
    case CURLE_OPERATION_TIMEDOUT:
        (void)fault_set(fault, CISD_E_TIMEOUT, "no whole answer within %ld.%ld seconds",
                        timeout / 1000, timeout % 1000 / 100);
        break;
    case CURLE_OUT_OF_MEMORY:
        (void)fault_no_memory(fault);
        break;
    default:
        (void)fault_set(fault, CISD_E_PROTOCOL, "no valid answer: %s",
                        transfer->error[0] != '\0' ? transfer->error : curl_easy_strerror(code));
        break;
    }
}

static void finish(struct transfer *transfer, CURLcode code)
{
    struct http_request *request = transfer->request;

    (void)curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &request->status);
    if (code != CURLE_OK && request->fault.code == CISD_OK)
        explain(transfer, code, &request->fault);
    (void)curl_multi_remove_handle(transfer->http->multi, transfer->easy);
    transfer->request = NULL;
    transfer->http->busy--;
    request->done = true;
}

/* Ends what curl says is over. */
static bool reap(struct http *http)
{
    bool any = false;
    int left;

    for (CURLMsg *message; (message = curl_multi_info_read(http->multi, &left)) != NULL;) {
        struct transfer *transfer = NULL;
        CURLcode code = message->data.result;

        if (message->msg != CURLMSG_DONE)
            continue;
        (void)curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&transfer);
        finish(transfer, code);
        any = true;
    }
    return any;
}

cisd_code http_work(struct http *http, int milliseconds, bool *worked, struct fault *fault)
{
    int running;

    *worked = false;
    if (curl_multi_perform(http->multi, &running) != CURLM_OK)
        return fault_set(fault, CISD_E_INTERNAL, "libcurl cannot go on");
    *worked = reap(http);
    if (*worked || http->busy == 0)
        return CISD_OK;
    if (curl_multi_poll(http->multi, NULL, 0, milliseconds, NULL) != CURLM_OK)
        return fault_set(fault, CISD_E_INTERNAL, "libcurl cannot wait");
    return CISD_OK;
}

cisd_code http_get(struct http *http, struct http_request *request, struct fault *fault)
{
    cisd_code code = http_start(http, request, fault);

    while (code == CISD_OK && !request->done) {
        bool worked;

        code = http_work(http, 1000, &worked, fault);
    }
    return code;
}

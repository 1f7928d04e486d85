#include "readers/http.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

#include "ground/clock.h"
#include "readers/http_sockets.h"
#include "readers/http_trouble.h"

/* What stands before the path where the endpoint has no host to name. */
#define NO_HOST "http://engine"
#define URL_SIZE 512

/* How often somebody who waits looks whether the work was cancelled. */
#define LOOK_MS 100

/* An easy handle, kept for reuse with its connection. */
struct transfer {
    CURL *easy;
    struct http *http;
    struct http_request *request; /* NULL: free */
    bool again;                   /* asked a second time */
    bool paused;                  /* because the request is held */
    long long step_began;         /* of a request with a limit for each step */
    size_t step_bytes;
    char error[CURL_ERROR_SIZE];
};

struct http {
    struct memory memory;
    struct http_endpoint endpoint;
    CURLM *multi;
    unsigned connections, busy;
    bool fed;                           /* a body has got something since the last look */
    struct transfer transfers[HTTP_CONNECTIONS];
    struct http_sockets sockets;
};

static void begin_step(struct transfer *transfer)
{
    transfer->step_began = transfer->request->step_ms > 0 ? clock_ms() : 0;
    transfer->step_bytes = 0;
}

static size_t on_body(char *data, size_t size, size_t count, void *user)
{
    struct transfer *transfer = user;
    struct http_request *request = transfer->request;
    size_t length = size * count;
    long status = 0;

    if (request->held) {
        transfer->paused = true;
        return CURL_WRITEFUNC_PAUSE;
    }
    transfer->http->fed = true;
    request->body_bytes += length;
    transfer->step_bytes += length;
    if (transfer->step_bytes >= HTTP_STEP)
        begin_step(transfer);
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

#define SET(option, value) (code = code != CURLE_OK ? code : curl_easy_setopt(easy, option, value))

/* Options that hold for every request of a transfer. */
static CURLcode set_up(struct transfer *transfer)
{
    CURL *easy = transfer->easy;
    CURLcode code = http_sockets_set_up(&transfer->http->sockets, easy);

    SET(CURLOPT_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_PROXY, "");
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_FOLLOWLOCATION, 0L);
    SET(CURLOPT_HTTP09_ALLOWED, 0L);
    SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    SET(CURLOPT_CONNECTTIMEOUT_MS, HTTP_CONNECT_MS);
    SET(CURLOPT_BUFFERSIZE, 16384L);
    SET(CURLOPT_ERRORBUFFER, transfer->error);
    SET(CURLOPT_WRITEFUNCTION, on_body);
    SET(CURLOPT_WRITEDATA, transfer);
    SET(CURLOPT_HEADERFUNCTION, on_header);
    SET(CURLOPT_HEADERDATA, transfer);
    SET(CURLOPT_PRIVATE, transfer);
#if LIBCURL_VERSION_NUM >= 0x075700
    /* Whoever cancels does not wait for a name server. */
    SET(CURLOPT_QUICK_EXIT, 1L);
#endif
    return code;
}

cisd_code http_open(const struct memory *memory, const struct http_endpoint *endpoint,
                    unsigned connections, struct http **out, struct fault *fault)
{
    struct http *http;

    if (http_sockets_check(endpoint, fault) != CISD_OK)
        return fault->code;
    http = memory_zero(memory, sizeof *http);
    if (http == NULL)
        return fault_no_memory(fault);
    http->memory = *memory;
    http->connections = connections;
    http->endpoint = *endpoint;
    http->sockets.endpoint = &http->endpoint;
    http->multi = curl_multi_init();
    if (http->multi == NULL) {
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
    memory_free(&http->memory, http);
}

bool http_is_plain(const struct http *http)
{
    return http->endpoint.base != NULL && strncmp(http->endpoint.base, "http:", 5) == 0;
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

/* Options that hold for one request. */
static CURLcode set_request(CURL *easy, const struct http_request *request, const char *url)
{
    CURLcode code = CURLE_OK;

    SET(CURLOPT_URL, url);
    SET(CURLOPT_TIMEOUT_MS, request->timeout_ms);
    SET(CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)request->body_limit);
    SET(CURLOPT_FRESH_CONNECT, 0L);
    return code;
}

#undef SET

cisd_code http_start(struct http *http, struct http_request *request, struct fault *fault)
{
    struct transfer *transfer = free_transfer(http);
    const char *base = http->endpoint.base != NULL ? http->endpoint.base : NO_HOST;
    char url[URL_SIZE];

    if (transfer == NULL)
        return fault_no_memory(fault);
    if ((size_t)snprintf(url, sizeof url, "%s%s", base, request->path) >= sizeof url)
        return fault_set(fault, CISD_E_INTERNAL, "the path '%s' is too long", request->path);
    if (set_request(transfer->easy, request, url) != CURLE_OK)
        return fault_no_memory(fault);
    transfer->request = request;
    transfer->again = transfer->paused = false;
    transfer->error[0] = '\0';
    request->done = false;
    request->status = 0;
    request->body_bytes = request->header_bytes = 0;
    fault_clear(&request->fault);
    begin_step(transfer);
    if (curl_multi_add_handle(http->multi, transfer->easy) != CURLM_OK) {
        transfer->request = NULL;
        return fault_no_memory(fault);
    }
    http->busy++;
    return CISD_OK;
}

/* How long was waited for it. */
static long patience(const struct http_request *request)
{
    return request->step_ms > 0 ? request->step_ms : request->timeout_ms;
}

/* What a request that did not get its whole answer says. */
static void explain(const struct transfer *transfer, CURLcode code, struct fault *fault)
{
    const struct http *http = transfer->http;
    const struct http_trouble trouble = {
        .code = code,
        .easy = transfer->easy,
        .endpoint = &http->endpoint,
        .timeout_ms = patience(transfer->request),
        .header_bytes = transfer->request->header_bytes,
        .said = transfer->error,
        .complaint = http->sockets.complaint,
    };

    if (http->sockets.not_opened.code != CISD_OK &&
        (code == CURLE_COULDNT_CONNECT || http->endpoint.program != NULL))
        *fault = http->sockets.not_opened;
    else
        http_trouble_explain(&trouble, fault);
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

/* Whether a kept connection was at its end already: of these, curl itself retries only some. */
static bool was_stale(const struct transfer *transfer, CURLcode code)
{
    long connects = 0;

    if (code != CURLE_RECV_ERROR && code != CURLE_SEND_ERROR && code != CURLE_GOT_NOTHING)
        return false;
    (void)curl_easy_getinfo(transfer->easy, CURLINFO_NUM_CONNECTS, &connects);
    return connects == 0 && transfer->request->header_bytes == 0;
}

/* Sends the request once more, over a connection of its own. */
static bool ask_again(struct transfer *transfer)
{
    CURLM *multi = transfer->http->multi;

    if (transfer->again)
        return false;
    transfer->again = true;
    return curl_multi_remove_handle(multi, transfer->easy) == CURLM_OK &&
           curl_easy_setopt(transfer->easy, CURLOPT_FRESH_CONNECT, 1L) == CURLE_OK &&
           curl_multi_add_handle(multi, transfer->easy) == CURLM_OK;
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
        if (was_stale(transfer, code) && ask_again(transfer))
            continue;
        finish(transfer, code);
        any = true;
    }
    return any;
}

/* Ends what is too slow, though its whole time is not over. */
static bool end_slow_ones(struct http *http)
{
    bool any = false;

    for (unsigned i = 0; i < HTTP_CONNECTIONS; i++) {
        struct transfer *transfer = &http->transfers[i];
        const struct http_request *request = transfer->request;

        if (request == NULL || request->step_ms == 0 || transfer->paused ||
            clock_ms() - transfer->step_began < request->step_ms)
            continue;
        finish(transfer, CURLE_OPERATION_TIMEDOUT);
        any = true;
    }
    return any;
}

cisd_code http_work(struct http *http, int milliseconds, bool *worked, struct fault *fault)
{
    int running;

    *worked = http->fed = false;
    if (curl_multi_perform(http->multi, &running) != CURLM_OK)
        return fault_set(fault, CISD_E_INTERNAL, "libcurl cannot go on");
    http_sockets_start(&http->sockets);
    *worked = reap(http);
    if (end_slow_ones(http))
        *worked = true;
    if (*worked || http->fed || http->busy == 0)
        return CISD_OK;
    if (curl_multi_poll(http->multi, NULL, 0, milliseconds, NULL) != CURLM_OK)
        return fault_set(fault, CISD_E_INTERNAL, "libcurl cannot wait");
    return CISD_OK;
}

void http_release(struct http *http, struct http_request *request)
{
    request->held = false;
    for (unsigned i = 0; i < HTTP_CONNECTIONS; i++) {
        struct transfer *transfer = &http->transfers[i];

        if (transfer->request != request || !transfer->paused)
            continue;
        transfer->paused = false;
        begin_step(transfer);
        (void)curl_easy_pause(transfer->easy, CURLPAUSE_CONT);
    }
}

/* Gives a request up: nothing will be written to it any more. */
static void drop(struct http *http, const struct http_request *request)
{
    for (unsigned i = 0; i < HTTP_CONNECTIONS; i++) {
        struct transfer *transfer = &http->transfers[i];

        if (transfer->request != request)
            continue;
        (void)curl_multi_remove_handle(http->multi, transfer->easy);
        transfer->request = NULL;
        http->busy--;
    }
}

static bool all_done(const struct http_request *requests, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!requests[i].done)
            return false;
    return true;
}

cisd_code http_get(struct http *http, struct http_request *requests, size_t count,
                   struct fault *fault)
{
    const atomic_bool *cancelled = http->endpoint.cancelled;
    cisd_code code = CISD_OK;
    size_t started = 0;

    while (code == CISD_OK && !all_done(requests, count)) {
        bool worked;

        if (cancelled != NULL && atomic_load(cancelled))
            code = fault_set(fault, CISD_E_CANCELLED, "cancelled");
        else if (started < count && http_has_room(http))
            code = http_start(http, &requests[started++], fault);
        else
            code = http_work(http, LOOK_MS, &worked, fault);
    }
    for (size_t i = 0; code != CISD_OK && i < started; i++)
        drop(http, &requests[i]);
    return code;
}

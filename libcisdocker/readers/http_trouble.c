#include "readers/http_trouble.h"

#include <stdbool.h>
#include <string.h>

static bool has_tls(const struct http_endpoint *endpoint)
{
    return endpoint->base != NULL && strncmp(endpoint->base, "https:", 6) == 0;
}

/* libcurl's words, without what ours say already. */
static const char *cause_of(const struct http_trouble *trouble)
{
    static const char *const said_before[] = {"SSL certificate problem: ", "SSL: "};
    const char *said = trouble->said;

    if (said[0] == '\0')
        return curl_easy_strerror(trouble->code);
    for (size_t i = 0; i < sizeof said_before / sizeof said_before[0]; i++)
        if (strncmp(said, said_before[i], strlen(said_before[i])) == 0)
            return said + strlen(said_before[i]);
    return said;
}

static void explain_connect(const struct http_trouble *trouble, struct fault *fault)
{
    long number = 0;

    (void)curl_easy_getinfo(trouble->easy, CURLINFO_OS_ERRNO, &number);
    if (number == 0) {
        (void)fault_set(fault, CISD_E_CONNECT, "cannot connect to '%s': %s",
                        trouble->endpoint->name, cause_of(trouble));
        return;
    }
    (void)fault_errno(fault, (int)number, "cannot connect to '%s'", trouble->endpoint->name);
    if (fault->code == CISD_E_IO)
        fault->code = CISD_E_CONNECT;
}

static void explain_timeout(const struct http_trouble *trouble, struct fault *fault)
{
    long timeout = trouble->timeout_ms;
    curl_off_t connected = 0;

    (void)curl_easy_getinfo(trouble->easy, CURLINFO_CONNECT_TIME_T, &connected);
    if (connected > 0 || trouble->endpoint->base == NULL) {
        (void)fault_set(fault, CISD_E_TIMEOUT, "no whole answer within %ld.%ld seconds",
                        timeout / 1000, timeout % 1000 / 100);
        return;
    }
    if (timeout > HTTP_CONNECT_MS)
        timeout = HTTP_CONNECT_MS;
    (void)fault_set(fault, CISD_E_TIMEOUT, "cannot connect to '%s' within %ld.%ld seconds",
                    trouble->endpoint->name, timeout / 1000, timeout % 1000 / 100);
}

static void explain_host(const struct http_trouble *trouble, struct fault *fault)
{
    (void)fault_set(fault, CISD_E_CONNECT, "cannot find the host of '%s'",
                    trouble->endpoint->name);
}

static void explain_server(const struct http_trouble *trouble, struct fault *fault)
{
    (void)fault_set(fault, CISD_E_UNSUPPORTED, "the engine's certificate is not accepted: %s",
                    cause_of(trouble));
}

static void explain_keys(const struct http_trouble *trouble, struct fault *fault)
{
    const char *certificate = trouble->endpoint->certificate, *key = trouble->endpoint->key;

    if (certificate != NULL && key != NULL)
        (void)fault_set(fault, CISD_E_FORMAT,
                        "cannot use the client certificate '%s' with the key '%s': not PEM, not a "
                        "pair, or the key is encrypted", certificate, key);
    else if (certificate != NULL)
        (void)fault_set(fault, CISD_E_FORMAT,
                        "cannot use the client certificate '%s': no key is named for it",
                        certificate);
    else
        (void)fault_set(fault, CISD_E_FORMAT, "cannot use the client key '%s'",
                        key != NULL ? key : "");
}

static void explain_authority(const struct http_trouble *trouble, struct fault *fault)
{
    (void)fault_set(fault, CISD_E_FORMAT, "cannot use the authority's certificate '%s': not PEM",
                    trouble->endpoint->authority != NULL ? trouble->endpoint->authority : "");
}

/* What TLS alerts are called that are about the client's certificate. */
static bool is_about_certificate(const char *said)
{
    static const char *const alerts[] = {"certificate", "unknown ca", "access denied"};

    if (strstr(said, "alert") == NULL)
        return false;
    for (size_t i = 0; i < sizeof alerts / sizeof alerts[0]; i++)
        if (strstr(said, alerts[i]) != NULL)
            return true;
    return false;
}

/* In TLS 1.3 a server says what it thinks of the client's certificate after the handshake. */
static bool explain_client(const struct http_trouble *trouble, struct fault *fault)
{
    if (!has_tls(trouble->endpoint) || !is_about_certificate(trouble->said))
        return false;
    if (trouble->endpoint->certificate == NULL)
        (void)fault_set(fault, CISD_E_PERMISSION, "the engine wants a client certificate");
    else
        (void)fault_set(fault, CISD_E_PERMISSION,
                        "the engine does not accept the client certificate '%s'",
                        trouble->endpoint->certificate);
    return true;
}

static void explain_handshake(const struct http_trouble *trouble, struct fault *fault)
{
    if (explain_client(trouble, fault))
        return;
    if (strstr(trouble->said, "wrong version number") != NULL ||
        strstr(trouble->said, "packet length too long") != NULL)
        (void)fault_set(fault, CISD_E_PROTOCOL, "the engine's port does not speak TLS");
    else
        (void)fault_set(fault, CISD_E_PROTOCOL, "cannot agree on TLS with the engine: %s",
                        cause_of(trouble));
}

/* The connection ended; the alert may have been lost with it. */
static void explain_end(const struct http_trouble *trouble, struct fault *fault)
{
    const struct http_endpoint *endpoint = trouble->endpoint;

    if (explain_client(trouble, fault))
        return;
    if (has_tls(endpoint) && trouble->header_bytes == 0)
        (void)fault_set(fault, CISD_E_PERMISSION, "the engine hung up: %s",
                        endpoint->certificate != NULL
                            ? "it may not accept the client certificate"
                            : "it may want a client certificate");
    else
        (void)fault_set(fault, CISD_E_PROTOCOL, "no valid answer from '%s': %s", endpoint->name,
                        cause_of(trouble));
}

static void explain_size(const struct http_trouble *trouble, struct fault *fault)
{
    (void)fault_set(fault, CISD_E_LIMIT, "the answer is too large: %s", cause_of(trouble));
}

/* Before 8.6 it is what curl says of an endless line of headers: no reason to end an audit. */
static void explain_memory(const struct http_trouble *trouble, struct fault *fault)
{
    (void)trouble;
    (void)fault_set(fault, CISD_E_LIMIT, "a header is too long, or there is no memory");
}

static const struct {
    CURLcode code;
    void (*explain)(const struct http_trouble *trouble, struct fault *fault);
} kinds[] = {
    {CURLE_COULDNT_CONNECT, explain_connect},
    {CURLE_OPERATION_TIMEDOUT, explain_timeout},
    {CURLE_COULDNT_RESOLVE_HOST, explain_host},
    {CURLE_PEER_FAILED_VERIFICATION, explain_server},
    {CURLE_SSL_CERTPROBLEM, explain_keys},
    {CURLE_SSL_CACERT_BADFILE, explain_authority},
    {CURLE_SSL_CONNECT_ERROR, explain_handshake},
    {CURLE_FILESIZE_EXCEEDED, explain_size},
    {CURLE_OUT_OF_MEMORY, explain_memory},
};

/* A program that ended says why on its stderr, in its own words. */
static void explain_program(const struct http_trouble *trouble, struct fault *fault)
{
    size_t length = strlen(trouble->complaint);

    while (length > 0 && strchr(". \t\r", trouble->complaint[length - 1]) != NULL)
        length--;
    if (length == 0)
        (void)fault_set(fault, CISD_E_CONNECT, "'%s' hung up without a word",
                        trouble->endpoint->program[0]);
    else
        (void)fault_set(fault, CISD_E_CONNECT, "'%s' hung up: %.*s", trouble->endpoint->program[0],
                        (int)length, trouble->complaint);
}

static bool is_end(CURLcode code)
{
    return code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR || code == CURLE_GOT_NOTHING;
}

void http_trouble_explain(const struct http_trouble *trouble, struct fault *fault)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (kinds[i].code == trouble->code) {
            kinds[i].explain(trouble, fault);
            return;
        }
    if (is_end(trouble->code) && trouble->endpoint->program != NULL)
        explain_program(trouble, fault);
    else
        explain_end(trouble, fault);
}

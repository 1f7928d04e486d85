#include "sources/engine.h"

#include <stdio.h>
#include <string.h>

#include "readers/http.h"
#include "sources/endpoint.h"
#include "sources/engine_hello.h"
#include "sources/engine_inspects.h"
#include "sources/engine_listing.h"
#include "sources/engine_services.h"
#include "sources/engine_time.h"

#define TIMEOUT_MS 30000L
#define TIME_LIMIT_MS 600000L
#define CONNECTIONS 8U

struct engine {
    struct source source;
    struct pool pool;
    struct http_endpoint endpoint;
    struct engine_time time;
    unsigned connections;
    struct http *http;
    struct engine_hello hello;
    struct engine_listing listing;
    struct engine_services services; /* handed out before the containers */
    size_t next_service;
    bool begun;
    struct engine_inspects inspects;
};

static cisd_code read_services(struct engine *engine, struct fault *fault)
{
    const struct swarm_manager manager = {.http = engine->http,
                                          .api = engine->hello.api,
                                          .timeout_ms = engine_time_patience(&engine->time),
                                          .labels = engine->source.labels};

    if (engine->source.no_services)
        return CISD_OK;
    (void)engine_services_read(&manager, &engine->hello, &engine->pool, &engine->services, fault);
    engine->source.note = engine->services.note;
    return fault->code;
}

static cisd_code list(struct engine *engine, struct fault *fault)
{
    engine->listing = (struct engine_listing){.http = engine->http,
                                              .time = &engine->time,
                                              .may_wait = engine->connections > 1};
    return engine_listing_start(&engine->listing, &engine->source.memory, fault);
}

/*
 * An engine takes its time over all three: the list is asked for beside /version and /info. One
 * connection would be the list's until its end.
 */
static cisd_code ask_first(struct engine *engine, struct fault *fault)
{
    struct engine_hello *hello = &engine->hello;

    if ((engine->connections > 1 && list(engine, fault) != CISD_OK) ||
        engine_hello_ask(engine->http, &engine->pool, engine_time_patience(&engine->time), hello,
                         fault) != CISD_OK)
        return fault->code;
    engine->source.engine = engine_kind_name(hello->version.kind);
    engine->source.engine_version = hello->version_text;
    engine->source.host = hello->host;
    return engine->connections > 1 ? CISD_OK : list(engine, fault);
}

static cisd_code connect_and_list(struct engine *engine, struct fault *fault)
{
    engine->begun = true;
    engine_time_begin(&engine->time);
    engine->endpoint.cancelled = engine->source.cancelled;
    if (http_open(&engine->source.memory, &engine->endpoint, engine->connections, &engine->http,
                  fault) != CISD_OK ||
        ask_first(engine, fault) != CISD_OK || read_services(engine, fault) != CISD_OK)
        return fault->code;
    engine->inspects = (struct engine_inspects){
        .memory = engine->source.memory,
        .http = engine->http,
        .hello = &engine->hello,
        .listing = &engine->listing,
        .time = &engine->time,
        .labels = engine->source.labels,
        .cancelled = engine->source.cancelled,
    };
    return CISD_OK;
}

/* How many there are: what the engine says, until all are listed. */
static size_t total(const struct engine *engine)
{
    size_t listed = engine->listing.list.count, said = engine->hello.containers;

    return engine->services.swarm.count +
           (engine->listing.running && said > listed ? said : listed);
}

static struct subject *take_service(struct engine *engine)
{
    struct subject **service = &engine->services.swarm.services[engine->next_service++];
    struct subject *taken = *service;

    *service = NULL;
    return taken;
}

/* The services, then the containers; at the end, what could not be read of the services. */
static cisd_code advance(struct engine *engine, struct subject **out, struct fault *fault)
{
    *out = NULL;
    if (!engine->begun && connect_and_list(engine, fault) != CISD_OK) {
        engine_time_blame(&engine->time, fault);
        return fault->code;
    }
    if (engine->next_service < engine->services.swarm.count)
        *out = take_service(engine);
    else if (engine_inspects_next(&engine->inspects, out, fault) != CISD_OK)
        return fault->code;
    if (*out == NULL) {
        *fault = engine->services.trouble;
        return fault->code;
    }
    engine->source.done++;
    engine->source.total = total(engine);
    return CISD_OK;
}

/* At its end it holds no connection: there may be many engines, and few descriptors. */
static cisd_code engine_next(struct source *source, struct subject **out, struct fault *fault)
{
    struct engine *engine = (struct engine *)source;
    cisd_code code = advance(engine, out, fault);

    if (*out == NULL) {
        http_close(engine->http);
        engine->http = NULL;
    }
    return code;
}

static void engine_close(struct source *source)
{
    struct engine *engine = (struct engine *)source;
    struct memory memory = source->memory;

    http_close(engine->http);
    engine_inspects_free(&engine->inspects);
    engine_listing_free(&engine->listing);
    if (engine->services.swarm.memory.reallocate != NULL)
        swarm_services_free(&engine->services.swarm);
    pool_free(&engine->pool);
    memory_free(&memory, engine);
}

static const struct source_type engine_type = {
    .kind = "engine", .remote = true, .next = engine_next, .close = engine_close};

/* An option, or its default where it is 0. */
static long or_default(long value, long otherwise)
{
    return value != 0 ? value : otherwise;
}

/* Each connection through ssh is a login: one will do. */
static void take_options(struct engine *engine, const cisd_engine_options *options)
{
    engine->time.timeout_ms = or_default(options->timeout_ms, TIMEOUT_MS);
    engine->time.limit_ms = or_default(options->time_limit_ms, TIME_LIMIT_MS);
    engine->connections = (unsigned)or_default(
        options->connections, engine->endpoint.program != NULL ? 1 : CONNECTIONS);
}

/* Copies the strings of the options that are used later than the caller may keep them. */
static cisd_code copy_options(struct engine *engine, const cisd_engine_options *options,
                              cisd_engine_options *ours, struct fault *fault)
{
    const char **const texts[] = {&ours->tls_authority, &ours->tls_certificate, &ours->tls_key,
                                  &ours->ssh_program};

    *ours = *options;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (*texts[i] == NULL)
            continue;
        *texts[i] = pool_copy(&engine->pool, *texts[i], strlen(*texts[i]));
        if (*texts[i] == NULL)
            return fault_no_memory(fault);
    }
    return CISD_OK;
}

static cisd_code set_up(struct engine *engine, const char *uri,
                        const cisd_engine_options *options, struct fault *fault)
{
    cisd_engine_options ours;

    engine->source.uri = pool_copy(&engine->pool, uri, strlen(uri));
    if (engine->source.uri == NULL)
        return fault_no_memory(fault);
    if (copy_options(engine, options, &ours, fault) != CISD_OK ||
        endpoint_parse(&engine->pool, engine->source.uri, &ours, &engine->endpoint, fault) !=
            CISD_OK)
        return fault->code;
    take_options(engine, &ours);
    return CISD_OK;
}

cisd_code engine_open(const struct memory *memory, const char *uri,
                      const cisd_engine_options *options, struct source **out,
                      struct fault *fault)
{
    struct engine *engine = memory_zero(memory, sizeof *engine);

    if (engine == NULL)
        return fault_no_memory(fault);
    engine->source.type = &engine_type;
    engine->source.memory = *memory;
    engine->source.live = true;
    engine->source.local = strncmp(uri, "unix:", 5) == 0;
    engine->source.engine = engine->source.engine_version = engine->source.host = "";
    pool_init(&engine->pool, memory);
    if (set_up(engine, uri, options, fault) != CISD_OK) {
        engine_close(&engine->source);
        return fault->code;
    }
    *out = &engine->source;
    return CISD_OK;
}

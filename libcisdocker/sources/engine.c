#include "sources/engine.h"

#include <stdio.h>
#include <string.h>

#include "ground/clock.h"
#include "readers/http.h"
#include "readers/json.h"
#include "sources/endpoint.h"
#include "sources/engine_hello.h"
#include "sources/engine_list.h"
#include "sources/engine_services.h"
#include "sources/inspect_fields.h"

#define TIMEOUT_MS 30000L
#define TIME_LIMIT_MS 600000L
#define CONNECTIONS 4U

/* So many containers may be read ahead of the one whose turn it is. */
#define WINDOW 64

/* After so many requests in a row without an answer in time, no more is asked of an engine. */
#define PATIENCE 3

/* Larger inspect answers are refused; real ones have some four kilobytes. */
#define INSPECT_BODY ((size_t)16 << 20)

struct engine;

/* A JSON parser, lent to a slot while its answer comes in. */
struct parser {
    struct json_reader *json;
    struct inspect inspect;
    struct slot *slot; /* NULL: free */
};

/* A container from the moment it is asked for until it is handed out. */
struct slot {
    struct engine *engine;
    const struct listed *listed;
    struct http_request request;
    char path[128];
    struct parser *parser;  /* NULL: no request under way */
    struct subject *subject;
    bool ready;
};

struct engine {
    struct source source;
    struct pool pool;
    struct http_endpoint endpoint;
    long timeout_ms;
    long long time_limit_ms, deadline;
    unsigned connections;
    struct http *http;
    struct engine_hello hello;
    struct engine_list list;
    struct engine_services services; /* handed out before the containers */
    size_t next_service;
    bool begun;
    size_t next_start, next_out; /* indices in the list */
    struct slot slots[WINDOW];
    struct parser parsers[HTTP_CONNECTIONS];
    int timeouts;                /* in a row */
    struct fault given_up;       /* why nothing more is asked; CISD_OK: it is */
};

/* ------------------------------------------------------------ one answer */

static cisd_code on_subject(void *user, struct subject *subject, struct fault *fault)
{
    struct slot *slot = user;

    (void)fault;
    subject_free(slot->subject);
    slot->subject = subject;
    return CISD_OK;
}

static cisd_code on_body(void *user, const char *data, size_t length, struct fault *fault)
{
    struct slot *slot = user;

    return json_reader_feed(slot->parser->json, data, length, fault);
}

/* A subject of which only the list knows. */
static cisd_code stand_in(struct slot *slot, enum evidence evidence, const char *trouble,
                          struct fault *fault)
{
    const struct listed *listed = slot->listed;
    struct subject *subject = subject_new(&slot->engine->source.memory, CISD_CONTAINER);
    char id[LISTED_ID];

    engine_list_spell_id(listed, id);
    subject_free(slot->subject);
    slot->subject = subject;
    if (subject == NULL)
        return fault_no_memory(fault);
    subject->id = subject_text(subject, id, strlen(id));
    subject->name = subject_text(subject, listed->name, strlen(listed->name));
    subject->image = subject_text(subject, listed->image, strlen(listed->image));
    if (subject->id == NULL || subject->name == NULL || subject->image == NULL ||
        subject_spoil(subject, evidence, trouble) != CISD_OK)
        return fault_no_memory(fault);
    return CISD_OK;
}

/* What kind of trouble a failed request is for the evidence. */
static enum evidence evidence_of(cisd_code code)
{
    return code == CISD_E_FORMAT || code == CISD_E_LIMIT ? EVIDENCE_MALFORMED
                                                         : EVIDENCE_UNREADABLE;
}

/* Adds what holds for every container of the engine. */
static cisd_code complete(struct slot *slot, struct fault *fault)
{
    const struct engine_hello *hello = &slot->engine->hello;
    struct subject *subject = slot->subject;
    char text[FAULT_TEXT], id[LISTED_ID];

    if (subject->evidence != EVIDENCE_READ) {
        (void)snprintf(text, sizeof text, "%s", subject->trouble);
        return stand_in(slot, subject->evidence, text, fault);
    }
    engine_list_spell_id(slot->listed, id);
    if (strcmp(subject->id, id) != 0)
        return stand_in(slot, EVIDENCE_MALFORMED, "the answer is about another container", fault);
    subject->engine = hello->version;
    if (hello->on_linux == CISD_NO)
        subject->on_linux = CISD_NO;
    if (hello->version.kind != ENGINE_PODMAN || subject->bounding.known)
        return CISD_OK;
    if (subject_spoil(subject, EVIDENCE_UNREADABLE, "podman gives no bounding set") != CISD_OK)
        return fault_no_memory(fault);
    return CISD_OK;
}

/* How long the next answer may take: all has to fit into the engine's time. */
static long patience(const struct engine *engine)
{
    long long left = engine->deadline - clock_ms();

    if (left >= engine->timeout_ms)
        return engine->timeout_ms;
    return left > 1 ? (long)left : 1;
}

/* An answer that did not come before the engine's time was over is no matter of its own. */
static void blame_limit(const struct engine *engine, struct fault *fault)
{
    if (fault->code == CISD_E_TIMEOUT && clock_ms() >= engine->deadline)
        (void)fault_set(fault, CISD_E_TIMEOUT, "the time limit of %lld.%lld seconds is over",
                        engine->time_limit_ms / 1000, engine->time_limit_ms % 1000 / 100);
}

/* Turns an ended request into a subject. */
static cisd_code settle(struct slot *slot, struct fault *fault)
{
    struct http_request *request = &slot->request;
    struct fault *why = &request->fault;
    char text[96];

    if (why->code == CISD_OK && request->status == 200)
        (void)json_reader_end(slot->parser->json, why);
    if (why->code == CISD_E_NO_MEMORY) {
        *fault = *why;
        return fault->code;
    }
    blame_limit(slot->engine, why);
    if (why->code != CISD_OK)
        return stand_in(slot, evidence_of(why->code), why->text, fault);
    if (request->status == 404)
        return stand_in(slot, EVIDENCE_VANISHED, "", fault);
    if (request->status != 200) {
        (void)snprintf(text, sizeof text, "the engine answers with the HTTP status %ld",
                       request->status);
        return stand_in(slot, EVIDENCE_UNREADABLE, text, fault);
    }
    if (slot->subject == NULL)
        return stand_in(slot, EVIDENCE_MALFORMED, "the answer is empty", fault);
    return complete(slot, fault);
}

/* -------------------------------------------------------------- requests */

static cisd_code lend_parser(struct slot *slot, struct fault *fault)
{
    struct engine *engine = slot->engine;
    struct parser *parser = engine->parsers;

    while (parser->slot != NULL)
        parser++;
    if (parser->json == NULL)
        parser->json = json_reader_new(&engine->source.memory, JSON_ONE, inspect_places,
                                       INSPECT_MEMORY);
    if (parser->json == NULL)
        return fault_no_memory(fault);
    parser->inspect = (struct inspect){.memory = engine->source.memory,
                                       .labels = engine->source.labels,
                                       .emit = on_subject,
                                       .user = slot};
    parser->slot = slot;
    slot->parser = parser;
    return json_reader_begin(parser->json, inspect_handle, &parser->inspect, fault);
}

static void return_parser(struct slot *slot)
{
    if (slot->parser == NULL)
        return;
    inspect_drop(&slot->parser->inspect);
    slot->parser->slot = NULL;
    slot->parser = NULL;
}

static void write_path(struct slot *slot)
{
    const struct engine_hello *hello = &slot->engine->hello;
    char id[LISTED_ID];

    engine_list_spell_id(slot->listed, id);
    /* Podman's own endpoint tells the bounding set; its imitation of Docker's does not. */
    if (hello->version.kind == ENGINE_PODMAN)
        (void)snprintf(slot->path, sizeof slot->path, "/v4.0.0/libpod/containers/%s/json", id);
    else
        (void)snprintf(slot->path, sizeof slot->path, "/v%s/containers/%s/json", hello->api, id);
}

static cisd_code start_request(struct slot *slot, struct fault *fault)
{
    struct engine *engine = slot->engine;

    write_path(slot);
    slot->request = (struct http_request){
        .path = slot->path,
        .timeout_ms = patience(engine),
        .body_limit = INSPECT_BODY,
        .body = on_body,
        .user = slot,
    };
    if (lend_parser(slot, fault) != CISD_OK)
        return fault->code;
    return http_start(engine->http, &slot->request, fault);
}

/* Begins with the next container of the list. */
static cisd_code start_next(struct engine *engine, struct fault *fault)
{
    struct slot *slot = &engine->slots[engine->next_start % WINDOW];
    cisd_code code;

    *slot = (struct slot){.engine = engine, .listed = &engine->list.entries[engine->next_start]};
    engine->next_start++;
    if (!slot->listed->id_valid)
        code = stand_in(slot, EVIDENCE_MALFORMED, "the engine lists it with an invalid id", fault);
    else if (engine->given_up.code != CISD_OK)
        code = stand_in(slot, EVIDENCE_UNREADABLE, engine->given_up.text, fault);
    else
        return start_request(slot, fault);
    slot->ready = true;
    return code;
}

/* Starts as many requests as may be under way. */
static cisd_code start_more(struct engine *engine, struct fault *fault)
{
    cisd_code code = CISD_OK;

    while (code == CISD_OK && engine->next_start < engine->list.count &&
           engine->next_start - engine->next_out < WINDOW && http_has_room(engine->http))
        code = start_next(engine, fault);
    return code;
}

/* Says why no more is asked, where there is more to ask. */
static void give_up(struct engine *engine, const char *why, long long number)
{
    if (engine->given_up.code == CISD_OK && engine->next_start < engine->list.count)
        (void)fault_set(&engine->given_up, CISD_E_TIMEOUT, "%s (%lld)", why, number);
}

/* An engine that does not answer, or has had its time, is not asked any more. */
static void watch(struct engine *engine, const struct http_request *request)
{
    engine->timeouts = request->fault.code == CISD_E_TIMEOUT ? engine->timeouts + 1 : 0;
    if (engine->timeouts >= PATIENCE)
        give_up(engine, "not asked, after requests in a row that the engine did not answer",
                PATIENCE);
    if (clock_ms() > engine->deadline)
        give_up(engine, "not asked, because the time limit in seconds is over",
                engine->time_limit_ms / 1000);
}

/* Settles what is done. */
static cisd_code collect(struct engine *engine, struct fault *fault)
{
    for (unsigned i = 0; i < HTTP_CONNECTIONS; i++) {
        struct slot *slot = engine->parsers[i].slot;

        if (slot == NULL || !slot->request.done)
            continue;
        watch(engine, &slot->request);
        if (settle(slot, fault) != CISD_OK)
            return fault->code;
        return_parser(slot);
        slot->ready = true;
    }
    return CISD_OK;
}

/* ---------------------------------------------------------------- source */

static cisd_code read_services(struct engine *engine, struct fault *fault)
{
    const struct swarm_manager manager = {.http = engine->http,
                                          .api = engine->hello.api,
                                          .timeout_ms = patience(engine),
                                          .labels = engine->source.labels};

    if (engine->source.no_services)
        return CISD_OK;
    (void)engine_services_read(&manager, &engine->hello, &engine->pool, &engine->services, fault);
    engine->source.note = engine->services.note;
    return fault->code;
}

/* An engine takes its time over /info: the list is asked for beside it. */
static cisd_code read_info_and_list(struct engine *engine, struct fault *fault)
{
    struct engine_hello *hello = &engine->hello;
    const struct memory *memory = &engine->source.memory;
    struct engine_words words;
    const struct engine_question questions[] = {
        engine_hello_info(&words, hello->api, patience(engine)),
        engine_list_question(&engine->list, memory, hello->api, patience(engine)),
    };
    struct fault troubles[2];

    if (engine_ask_all(engine->http, memory, questions, 2, troubles, fault) != CISD_OK ||
        engine_hello_take_info(&words, &troubles[0], &engine->pool, hello, fault) != CISD_OK)
        return fault->code;
    engine->source.host = hello->host;
    *fault = troubles[1];
    engine_list_sort(&engine->list);
    return fault->code;
}

static cisd_code connect_and_list(struct engine *engine, struct fault *fault)
{
    struct engine_hello *hello = &engine->hello;

    engine->begun = true;
    engine->deadline = clock_ms() + engine->time_limit_ms;
    engine->endpoint.cancelled = engine->source.cancelled;
    if (http_open(&engine->source.memory, &engine->endpoint, engine->connections, &engine->http,
                  fault) != CISD_OK ||
        engine_hello_version(engine->http, &engine->pool, patience(engine), hello, fault) !=
            CISD_OK)
        return fault->code;
    engine->source.engine = engine_kind_name(hello->version.kind);
    engine->source.engine_version = hello->version_text;
    if (read_info_and_list(engine, fault) != CISD_OK || read_services(engine, fault) != CISD_OK)
        return fault->code;
    engine->source.total = engine->services.swarm.count + engine->list.count;
    return CISD_OK;
}

static cisd_code wait_for(struct engine *engine, const struct slot *slot, struct fault *fault)
{
    while (!slot->ready) {
        bool worked;

        if (atomic_load(engine->source.cancelled))
            return fault_set(fault, CISD_E_CANCELLED, "cancelled");
        if (http_work(engine->http, 100, &worked, fault) != CISD_OK ||
            (worked && collect(engine, fault) != CISD_OK) || start_more(engine, fault) != CISD_OK)
            return fault->code;
    }
    return CISD_OK;
}

static struct subject *take_service(struct engine *engine)
{
    struct subject **service = &engine->services.swarm.services[engine->next_service++];
    struct subject *taken = *service;

    *service = NULL;
    engine->source.done++;
    return taken;
}

/* What is missing, at the end. */
static cisd_code end(const struct engine *engine, struct fault *fault)
{
    *fault = engine->given_up.code != CISD_OK ? engine->given_up : engine->services.trouble;
    return fault->code;
}

static cisd_code advance(struct engine *engine, struct subject **out, struct fault *fault)
{
    struct slot *slot;

    *out = NULL;
    if (!engine->begun && connect_and_list(engine, fault) != CISD_OK) {
        blame_limit(engine, fault);
        return fault->code;
    }
    if (engine->next_service < engine->services.swarm.count) {
        *out = take_service(engine);
        return CISD_OK;
    }
    if (engine->next_out == engine->list.count)
        return end(engine, fault);
    if (start_more(engine, fault) != CISD_OK)
        return fault->code;
    slot = &engine->slots[engine->next_out % WINDOW];
    if (wait_for(engine, slot, fault) != CISD_OK)
        return fault->code;
    *out = slot->subject;
    *slot = (struct slot){.engine = engine};
    engine->next_out++;
    engine->source.done++;
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
    for (size_t i = 0; i < WINDOW; i++) {
        return_parser(&engine->slots[i]);
        subject_free(engine->slots[i].subject);
    }
    for (size_t i = 0; i < HTTP_CONNECTIONS; i++)
        json_reader_free(engine->parsers[i].json);
    if (engine->list.pool.memory.reallocate != NULL)
        engine_list_free(&engine->list);
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
    engine->timeout_ms = or_default(options->timeout_ms, TIMEOUT_MS);
    engine->time_limit_ms = or_default(options->time_limit_ms, TIME_LIMIT_MS);
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

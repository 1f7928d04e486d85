#include "sources/engine_inspects.h"

#include <stdio.h>
#include <string.h>

/* After so many requests in a row without an answer in time, no more is asked of an engine. */
#define PATIENCE 3

/* Larger inspect answers are refused; real ones have some four kilobytes. */
#define INSPECT_BODY ((size_t)16 << 20)

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
    struct subject *subject = subject_new(&slot->inspects->memory, CISD_CONTAINER);
    char id[LISTED_ID];

    engine_list_spell_id(&listed->id, id);
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
    const struct engine_hello *hello = slot->inspects->hello;
    struct subject *subject = slot->subject;
    char text[FAULT_TEXT], id[LISTED_ID];

    if (subject->evidence != EVIDENCE_READ) {
        (void)snprintf(text, sizeof text, "%s", subject->trouble);
        return stand_in(slot, subject->evidence, text, fault);
    }
    engine_list_spell_id(&slot->listed->id, id);
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
    engine_time_blame(slot->inspects->time, why);
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
    struct engine_inspects *inspects = slot->inspects;
    struct parser *parser = inspects->parsers;

    while (parser->slot != NULL)
        parser++;
    if (parser->json == NULL)
        parser->json = json_reader_new(&inspects->memory, JSON_ONE, inspect_places,
                                       INSPECT_MEMORY);
    if (parser->json == NULL)
        return fault_no_memory(fault);
    parser->inspect = (struct inspect){.memory = inspects->memory,
                                       .labels = inspects->labels,
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
    const struct engine_hello *hello = slot->inspects->hello;
    char id[LISTED_ID];

    engine_list_spell_id(&slot->listed->id, id);
    /* Podman's own endpoint tells the bounding set; its imitation of Docker's does not. */
    if (hello->version.kind == ENGINE_PODMAN)
        (void)snprintf(slot->path, sizeof slot->path, "/v4.0.0/libpod/containers/%s/json", id);
    else
        (void)snprintf(slot->path, sizeof slot->path, "/v%s/containers/%s/json", hello->api, id);
}

static cisd_code start_request(struct slot *slot, struct fault *fault)
{
    struct engine_inspects *inspects = slot->inspects;

    write_path(slot);
    slot->request = (struct http_request){
        .path = slot->path,
        .timeout_ms = engine_time_patience(inspects->time),
        .body_limit = INSPECT_BODY,
        .body = on_body,
        .user = slot,
    };
    if (lend_parser(slot, fault) != CISD_OK)
        return fault->code;
    return http_start(inspects->http, &slot->request, fault);
}

/* Begins with the next container of the list. */
static cisd_code start_next(struct engine_inspects *inspects, struct fault *fault)
{
    struct slot *slot = &inspects->slots[inspects->next_start % INSPECTS_WINDOW];
    cisd_code code;

    *slot = (struct slot){.inspects = inspects,
                          .listed = engine_listing_take(inspects->listing)};
    inspects->next_start++;
    if (!slot->listed->id.valid)
        code = stand_in(slot, EVIDENCE_MALFORMED, "the engine lists it with an invalid id", fault);
    else if (inspects->given_up.code != CISD_OK)
        code = stand_in(slot, EVIDENCE_UNREADABLE, inspects->given_up.text, fault);
    else
        return start_request(slot, fault);
    slot->ready = true;
    return code;
}

/* Starts as many requests as may be under way. */
static cisd_code start_more(struct engine_inspects *inspects, struct fault *fault)
{
    cisd_code code = CISD_OK;

    while (code == CISD_OK && inspects->listing->list.waiting > 0 &&
           inspects->next_start - inspects->next_out < INSPECTS_WINDOW &&
           http_has_room(inspects->http))
        code = start_next(inspects, fault);
    return code;
}

/* Says why no more is asked, where there is more to ask. */
static void give_up(struct engine_inspects *inspects, const char *why, long long number)
{
    if (inspects->given_up.code != CISD_OK || !engine_listing_has_more(inspects->listing))
        return;
    (void)fault_set(&inspects->given_up, CISD_E_TIMEOUT, "%s (%lld)", why, number);
    engine_listing_hurry(inspects->listing);
}

/* An engine that does not answer, or has had its time, is not asked any more. */
static void watch(struct engine_inspects *inspects, const struct http_request *request)
{
    inspects->timeouts = request->fault.code == CISD_E_TIMEOUT ? inspects->timeouts + 1 : 0;
    if (inspects->timeouts >= PATIENCE)
        give_up(inspects, "not asked, after requests in a row that the engine did not answer",
                PATIENCE);
    if (engine_time_is_over(inspects->time))
        give_up(inspects, "not asked, because the time limit in seconds is over",
                inspects->time->limit_ms / 1000);
}

/* Settles what is done. */
static cisd_code collect(struct engine_inspects *inspects, struct fault *fault)
{
    for (unsigned i = 0; i < HTTP_CONNECTIONS; i++) {
        struct slot *slot = inspects->parsers[i].slot;

        if (slot == NULL || !slot->request.done)
            continue;
        watch(inspects, &slot->request);
        if (settle(slot, fault) != CISD_OK)
            return fault->code;
        return_parser(slot);
        slot->ready = true;
    }
    return CISD_OK;
}

/* Whether every container that is listed was handed out. */
static bool is_over(const struct engine_inspects *inspects)
{
    return inspects->next_out == inspects->next_start &&
           !engine_listing_has_more(inspects->listing);
}

/* Works until a container is ready to be handed out, or there is none left. */
static cisd_code wait_for(struct engine_inspects *inspects, const struct slot *slot,
                          struct fault *fault)
{
    bool worked;

    while (!slot->ready && !is_over(inspects)) {
        if (atomic_load(inspects->cancelled))
            return fault_set(fault, CISD_E_CANCELLED, "cancelled");
        if (http_work(inspects->http, 100, &worked, fault) != CISD_OK ||
            (worked && collect(inspects, fault) != CISD_OK) ||
            engine_listing_settle(inspects->listing, fault) != CISD_OK ||
            start_more(inspects, fault) != CISD_OK)
            return fault->code;
    }
    return CISD_OK;
}

/* Makes room for another container; what it held becomes the caller's. */
static struct subject *hand_out(struct engine_inspects *inspects, struct slot *slot)
{
    struct subject *subject = slot->subject;

    memory_free(&inspects->memory, slot->listed);
    *slot = (struct slot){.inspects = inspects};
    inspects->next_out++;
    return subject;
}

cisd_code engine_inspects_next(struct engine_inspects *inspects, struct subject **out,
                               struct fault *fault)
{
    struct slot *slot = &inspects->slots[inspects->next_out % INSPECTS_WINDOW];

    *out = NULL;
    if (start_more(inspects, fault) != CISD_OK || wait_for(inspects, slot, fault) != CISD_OK)
        return fault->code;
    if (slot->ready) {
        *out = hand_out(inspects, slot);
        return CISD_OK;
    }
    *fault = inspects->given_up.code != CISD_OK ? inspects->given_up : inspects->listing->trouble;
    return fault->code;
}

void engine_inspects_free(struct engine_inspects *inspects)
{
    for (size_t i = 0; i < INSPECTS_WINDOW; i++) {
        return_parser(&inspects->slots[i]);
        subject_free(inspects->slots[i].subject);
        if (inspects->slots[i].listed != NULL)
            memory_free(&inspects->memory, inspects->slots[i].listed);
    }
    for (size_t i = 0; i < HTTP_CONNECTIONS; i++)
        json_reader_free(inspects->parsers[i].json);
}

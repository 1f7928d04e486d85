#include "sources/engine_listing.h"

#include <stdio.h>

/* What one answer's strings may take while they are parsed. */
#define LIST_MEMORY ((size_t)4 << 20)

/* With more containers than MOST in the queue, the list has to wait until there are FEW. */
#define MOST 256
#define FEW 128

void engine_listing_init(struct engine_listing *listing, const struct memory *memory,
                         const struct engine_hello *hello, const struct engine_time *time,
                         bool may_wait)
{
    *listing = (struct engine_listing){.hello = hello, .time = time, .may_wait = may_wait};
    engine_list_init(&listing->list, memory);
}

/* Podman's order is not said to be by age: its list is asked for as a whole. */
struct engine_question engine_listing_newest(struct engine_listing *listing)
{
    const char *api = listing->hello->api;

    listing->in_parts = listing->hello->version.kind == ENGINE_DOCKER;
    if (listing->in_parts)
        (void)snprintf(listing->path, sizeof listing->path, "/v%s/containers/json?all=1&limit=%d",
                       api, ENGINE_LIST_NEWEST);
    else
        (void)snprintf(listing->path, sizeof listing->path, "/v%s/containers/json?all=1", api);
    return (struct engine_question){
        .path = listing->path,
        .shape = JSON_ROWS,
        .places = engine_list_places,
        .handler = engine_list_value,
        .user = &listing->list,
        .timeout_ms = engine_time_patience(listing->time),
        .body_limit = ENGINE_LIST_BODY,
    };
}

static cisd_code on_body(void *user, const char *data, size_t length, struct fault *fault)
{
    struct engine_listing *listing = user;

    if (json_reader_feed(listing->json, data, length, fault) != CISD_OK)
        return fault->code;
    listing->request.held = listing->may_wait && listing->list.waiting > MOST;
    return CISD_OK;
}

/* Those older than the last of the newest; all, where that one is not known any more. */
static void write_path(struct engine_listing *listing)
{
    const struct engine_list *list = &listing->list;
    char id[LISTED_ID];
    int length = snprintf(listing->path, sizeof listing->path, "/v%s/containers/json?all=1",
                          listing->hello->api);

    if (listing->again || list->newest_count == 0)
        return;
    engine_list_spell_id(list->newest[list->newest_count - 1], id);
    (void)snprintf(listing->path + length, sizeof listing->path - (size_t)length,
                   "&filters=%%7B%%22before%%22%%3A%%5B%%22%s%%22%%5D%%7D", id);
}

/*
 * It lasts as long as the audit lets it wait, and then as long as any answer: those that could not
 * be looked at are to be named. An engine that falls silent is given up before.
 */
static cisd_code ask(struct engine_listing *listing, struct http *http, struct fault *fault)
{
    write_path(listing);
    listing->request = (struct http_request){
        .path = listing->path,
        .timeout_ms = engine_time_left(listing->time) + listing->time->timeout_ms,
        .silence_ms = engine_time_patience(listing->time),
        .body_limit = ENGINE_LIST_BODY,
        .body = on_body,
        .user = listing,
    };
    if (json_reader_begin(listing->json, engine_list_value, &listing->list, fault) != CISD_OK ||
        http_start(http, &listing->request, fault) != CISD_OK)
        return fault->code;
    listing->running = true;
    return CISD_OK;
}

cisd_code engine_listing_go_on(struct engine_listing *listing, struct http *http,
                               struct fault *fault)
{
    if (!listing->in_parts || listing->list.entries != ENGINE_LIST_NEWEST)
        return CISD_OK;
    listing->json = json_reader_new(&listing->list.memory, JSON_ROWS, engine_list_places,
                                    LIST_MEMORY);
    if (listing->json == NULL)
        return fault_no_memory(fault);
    return ask(listing, http, fault);
}

cisd_code engine_listing_settle(struct engine_listing *listing, struct http *http,
                                struct fault *fault)
{
    struct http_request *request = &listing->request;
    struct fault *trouble = &request->fault;

    if (!listing->running || !request->done)
        return CISD_OK;
    listing->running = false;
    if (trouble->code == CISD_OK && request->status == 200)
        (void)json_reader_end(listing->json, trouble);
    else if (trouble->code == CISD_OK && !listing->again) {
        listing->again = true;
        return ask(listing, http, fault);
    } else if (trouble->code == CISD_OK)
        (void)fault_set(trouble, CISD_E_PROTOCOL,
                        "the answer to GET %s has the HTTP status %ld", listing->path,
                        request->status);
    if (trouble->code == CISD_E_NO_MEMORY)
        return fault_no_memory(fault);
    if (trouble->code != CISD_OK)
        (void)fault_within(trouble, "the list of containers is not whole");
    listing->trouble = *trouble;
    return CISD_OK;
}

struct listed *engine_listing_take(struct engine_listing *listing, struct http *http)
{
    struct listed *entry = engine_list_take(&listing->list);

    if (listing->running && listing->request.held && listing->list.waiting <= FEW)
        http_release(http, &listing->request);
    return entry;
}

void engine_listing_hurry(struct engine_listing *listing, struct http *http)
{
    listing->may_wait = false;
    if (listing->running && listing->request.held)
        http_release(http, &listing->request);
}

bool engine_listing_has_more(const struct engine_listing *listing)
{
    return listing->list.waiting > 0 || listing->running;
}

size_t engine_listing_total(const struct engine_listing *listing)
{
    size_t known = listing->list.count, said = listing->hello->containers;

    return listing->running && said > known ? said : known;
}

void engine_listing_free(struct engine_listing *listing)
{
    if (listing->hello != NULL)
        engine_list_free(&listing->list);
    json_reader_free(listing->json);
}

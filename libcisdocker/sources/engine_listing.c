#include "sources/engine_listing.h"

/* What the strings of the list may take while they are parsed, and the list. */
#define LIST_MEMORY ((size_t)4 << 20)
#define LIST_BODY ((size_t)256 << 20)

/* With more containers than MOST in the queue, the list waits until there are FEW. */
#define MOST 256
#define FEW 128

static cisd_code on_body(void *user, const char *data, size_t length, struct fault *fault)
{
    struct engine_listing *listing = user;

    if (json_reader_feed(listing->json, data, length, fault) != CISD_OK)
        return fault->code;
    listing->request.held = listing->may_wait && listing->list.waiting > MOST;
    return CISD_OK;
}

/*
 * Of no version of the API, so that it can be asked for first: id, name and image are where they
 * always were. It lasts as long as the audit lets it wait, and then as long as any answer: those
 * that could not be looked at are to be named.
 */
static struct http_request request_for(struct engine_listing *listing)
{
    return (struct http_request){
        .path = "/containers/json?all=1",
        .timeout_ms = engine_time_left(listing->time) + listing->time->timeout_ms,
        .step_ms = engine_time_patience(listing->time),
        .body_limit = LIST_BODY,
        .body = on_body,
        .user = listing,
    };
}

cisd_code engine_listing_start(struct engine_listing *listing, const struct memory *memory,
                               struct fault *fault)
{
    engine_list_init(&listing->list, memory);
    listing->json = json_reader_new(memory, JSON_ROWS, engine_list_places, LIST_MEMORY);
    if (listing->json == NULL)
        return fault_no_memory(fault);
    listing->request = request_for(listing);
    if (json_reader_begin(listing->json, engine_list_value, &listing->list, fault) != CISD_OK ||
        http_start(listing->http, &listing->request, fault) != CISD_OK)
        return fault->code;
    listing->running = true;
    return CISD_OK;
}

/* What is wrong with the answer. */
static cisd_code judge(struct engine_listing *listing, struct fault *trouble)
{
    const struct http_request *request = &listing->request;

    *trouble = request->fault;
    if (trouble->code != CISD_OK)
        return trouble->code;
    if (request->status == 200)
        return json_reader_end(listing->json, trouble);
    return fault_set(trouble, CISD_E_PROTOCOL, "the answer to GET %s has the HTTP status %ld",
                     request->path, request->status);
}

cisd_code engine_listing_settle(struct engine_listing *listing, struct fault *fault)
{
    if (!listing->running || !listing->request.done)
        return CISD_OK;
    listing->running = false;
    if (judge(listing, &listing->trouble) == CISD_E_NO_MEMORY)
        return fault_no_memory(fault);
    engine_time_blame(listing->time, &listing->trouble);
    if (listing->trouble.code != CISD_OK && listing->list.count > 0)
        (void)fault_within(&listing->trouble, "the list of containers is not whole");
    return CISD_OK;
}

struct listed *engine_listing_take(struct engine_listing *listing)
{
    struct listed *entry = engine_list_take(&listing->list);

    if (listing->running && listing->request.held && listing->list.waiting <= FEW)
        http_release(listing->http, &listing->request);
    return entry;
}

void engine_listing_hurry(struct engine_listing *listing)
{
    listing->may_wait = false;
    if (listing->running && listing->request.held)
        http_release(listing->http, &listing->request);
}

bool engine_listing_has_more(const struct engine_listing *listing)
{
    return listing->list.waiting > 0 || listing->running;
}

void engine_listing_free(struct engine_listing *listing)
{
    if (listing->json == NULL)
        return;
    engine_list_free(&listing->list);
    json_reader_free(listing->json);
}

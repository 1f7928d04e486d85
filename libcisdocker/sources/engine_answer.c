#include "sources/engine_answer.h"

#include <string.h>

/* What one answer's strings may take while they are parsed. */
#define ANSWER_MEMORY ((size_t)4 << 20)

struct answer {
    struct json_reader *json;
    const struct engine_question *question;
};

static cisd_code on_body(void *user, const char *data, size_t length, struct fault *fault)
{
    struct answer *answer = user;

    return json_reader_feed(answer->json, data, length, fault);
}

static void on_header(void *user, const char *name, size_t name_length, const char *value,
                      size_t value_length)
{
    struct answer *answer = user;
    const struct engine_question *question = answer->question;

    if (question->header != NULL)
        question->header(question->user, name, name_length, value, value_length);
}

static cisd_code ask(struct http *http, struct answer *answer, struct fault *fault)
{
    const struct engine_question *question = answer->question;
    struct http_request request = {
        .path = question->path,
        .timeout_ms = question->timeout_ms,
        .body_limit = question->body_limit,
        .body = on_body,
        .header = on_header,
        .user = answer,
    };

    if (json_reader_begin(answer->json, question->handler, question->user, fault) != CISD_OK ||
        http_get(http, &request, fault) != CISD_OK)
        return fault->code;
    if (request.fault.code != CISD_OK) {
        *fault = request.fault;
        return fault->code;
    }
    if (question->status != NULL)
        *question->status = request.status;
    if (request.status != 200)
        return fault_set(fault, CISD_E_PROTOCOL, "the answer to GET %s has the HTTP status %ld%s",
                         question->path, request.status,
                         request.status == 400 && http_is_plain(http)
                             ? ": the port may want TLS" : "");
    return json_reader_end(answer->json, fault);
}

cisd_code engine_ask(struct http *http, const struct memory *memory,
                     const struct engine_question *question, struct fault *fault)
{
    struct answer answer = {.question = question};
    cisd_code code;

    answer.json = json_reader_new(memory, question->shape, question->places, ANSWER_MEMORY);
    if (answer.json == NULL)
        return fault_no_memory(fault);
    code = ask(http, &answer, fault);
    json_reader_free(answer.json);
    return code;
}

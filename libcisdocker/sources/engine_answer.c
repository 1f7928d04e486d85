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

static struct http_request request_for(struct answer *answer)
{
    const struct engine_question *question = answer->question;

    return (struct http_request){
        .path = question->path,
        .timeout_ms = question->timeout_ms,
        .body_limit = question->body_limit,
        .body = on_body,
        .header = on_header,
        .user = answer,
    };
}

static cisd_code prepare(struct answer *answer, const struct memory *memory,
                         const struct engine_question *question, struct fault *fault)
{
    answer->question = question;
    answer->json = json_reader_new(memory, question->shape, question->places, ANSWER_MEMORY);
    if (answer->json == NULL)
        return fault_no_memory(fault);
    return json_reader_begin(answer->json, question->handler, question->user, fault);
}

/* Whether the answer is whole and good. */
static cisd_code conclude(const struct http *http, const struct answer *answer,
                          const struct http_request *request, struct fault *trouble)
{
    const struct engine_question *question = answer->question;

    *trouble = request->fault;
    if (trouble->code != CISD_OK)
        return trouble->code;
    if (question->status != NULL)
        *question->status = request->status;
    if (request->status != 200)
        return fault_set(trouble, CISD_E_PROTOCOL, "the answer to GET %s has the HTTP status %ld%s",
                         question->path, request->status,
                         request->status == 400 && http_is_plain(http)
                             ? ": the port may want TLS" : "");
    return json_reader_end(answer->json, trouble);
}

cisd_code engine_ask_all(struct http *http, const struct memory *memory,
                         const struct engine_question *questions, size_t count,
                         struct fault *troubles, struct fault *fault)
{
    struct answer answers[ENGINE_QUESTIONS] = {{0}};
    struct http_request requests[ENGINE_QUESTIONS];
    cisd_code code = CISD_OK;

    for (size_t i = 0; code == CISD_OK && i < count; i++) {
        code = prepare(&answers[i], memory, &questions[i], fault);
        requests[i] = request_for(&answers[i]);
    }
    if (code == CISD_OK)
        code = http_get(http, requests, count, fault);
    for (size_t i = 0; i < count; i++) {
        if (code == CISD_OK && conclude(http, &answers[i], &requests[i], &troubles[i]) ==
                                   CISD_E_NO_MEMORY)
            code = fault_no_memory(fault);
        json_reader_free(answers[i].json);
    }
    return code;
}

cisd_code engine_ask(struct http *http, const struct memory *memory,
                     const struct engine_question *question, struct fault *fault)
{
    struct fault trouble;

    if (engine_ask_all(http, memory, question, 1, &trouble, fault) != CISD_OK)
        return fault->code;
    *fault = trouble;
    return fault->code;
}

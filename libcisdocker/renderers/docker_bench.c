/*
 * The JSON that docker-bench-security logs, for programs that read it today. There, members come
 * and go with the outcome; here, each is always there.
 */
#include "renderers/json_writer.h"
#include "renderers/outcome.h"
#include "renderers/renderer.h"
#include "report/rule.h"

/* The release whose numbers are those of the benchmark from 1.6.0 on. */
#define DIALECT "1.6.0"

/* Names of subjects: JSON strings, a comma between. */
struct names {
    struct buffer text, json;
    size_t count;
};

struct bench {
    struct names failed, unjudged;
};

/* What stands for a verdict: the word and the score. */
static const struct {
    const char *word, *details;
    int score;
} outcomes[CISD_VERDICTS] = {
    [CISD_PASS] = {"PASS", "no subject has more than it may", 1},
    [CISD_FAIL] = {"WARN", "more capabilities than allowed", -1},
    [CISD_ERROR] = {"INFO", "could not be judged", 0},
    [CISD_UNKNOWN] = {"INFO", "could not be judged", 0},
    [CISD_NOTAPPLICABLE] = {"INFO", "there was nothing to check", 0},
    [CISD_NOTCHECKED] = {"NOTE", "the evidence was shown and not judged", 0},
    [CISD_INFORMATIONAL] = {"INFO", "every failure is accepted", 0},
};

static cisd_code bench_begin(cisd_renderer *renderer, struct fault *fault)
{
    struct bench *bench = renderer->state;

    (void)fault;
    buffer_init(&bench->failed.text, &renderer->memory);
    buffer_init(&bench->failed.json, &renderer->memory);
    buffer_init(&bench->unjudged.text, &renderer->memory);
    buffer_init(&bench->unjudged.json, &renderer->memory);
    return CISD_OK;
}

static void add_name(struct names *names, const char *name)
{
    struct json_writer json = {.out = &names->json, .comma = names->count > 0};

    json_string(&json, NULL, name);
    buffer_char(&names->text, ' ');
    buffer_text(&names->text, name);
    names->count++;
}

static bool have_failed(const struct bench *bench)
{
    return bench->failed.text.failed || bench->failed.json.failed ||
           bench->unjudged.text.failed || bench->unjudged.json.failed;
}

static const char *name_of(const struct subject *subject)
{
    return subject->name[0] != '\0' ? subject->name : subject->id;
}

static cisd_code bench_add(cisd_renderer *renderer, cisd_result *result, struct fault *fault)
{
    struct bench *bench = renderer->state;
    cisd_verdict verdict = outcome_of(result);

    if (verdict == CISD_FAIL)
        add_name(&bench->failed, name_of(result->subject));
    if (verdict == CISD_ERROR || verdict == CISD_UNKNOWN)
        add_name(&bench->unjudged, name_of(result->subject));
    return have_failed(bench) ? fault_no_memory(fault) : CISD_OK;
}

static const struct names *names_for(const struct bench *bench, cisd_verdict verdict)
{
    static const struct names none;

    if (verdict == CISD_FAIL)
        return &bench->failed;
    return verdict == CISD_ERROR || verdict == CISD_UNKNOWN ? &bench->unjudged : &none;
}

/* A sentence, and after it the names, as that program writes it. */
static void add_sentence(struct buffer *out, cisd_verdict verdict, const struct names *names)
{
    buffer_text(out, outcomes[verdict].details);
    if (names->count > 0)
        buffer_char(out, ':');
    buffer_join(out, &names->text);
}

/* Besides failures, what could not be judged is named too. */
static void write_details(struct json_writer *json, cisd_verdict verdict,
                          const struct bench *bench, struct buffer *scratch)
{
    buffer_clear(scratch);
    add_sentence(scratch, verdict, names_for(bench, verdict));
    if (verdict == CISD_FAIL && bench->unjudged.count > 0) {
        buffer_text(scratch, "; ");
        add_sentence(scratch, CISD_ERROR, &bench->unjudged);
    }
    json_shown(json, "details", scratch);
}

static void write_test(struct json_writer *json, const cisd_rule *rule, cisd_verdict verdict,
                       const struct bench *bench, struct buffer *scratch)
{
    json_open(json, NULL, '{');
    json_string(json, "id", rule->texts[CISD_RULE_ID]);
    json_string(json, "desc", rule->texts[CISD_RULE_TITLE]);
    json_string(json, "result", outcomes[verdict].word);
    write_details(json, verdict, bench, scratch);
    json_open(json, "items", '[');
    buffer_join(json->out, &names_for(bench, verdict)->json);
    json_close(json, ']');
    json_close(json, '}');
}

static void write_report(struct json_writer *json, const cisd_report *report,
                         const struct bench *bench, struct buffer *scratch)
{
    cisd_verdict verdict = outcome_worst(report);

    json_open(json, NULL, '{');
    json_string(json, "dockerbenchsecurity", DIALECT);
    json_number(json, "start", report->started);
    json_open(json, "tests", '[');
    json_open(json, NULL, '{');
    json_string(json, "id", "5");
    json_string(json, "desc", "Container Runtime");
    json_open(json, "results", '[');
    write_test(json, report->rule, verdict, bench, scratch);
    json_close(json, ']');
    json_close(json, '}');
    json_close(json, ']');
    json_number(json, "checks", 1);
    json_number(json, "score", outcomes[verdict].score);
    json_number(json, "end", report->finished);
    json_close(json, '}');
    buffer_char(json->out, '\n');
}

static cisd_code bench_finish(cisd_renderer *renderer, struct fault *fault)
{
    struct bench *bench = renderer->state;
    struct json_writer json = {.out = &renderer->out};
    struct buffer scratch;

    for (size_t i = 0; i < renderer->report->target_count; i++)
        if (outcome_incomplete(&renderer->report->targets[i]))
            add_name(&bench->unjudged, renderer->report->targets[i].uri);
    buffer_init(&scratch, &renderer->memory);
    write_report(&json, renderer->report, bench, &scratch);
    buffer_free(&scratch);
    return have_failed(bench) ? fault_no_memory(fault) : CISD_OK;
}

static void bench_release(cisd_renderer *renderer)
{
    struct bench *bench = renderer->state;

    buffer_free(&bench->failed.text);
    buffer_free(&bench->failed.json);
    buffer_free(&bench->unjudged.text);
    buffer_free(&bench->unjudged.json);
}

const struct renderer_type renderer_docker_bench = {
    .name = "docker-bench",
    .state_size = sizeof(struct bench),
    .begin = bench_begin,
    .add = bench_add,
    .finish = bench_finish,
    .release = bench_release,
};

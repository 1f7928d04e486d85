/*
 * Runs every scenario through the public C API, in several ways that must not differ:
 *     run [FOLDER]...
 * The folder of the scenarios is named by the environment variable SCENARIOS.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "case.h"
#include "file.h"

/* There are many; fewer mean that they were not found. */
#define LEAST 70

/* How an audit of a scenario is run. */
enum way {
    WAY_COLLECT, /* collected, rendered in one call */
    WAY_PULL,    /* result by result, rendered while they come */
    WAY_BYTES,   /* like WAY_PULL, the files handed in byte by byte */
    WAYS
};

static const char *const way_names[WAYS] = {"collected", "pulled", "read byte by byte"};

/* What came out. */
struct outcome {
    struct text texts[CISD_FORMATS], errors;
    int status;
};

static int failures;

static void fail(const char *folder, const char *what)
{
    printf("FAIL %s: %s\n", folder, what);
    failures++;
}

/* ---------------------------------------------------------------- audit */

/* Hands out a file byte by byte: a cisd_read_fn. */
static int read_byte(void *user, void *buffer, size_t size, size_t *length)
{
    *length = fread(buffer, 1, size < 1 ? size : 1, user);
    return ferror((FILE *)user) ? -1 : 0;
}

static cisd_code add_target(cisd_audit *audit, const char *path, enum way way, FILE **file)
{
    *file = way == WAY_BYTES && strcmp(path, ".") != 0 ? fopen(path, "rb") : NULL;
    if (*file == NULL)
        return cisd_audit_add_inspect(audit, path, NULL);
    return cisd_audit_add_inspect_reader(audit, path, read_byte, *file, NULL);
}

static cisd_code add_policies(cisd_audit *audit, const struct scenario *scenario)
{
    cisd_code code = CISD_OK;

    for (size_t i = 0; code == CISD_OK && i < scenario->policies.count; i++) {
        cisd_policy *policy = NULL;

        code = cisd_policy_load(scenario->policies.texts[i], &policy, NULL);
        if (code == CISD_OK)
            code = cisd_audit_add_policy(audit, policy, NULL);
        cisd_policy_unref(policy);
    }
    return code;
}

static cisd_code set_up(cisd_audit *audit, const struct scenario *scenario)
{
    cisd_profile profile = CISD_PROFILE_CIS;
    cisd_code code = CISD_OK;

    if (scenario->profile != NULL)
        code = cisd_profile_from_name(scenario->profile, &profile);
    if (code == CISD_OK)
        code = cisd_audit_set_profile(audit, profile, NULL);
    if (code == CISD_OK)
        code = cisd_audit_set_time(audit, scenario->time, NULL);
    if (code == CISD_OK && scenario->trust_label != NULL)
        code = cisd_audit_trust_label(audit, scenario->trust_label, NULL);
    if (code == CISD_OK)
        code = add_policies(audit, scenario);
    for (size_t i = 0; code == CISD_OK && i < scenario->selection_count; i++)
        code = cisd_audit_select(audit, scenario->selections[i].key,
                                 scenario->selections[i].value, NULL);
    return code;
}

static cisd_code add_compose(cisd_audit *audit, const struct scenario *scenario)
{
    const cisd_compose_options options = {
        .size = sizeof options,
        .files = (const char *const *)scenario->compose.texts,
        .file_count = scenario->compose.count,
        .env_files = (const char *const *)scenario->env_files.texts,
        .env_file_count = scenario->env_files.count,
        .environment = (const char *const *)scenario->environment.texts,
        .environment_count = scenario->environment.count,
        .profiles = (const char *const *)scenario->compose_profiles.texts,
        .profile_count = scenario->compose_profiles.count,
        .project_directory = scenario->project_directory,
        .stack = scenario->stack != NULL,
    };

    return options.file_count > 0 ? cisd_audit_add_compose(audit, &options, NULL) : CISD_OK;
}

/* Whether a format is to be rendered: these always, others where a file says what to expect. */
static int is_wanted(int format)
{
    char path[64];

    (void)snprintf(path, sizeof path, "expected.%s", cisd_format_name((cisd_format)format));
    return format <= CISD_FORMAT_JSONL || access(path, F_OK) == 0;
}

static cisd_code add_roots(cisd_audit *audit, const struct scenario *scenario)
{
    cisd_code code = CISD_OK;

    for (size_t i = 0; code == CISD_OK && i < scenario->roots.count; i++)
        code = cisd_audit_add_root(audit, scenario->roots.texts[i], NULL);
    return code;
}

static cisd_code add_commands(cisd_audit *audit, const struct scenario *scenario)
{
    cisd_code code = CISD_OK;

    for (size_t i = 0; code == CISD_OK && i < scenario->commands.count; i++) {
        struct text line = text_of_file(scenario->commands.texts[i]);

        code = cisd_audit_add_command(audit, line.data, NULL);
        text_free(&line);
    }
    return code;
}

/* Draws all results into one renderer a format. */
static cisd_code pull(cisd_audit *audit, struct outcome *outcome)
{
    cisd_renderer *renderers[CISD_FORMATS] = {NULL};
    cisd_result *result = NULL;
    cisd_code code = CISD_OK;

    for (int i = 0; code == CISD_OK && i < CISD_FORMATS; i++)
        if (is_wanted(i))
            code = cisd_renderer_new((cisd_format)i, cisd_audit_report(audit), NULL, text_add,
                                     &outcome->texts[i], &renderers[i], NULL);
    while (code == CISD_OK && (code = cisd_audit_next(audit, &result, NULL)) == CISD_OK &&
           result != NULL) {
        for (int i = 0; code == CISD_OK && i < CISD_FORMATS; i++)
            if (renderers[i] != NULL)
                code = cisd_renderer_add(renderers[i], result, NULL);
        cisd_result_unref(result);
    }
    for (int i = 0; i < CISD_FORMATS; i++) {
        if (code == CISD_OK && renderers[i] != NULL)
            code = cisd_renderer_finish(renderers[i], NULL);
        cisd_renderer_free(renderers[i]);
    }
    return code;
}

static int exit_status(const cisd_report *report)
{
    if (cisd_report_count(report, CISD_FAIL) > 0)
        return 1;
    for (size_t i = 0; i < cisd_report_target_count(report); i++)
        if (!cisd_report_target_complete(report, i))
            return 3;
    return cisd_report_count(report, CISD_ERROR) + cisd_report_count(report, CISD_UNKNOWN) > 0 ? 3
                                                                                               : 0;
}

/* The errors of targets, a line each. */
static void note_errors(const cisd_report *report, struct outcome *outcome)
{
    for (size_t i = 0; i < cisd_report_target_count(report); i++) {
        const char *error = cisd_report_target_error(report, i);

        if (error == NULL)
            continue;
        (void)text_add(&outcome->errors, error, strlen(error));
        (void)text_add(&outcome->errors, "\n", 1);
    }
}

/* ---------------------------------------------------- hand-written lines */

/* The names of a result's reasons, with commas. */
static struct text reasons_of(const cisd_result *result)
{
    struct text text = {0};

    for (size_t i = 0; i < cisd_result_reason_count(result); i++) {
        const char *name = cisd_reason_name(cisd_result_reason(result, i));

        (void)text_add(&text, ",", i > 0 ? 1 : 0);
        (void)text_add(&text, name, strlen(name));
    }
    return text;
}

/* The unknown names, with commas, each with %XX for what is not plain. */
static struct text unknown_of(const cisd_result *result)
{
    struct text text = {0};
    char escape[4];

    (void)text_add(&text, "", 0);
    for (size_t i = 0; i < cisd_result_unknown_cap_count(result); i++) {
        (void)text_add(&text, ",", i > 0 ? 1 : 0);
        for (const char *at = cisd_result_unknown_cap(result, i); *at != '\0'; at++) {
            int plain = *at > 0x20 && *at < 0x7F && *at != '%' && *at != ',';

            (void)snprintf(escape, sizeof escape, "%%%02X", (unsigned char)*at);
            (void)text_add(&text, plain ? at : escape, plain ? 1 : 3);
        }
    }
    return text;
}

static int fits(const cisd_result *result, const struct expectation *expected)
{
    struct text reasons = reasons_of(result), unknown = unknown_of(result);
    int good = strcmp(cisd_result_name(result), expected->name) == 0 &&
               strcmp(cisd_verdict_name(cisd_result_verdict(result)), expected->verdict) == 0 &&
               strcmp(reasons.data, expected->reasons) == 0 &&
               strcmp(unknown.data, expected->unknown) == 0 &&
               cisd_result_granted(result) == expected->granted &&
               cisd_result_excess(result) == expected->excess;

    if (!good)
        printf("  %s %s %s granted=%llx excess=%llx unknown=%s\n", cisd_result_name(result),
               cisd_verdict_name(cisd_result_verdict(result)), reasons.data,
               (unsigned long long)cisd_result_granted(result),
               (unsigned long long)cisd_result_excess(result), unknown.data);
    text_free(&reasons);
    text_free(&unknown);
    return good;
}

/* Whether a result stands where its line 'at' says, if it has one. */
static int stands(const cisd_result *result, const struct scenario *scenario)
{
    char place[512];
    size_t name = strlen(cisd_result_name(result));

    (void)snprintf(place, sizeof place, "%s %s:%u:%u", cisd_result_name(result),
                   cisd_result_file(result) != NULL ? cisd_result_file(result) : "",
                   cisd_result_line(result), cisd_result_column(result));
    for (size_t i = 0; i < scenario->places.count; i++) {
        const char *wanted = scenario->places.texts[i];

        if (strncmp(wanted, place, name + 1) == 0 && strcmp(wanted, place) != 0) {
            printf("  at %s\n", place);
            return 0;
        }
    }
    return 1;
}

/* "NAME REST" against a line of the case, whose name and rest may have %XX. */
static int is_line(const char *line, const char *name, const char *rest)
{
    char copy[2048];
    char *blank;

    (void)snprintf(copy, sizeof copy, "%s", line);
    blank = strchr(copy, ' ');
    if (blank == NULL)
        return 0;
    *blank = '\0';
    case_decode(copy);
    case_decode(blank + 1);
    return strcmp(copy, name) == 0 && strcmp(blank + 1, rest) == 0;
}

static int has_line(const struct strings *lines, const char *name, const char *rest)
{
    for (size_t i = 0; i < lines->count; i++)
        if (is_line(lines->texts[i], name, rest))
            return 1;
    return 0;
}

/* Those that are waived are those of the lines 'waived', each for its reason. */
static void check_waived(const char *folder, const struct scenario *scenario,
                         const cisd_report *report)
{
    size_t count = 0;

    for (size_t i = 0; i < cisd_report_result_count(report); i++) {
        const cisd_result *result = cisd_report_result(report, i);

        if (!cisd_result_waived(result))
            continue;
        count++;
        if (!has_line(&scenario->waived, cisd_result_name(result),
                      cisd_result_waiver_reason(result)))
            fail(folder, "a result is waived that no line 'waived' is about");
    }
    if (count != scenario->waived.count)
        fail(folder, "not as many results are waived as there are lines 'waived'");
}

static void check_notes(const char *folder, const struct scenario *scenario,
                        const cisd_report *report)
{
    char place[512];

    if (cisd_report_note_count(report) != scenario->notes.count)
        fail(folder, "the number of notes is not that of the lines 'note'");
    for (size_t i = 0; i < cisd_report_note_count(report) && i < scenario->notes.count; i++) {
        (void)snprintf(place, sizeof place, "%s:%u", cisd_report_note_file(report, i),
                       cisd_report_note_line(report, i));
        if (!is_line(scenario->notes.texts[i],
                     cisd_policy_note_name(cisd_report_note(report, i)), place))
            fail(folder, "a note is not what its line 'note' says");
    }
}

/* Whether a result has the remedy of a line "NAME KIND TEXT". */
static int has_remedy(const cisd_report *report, const char *line, int least)
{
    char rest[2048];

    for (size_t i = 0; i < cisd_report_result_count(report); i++) {
        const cisd_result *result = cisd_report_result(report, i);

        for (size_t j = 0; j < cisd_result_remedy_count(result); j++) {
            (void)snprintf(rest, sizeof rest, "%s %s", cisd_result_remedy_kind(result, j),
                           least ? cisd_result_remedy_least(result, j)
                                 : cisd_result_remedy_smallest(result, j));
            if (is_line(line, cisd_result_name(result), rest))
                return 1;
        }
    }
    return 0;
}

static void check_remedies(const char *folder, const struct scenario *scenario,
                           const cisd_report *report)
{
    for (size_t i = 0; i < scenario->smallest.count; i++)
        if (!has_remedy(report, scenario->smallest.texts[i], 0))
            fail(folder, "a remedy is not what its line 'remedy' says");
    for (size_t i = 0; i < scenario->least.count; i++)
        if (!has_remedy(report, scenario->least.texts[i], 1))
            fail(folder, "a remedy is not what its line 'least' says");
}

static void check_results(const char *folder, const struct scenario *scenario,
                          const cisd_report *report)
{
    if (cisd_report_result_count(report) != scenario->expectation_count)
        fail(folder, "the number of results is not that of the lines 'expect'");
    for (size_t i = 0; i < cisd_report_result_count(report); i++)
        if (i < scenario->expectation_count &&
            !fits(cisd_report_result(report, i), &scenario->expectations[i]))
            fail(folder, "a result is not what its line 'expect' says");
    for (size_t i = 0; i < cisd_report_result_count(report); i++)
        if (!stands(cisd_report_result(report, i), scenario))
            fail(folder, "a result is not where its line 'at' says");
    check_waived(folder, scenario, report);
    check_notes(folder, scenario, report);
    check_remedies(folder, scenario, report);
}

/* ------------------------------------------------------------ read back */

/* Hands out a text whole: a cisd_read_fn. */
static int read_text(void *user, void *buffer, size_t size, size_t *length)
{
    struct text *text = user;

    *length = text->length < size ? text->length : size;
    memcpy(buffer, text->data, *length);
    text->data += *length;
    text->length -= *length;
    return 0;
}

static cisd_code read_back(const cisd_report *report, cisd_report **back)
{
    struct text json = {0}, rest;
    cisd_error *error = NULL;
    cisd_code code = cisd_report_render(report, CISD_FORMAT_JSON, NULL, text_add, &json, NULL);

    rest = json;
    if (code == CISD_OK)
        code = cisd_report_load_reader("report", read_text, &rest, back, &error);
    if (error != NULL)
        printf("  %s\n", cisd_error_message(error));
    cisd_error_free(error);
    text_free(&json);
    return code;
}

/* Whether a format says the same of both. What a machine cannot write, it can of neither. */
static int same_in(cisd_format format, int verbose, const cisd_report *one,
                   const cisd_report *other)
{
    const cisd_render_options options = {
        .size = sizeof options, .verbose = verbose, .per_subject = verbose};
    struct text texts[2] = {{0}, {0}};
    cisd_code code = cisd_report_render(one, format, &options, text_add, &texts[0], NULL);
    int same = cisd_report_render(other, format, &options, text_add, &texts[1], NULL) == code;

    if (same && code == CISD_OK)
        same = texts[0].length == texts[1].length &&
               (texts[0].length == 0 ||
                memcmp(texts[0].data, texts[1].data, texts[0].length) == 0);
    text_free(&texts[0]);
    text_free(&texts[1]);
    return same;
}

/* A report that went through JSON has lost nothing. */
static void check_read_back(const char *folder, const struct scenario *scenario,
                            const cisd_report *report)
{
    cisd_report *back = NULL;

    if (read_back(report, &back) != CISD_OK) {
        fail(folder, "the report cannot be read back");
        return;
    }
    check_results(folder, scenario, back);
    for (int i = 0; i < 2 * CISD_FORMATS; i++)
        if (!same_in((cisd_format)(i / 2), i % 2, report, back)) {
            printf("  %s\n", cisd_format_name((cisd_format)(i / 2)));
            fail(folder, "a report that was read back is not rendered as the audit's own");
        }
    cisd_report_unref(back);
}

/* ------------------------------------------------------------- scenarios */

static cisd_code collect(const char *folder, const struct scenario *scenario, cisd_audit *audit,
                         struct outcome *outcome)
{
    cisd_report *report = NULL;
    cisd_code code = cisd_audit_collect(audit, &report, NULL);

    if (code != CISD_OK)
        return code;
    check_results(folder, scenario, report);
    check_read_back(folder, scenario, report);
    for (int i = 0; code == CISD_OK && i < CISD_FORMATS; i++)
        if (is_wanted(i))
            code = cisd_report_render(report, (cisd_format)i, NULL, text_add, &outcome->texts[i],
                                      NULL);
    cisd_report_unref(report);
    return code;
}

static cisd_code run_way(const char *folder, const struct scenario *scenario, enum way way,
                         struct outcome *outcome)
{
    FILE *files[CASE_TARGETS] = {NULL};
    cisd_audit *audit = NULL;
    cisd_code code = cisd_audit_new("5.4", NULL, &audit, NULL);

    if (code == CISD_OK)
        code = set_up(audit, scenario);
    for (size_t i = 0; code == CISD_OK && i < scenario->inspect_count; i++)
        code = add_target(audit, scenario->inspect[i], way, &files[i]);
    if (code == CISD_OK)
        code = add_compose(audit, scenario);
    if (code == CISD_OK)
        code = add_roots(audit, scenario);
    if (code == CISD_OK)
        code = add_commands(audit, scenario);
    if (code == CISD_OK)
        code = way == WAY_COLLECT ? collect(folder, scenario, audit, outcome)
                                  : pull(audit, outcome);
    if (code == CISD_OK) {
        outcome->status = exit_status(cisd_audit_report(audit));
        note_errors(cisd_audit_report(audit), outcome);
    }
    cisd_audit_free(audit);
    for (size_t i = 0; i < CASE_TARGETS; i++)
        if (files[i] != NULL)
            (void)fclose(files[i]);
    return code;
}

/* A text against a file; one that need not be there says so by `optional`. */
static void compare(const char *folder, const char *path, const struct text *text, int optional)
{
    struct text expected = text_of_file(path);

    if (expected.data == NULL && !optional)
        fail(folder, path);
    if (expected.data != NULL && (expected.length != text->length ||
                                  memcmp(expected.data, text->data, text->length) != 0))
        fail(folder, path);
    text_free(&expected);
}

static void compare_all(const char *folder, const struct scenario *scenario,
                        const struct outcome *outcome)
{
    char path[64];

    if (outcome->status != scenario->status)
        fail(folder, "exit status");
    for (int i = 0; i < CISD_FORMATS; i++) {
        (void)snprintf(path, sizeof path, "expected.%s", cisd_format_name((cisd_format)i));
        if (is_wanted(i))
            compare(folder, path, &outcome->texts[i], i != CISD_FORMAT_JSON);
    }
    compare(folder, "expected.err", &outcome->errors, outcome->errors.length == 0);
    if (outcome->errors.length == 0 && access("expected.err", F_OK) == 0)
        fail(folder, "expected.err, but no target has an error");
}

/* One of its policies must be refused, in these words. */
static void check_refused(const char *folder, const struct scenario *scenario)
{
    cisd_error *error = NULL;

    for (size_t i = 0; error == NULL && i < scenario->policies.count; i++) {
        cisd_policy *policy = NULL;

        (void)cisd_policy_load(scenario->policies.texts[i], &policy, &error);
        cisd_policy_unref(policy);
    }
    if (strcmp(cisd_error_message(error), scenario->refused) != 0) {
        printf("  refused: %s\n", cisd_error_message(error));
        fail(folder, "the policy is not refused as its line 'refused' says");
    }
    cisd_error_free(error);
}

static void run_scenario(const char *folder)
{
    struct scenario scenario;

    if (!case_read(&scenario))
        fail(folder, "case");
    if (scenario.refused != NULL) {
        check_refused(folder, &scenario);
        case_free(&scenario);
        return;
    }
    for (int way = 0; scenario.why != NULL && way < WAYS; way++) {
        struct outcome outcome = {.status = -1};
        int before = failures;

        if (run_way(folder, &scenario, (enum way)way, &outcome) == CISD_OK)
            compare_all(folder, &scenario, &outcome);
        else
            fail(folder, "the audit failed");
        if (failures > before)
            printf("  (%s; %s)\n", way_names[way], scenario.why);
        for (int i = 0; i < CISD_FORMATS; i++)
            text_free(&outcome.texts[i]);
        text_free(&outcome.errors);
    }
    case_free(&scenario);
}

/* Enters a scenario's folder, runs it, comes back. False where there is none. */
static int enter_and_run(const char *folder)
{
    if (chdir(folder) != 0)
        return 0;
    if (access("case", F_OK) != 0) {
        if (chdir("..") != 0)
            exit(99);
        return 0;
    }
    run_scenario(folder);
    return chdir("..") == 0;
}

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int run_all(void)
{
    struct dirent **entries;
    int count = scandir(".", &entries, visible, alphasort), ran = 0;

    for (int i = 0; i < count; i++) {
        ran += enter_and_run(entries[i]->d_name);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    if (ran < LEAST)
        fail("all", "too few scenarios");
    return ran;
}

int main(int count, char **arguments)
{
    const char *scenarios = getenv("SCENARIOS");
    int ran = 0;

    if (scenarios != NULL && chdir(scenarios) != 0) {
        printf("cannot enter '%s'\n", scenarios);
        return 99;
    }
    for (int i = 1; i < count; i++) {
        if (enter_and_run(arguments[i]))
            ran++;
        else
            fail(arguments[i], "no such scenario");
    }
    if (count < 2)
        ran = run_all();
    printf("%d scenarios in %d ways, %d failures\n", ran, WAYS, failures);
    return failures == 0 ? 0 : 1;
}

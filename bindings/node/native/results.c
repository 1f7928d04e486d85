#include "results.h"

#include <stdlib.h>
#include <string.h>

/* About what a result takes, for the collector: it does not see C's memory. */
#define WEIGHT 2048

static void free_results(struct handle *handle)
{
    struct results *results = (struct results *)handle;

    for (size_t i = 0; i < results->count; i++)
        cisd_result_unref(results->list[i]);
    bytes_free(&results->numbers);
    bytes_free(&results->text);
    free(results);
}

struct results *results_new(size_t most)
{
    struct results *results =
        handle_new(HANDLE_RESULTS, sizeof *results + most * sizeof *results->list, free_results);

    if (results != NULL)
        results->most = most;
    return results;
}

static bool add_numbers(struct results *results, const uint32_t *numbers, size_t count)
{
    return bytes_add(&results->numbers, (const char *)numbers, count * sizeof *numbers) == 0;
}

/* How many units of UTF-16 a text of well-formed UTF-8 becomes. */
static uint32_t units_of(const char *text, size_t length)
{
    uint32_t units = 0;

    for (size_t i = 0; i < length; i++) {
        units += ((unsigned char)text[i] & 0xC0) != 0x80;
        units += (unsigned char)text[i] >= 0xF0;
    }
    return units;
}

/* A text is two numbers: where it begins and where it ends in the string of the whole batch. */
static bool add_text(struct results *results, const char *text, uint32_t *place)
{
    size_t length = strlen(text);

    place[0] = results->units;
    place[1] = results->units += units_of(text, length);
    return bytes_add(&results->text, text, length) == 0;
}

/* The same text at the same place as last time stands in the batch already. */
static bool add_message(struct results *results, const char *text, struct message *last,
                        uint32_t *place)
{
    if (last->text != text) {
        if (!add_text(results, text, last->place))
            return false;
        last->text = text;
    }
    memcpy(place, last->place, sizeof last->place);
    return true;
}

static bool add_reason(struct results *results, const cisd_result *result, size_t index)
{
    cisd_reason reason = cisd_result_reason(result, index);
    cisd_caps caps = cisd_result_reason_caps(result, index);
    uint32_t numbers[] = {reason, (uint32_t)caps, (uint32_t)(caps >> 32), 0, 0};
    struct message unheard = {0}; /* for a reason of a newer library */

    return add_message(results, cisd_result_reason_message(result, index),
                       reason < CISD_REASONS ? &results->messages[reason] : &unheard,
                       &numbers[3]) &&
           add_numbers(results, numbers, sizeof numbers / sizeof *numbers);
}

bool results_add(struct results *results, cisd_result *result)
{
    size_t reasons = cisd_result_reason_count(result);
    uint32_t numbers[] = {cisd_result_verdict(result),
                          (uint32_t)cisd_result_waived(result),
                          cisd_result_severity(result),
                          cisd_result_kind(result),
                          cisd_result_change(result),
                          0,
                          0,
                          (uint32_t)reasons};
    bool good = add_text(results, cisd_result_name(result), &numbers[5]) &&
                add_numbers(results, numbers, sizeof numbers / sizeof *numbers);

    for (size_t i = 0; good && i < reasons; i++)
        good = add_reason(results, result, i);
    results->list[results->count++] = result;
    return good;
}

static napi_value string_value(napi_env env, struct bytes *bytes)
{
    napi_value value = NULL;

    (void)napi_create_string_utf8(env, bytes->data != NULL ? bytes->data : "", bytes->length,
                                  &value);
    bytes_free(bytes);
    return value;
}

/* An array buffer of its own, aligned for numbers. */
static napi_value numbers_value(napi_env env, struct bytes *numbers)
{
    size_t length = numbers->length;
    napi_value buffer = NULL, value = NULL;
    void *data = NULL;

    if (napi_create_arraybuffer(env, length, &data, &buffer) != napi_ok)
        return NULL;
    if (length > 0)
        memcpy(data, numbers->data, length);
    bytes_free(numbers);
    (void)napi_create_typedarray(env, napi_uint32_array, length / sizeof(uint32_t), buffer, 0,
                                 &value);
    return value;
}

napi_value results_value(napi_env env, struct results *results)
{
    napi_value value = object_value(env);

    set_member(env, value, "count", number_value(env, (double)results->count));
    set_member(env, value, "numbers", numbers_value(env, &results->numbers));
    set_member(env, value, "text", string_value(env, &results->text));
    set_member(env, value, "handle",
               handle_value(env, results, (int64_t)results->count * WEIGHT));
    return value;
}

cisd_result *result_of(struct call *call, int first)
{
    struct results *results = handle_of(call->env, call->arguments[first], HANDLE_RESULTS);
    int64_t index = take_number(call->env, call->arguments[first + 1]);

    if (results == NULL)
        return NULL;
    if (index < 0 || (size_t)index >= results->count || results->list[index] == NULL) {
        throw_state(call->env, "the result was closed");
        return NULL;
    }
    return results->list[index];
}

napi_value results_close_one(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct results *results = handle_of(env, call.arguments[0], HANDLE_RESULTS);
    int64_t index = take_number(env, call.arguments[1]);

    if (results == NULL || index < 0 || (size_t)index >= results->count)
        return undefined_value(env);
    cisd_result_unref(results->list[index]);
    results->list[index] = NULL;
    return undefined_value(env);
}

/* ---------------------------------------------------------------- details */

static napi_value list_value(napi_env env, const cisd_result *result, cisd_list list)
{
    napi_value value = array_value(env);

    if (!cisd_result_list_known(result, list))
        return text_value(env, NULL);
    for (size_t i = 0; i < cisd_result_list_count(result, list); i++)
        push(env, value, (uint32_t)i, text_value(env, cisd_result_list_at(result, list, i)));
    return value;
}

static napi_value kernel_value(napi_env env, const cisd_result *result)
{
    napi_value value = object_value(env);

    if (!cisd_result_kernel_seen(result))
        return text_value(env, NULL);
    set_member(env, value, "complete", flag_value(env, cisd_result_kernel_complete(result) != 0));
    set_member(env, value, "bounding", caps_value(env, cisd_result_kernel_bounding(result)));
    set_member(env, value, "effective", caps_value(env, cisd_result_kernel_effective(result)));
    return value;
}

static napi_value rollout_value(napi_env env, const cisd_result *result)
{
    napi_value value = object_value(env);

    if (!cisd_result_rollout_known(result))
        return text_value(env, NULL);
    set_member(env, value, "tasks", number_value(env, (double)cisd_result_rollout_tasks(result)));
    set_member(env, value, "differing",
               number_value(env, (double)cisd_result_rollout_differing(result)));
    return value;
}

static napi_value evidence_value(napi_env env, const cisd_result *result)
{
    napi_value value = object_value(env);
    cisd_fact privileged = cisd_result_privileged(result);

    set_member(env, value, "privileged", privileged == CISD_NOT_KNOWN
                                             ? text_value(env, NULL)
                                             : flag_value(env, privileged == CISD_YES));
    set_member(env, value, "capAdd", list_value(env, result, CISD_CAP_ADD));
    set_member(env, value, "capDrop", list_value(env, result, CISD_CAP_DROP));
    set_member(env, value, "kernel", kernel_value(env, result));
    set_member(env, value, "rollout", rollout_value(env, result));
    return value;
}

static napi_value remedies_value(napi_env env, const cisd_result *result)
{
    static const struct {
        const char *name;
        const char *(*get)(const cisd_result *, size_t);
    } members[] = {
        {"kind", cisd_result_remedy_kind},
        {"smallest", cisd_result_remedy_smallest},
        {"least", cisd_result_remedy_least},
        {"note", cisd_result_remedy_note},
    };
    napi_value value = array_value(env);

    for (size_t i = 0; i < cisd_result_remedy_count(result); i++) {
        napi_value remedy = object_value(env);

        for (size_t j = 0; j < sizeof members / sizeof *members; j++)
            set_member(env, remedy, members[j].name, text_value(env, members[j].get(result, i)));
        push(env, value, (uint32_t)i, remedy);
    }
    return value;
}

static napi_value location_value(napi_env env, const cisd_result *result)
{
    napi_value value = object_value(env);

    if (cisd_result_file(result) == NULL)
        return text_value(env, NULL);
    set_member(env, value, "file", text_value(env, cisd_result_file(result)));
    set_member(env, value, "line", number_value(env, cisd_result_line(result)));
    set_member(env, value, "column", number_value(env, cisd_result_column(result)));
    return value;
}

static napi_value unknown_value(napi_env env, const cisd_result *result)
{
    napi_value value = array_value(env);

    for (size_t i = 0; i < cisd_result_unknown_cap_count(result); i++)
        push(env, value, (uint32_t)i, text_value(env, cisd_result_unknown_cap(result, i)));
    return value;
}

static void set_texts(napi_env env, napi_value object, const cisd_result *result)
{
    static const struct {
        const char *name;
        const char *(*get)(const cisd_result *);
    } members[] = {
        {"id", cisd_result_id},
        {"image", cisd_result_image},
        {"state", cisd_result_state},
        {"user", cisd_result_user},
        {"service", cisd_result_service},
        {"waiverReason", cisd_result_waiver_reason},
        {"waiverOwner", cisd_result_waiver_owner},
        {"waiverTicket", cisd_result_waiver_ticket},
        {"waiverExpires", cisd_result_waiver_expires},
    };

    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        set_member(env, object, members[i].name, text_value(env, members[i].get(result)));
}

napi_value results_details(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    const cisd_result *result = result_of(&call, 0);
    napi_value value;

    if (result == NULL)
        return NULL;
    value = object_value(env);
    set_texts(env, value, result);
    set_member(env, value, "target", number_value(env, (double)cisd_result_target(result)));
    set_member(env, value, "location", location_value(env, result));
    set_member(env, value, "evidence", evidence_value(env, result));
    set_member(env, value, "granted", caps_value(env, cisd_result_granted(result)));
    set_member(env, value, "excess", caps_value(env, cisd_result_excess(result)));
    set_member(env, value, "required", caps_value(env, cisd_result_required(result)));
    set_member(env, value, "unknownCapabilities", unknown_value(env, result));
    set_member(env, value, "remedies", remedies_value(env, result));
    return value;
}

/* ---------------------------------------------------------------- texts */

/* What was written, as a string, or the failure thrown. */
static napi_value written(napi_env env, cisd_code code, cisd_error *error, struct bytes *bytes)
{
    if (code == CISD_OK)
        return string_value(env, bytes);
    throw_failure(env, code, error);
    bytes_free(bytes);
    return NULL;
}

napi_value results_json(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    const cisd_result *result = result_of(&call, 0);
    struct bytes bytes = {0};
    cisd_error *error = NULL;
    cisd_code code;

    if (result == NULL)
        return NULL;
    code = cisd_result_write_json(result, bytes_add, &bytes, &error);
    return written(env, code, error, &bytes);
}

napi_value results_fix(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    const cisd_result *result = result_of(&call, 0);
    struct bytes bytes = {0};
    cisd_error *error = NULL;
    cisd_code code;

    if (result == NULL)
        return NULL;
    code = cisd_result_write_fix(result, (cisd_fix_form)take_number(env, call.arguments[2]),
                                 bytes_add, &bytes, &error);
    return written(env, code, error, &bytes);
}

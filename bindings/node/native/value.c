#include "value.h"

#include <stdlib.h>
#include <string.h>

#include "instance.h"

struct call call_begin(napi_env env, napi_callback_info info)
{
    struct call call = {.env = env};
    size_t count = ARGUMENTS_MAX;

    (void)napi_get_cb_info(env, info, &count, call.arguments, NULL, NULL);
    return call;
}

void kept_free(struct kept *kept)
{
    for (size_t i = 0; i < kept->count; i++)
        free(kept->items[i]);
    free(kept->items);
    *kept = (struct kept){0};
}

static void throw_no_memory(napi_env env, bool *failed)
{
    *failed = true;
    throw_failure(env, CISD_E_NO_MEMORY, NULL);
}

/* Memory that is freed with the others; throws where there is none. */
static void *keep(napi_env env, size_t size, struct kept *kept, bool *failed)
{
    void **grown = realloc(kept->items, (kept->count + 1) * sizeof *grown);
    void *memory = calloc(1, size);

    if (grown != NULL)
        kept->items = grown;
    if (grown == NULL || memory == NULL) {
        free(memory);
        throw_no_memory(env, failed);
        return NULL;
    }
    kept->items[kept->count++] = memory;
    return memory;
}

static bool is_nothing(napi_env env, napi_value value)
{
    napi_valuetype type = napi_undefined;

    return value == NULL || napi_typeof(env, value, &type) != napi_ok || type == napi_undefined ||
           type == napi_null;
}

const char *take_text(napi_env env, napi_value value, struct kept *kept, bool *failed)
{
    size_t length = 0;
    char *text;

    if (*failed || is_nothing(env, value))
        return NULL;
    if (napi_get_value_string_utf8(env, value, NULL, 0, &length) != napi_ok) {
        *failed = true;
        (void)napi_throw_type_error(env, NULL, "a string is needed");
        return NULL;
    }
    text = keep(env, length + 1, kept, failed);
    if (text == NULL || napi_get_value_string_utf8(env, value, text, length + 1, &length) != napi_ok)
        return NULL;
    if (strlen(text) == length)
        return text;
    *failed = true;
    (void)napi_throw_type_error(env, NULL, "a string must not have a NUL in it");
    return NULL;
}

const char *const *take_texts(napi_env env, napi_value value, struct kept *kept, size_t *count,
                              bool *failed)
{
    uint32_t length = 0;
    const char **texts;

    if (*failed)
        return NULL;
    if (!is_nothing(env, value) && napi_get_array_length(env, value, &length) != napi_ok) {
        *failed = true;
        (void)napi_throw_type_error(env, NULL, "an array of strings is needed");
        return NULL;
    }
    texts = keep(env, ((size_t)length + 1) * sizeof *texts, kept, failed);
    for (uint32_t i = 0; texts != NULL && i < length; i++) {
        napi_value item = NULL;

        (void)napi_get_element(env, value, i, &item);
        texts[i] = take_text(env, item, kept, failed);
        if (texts[i] == NULL && !*failed) {
            *failed = true;
            (void)napi_throw_type_error(env, NULL, "an array of strings is needed");
        }
    }
    if (count != NULL)
        *count = length;
    return texts;
}

napi_value member_of(napi_env env, napi_value object, const char *name)
{
    napi_value value = NULL;

    if (is_nothing(env, object) || napi_get_named_property(env, object, name, &value) != napi_ok)
        return NULL;
    return value;
}

int64_t take_number(napi_env env, napi_value value)
{
    int64_t number = 0;

    if (value != NULL)
        (void)napi_get_value_int64(env, value, &number);
    return number;
}

bool take_flag(napi_env env, napi_value value)
{
    bool flag = false;

    if (value != NULL)
        (void)napi_get_value_bool(env, value, &flag);
    return flag;
}

napi_value undefined_value(napi_env env)
{
    napi_value value = NULL;

    (void)napi_get_undefined(env, &value);
    return value;
}

napi_value text_value(napi_env env, const char *text)
{
    napi_value value = NULL;

    if (text != NULL)
        (void)napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &value);
    else
        (void)napi_get_null(env, &value);
    return value;
}

napi_value number_value(napi_env env, double number)
{
    napi_value value = NULL;

    (void)napi_create_double(env, number, &value);
    return value;
}

napi_value flag_value(napi_env env, bool flag)
{
    napi_value value = NULL;

    (void)napi_get_boolean(env, flag, &value);
    return value;
}

napi_value caps_value(napi_env env, cisd_caps caps)
{
    napi_value value = NULL;

    (void)napi_create_bigint_uint64(env, caps, &value);
    return value;
}

napi_value object_value(napi_env env)
{
    napi_value value = NULL;

    (void)napi_create_object(env, &value);
    return value;
}

napi_value array_value(napi_env env)
{
    napi_value value = NULL;

    (void)napi_create_array(env, &value);
    return value;
}

void set_member(napi_env env, napi_value object, const char *name, napi_value value)
{
    (void)napi_set_named_property(env, object, name, value);
}

void push(napi_env env, napi_value array, uint32_t index, napi_value value)
{
    (void)napi_set_element(env, array, index, value);
}

/* ---------------------------------------------------------------- errors */

static napi_value make_error(napi_env env, const char *code, const char *message)
{
    napi_value words[] = {text_value(env, code), text_value(env, message)};
    const struct instance *instance = instance_of(env);
    napi_value make = NULL, error = NULL;

    if (instance != NULL &&
        napi_get_reference_value(env, instance->make_error, &make) == napi_ok && make != NULL)
        (void)napi_call_function(env, undefined_value(env), make, 2, words, &error);
    return error;
}

napi_value error_value(napi_env env, cisd_code code, cisd_error *error)
{
    const char *message = cisd_error_message(error);
    napi_value value =
        make_error(env, cisd_code_name(code), message[0] != '\0' ? message : "the call failed");

    cisd_error_free(error);
    return value;
}

void throw_failure(napi_env env, cisd_code code, cisd_error *error)
{
    (void)napi_throw(env, error_value(env, code, error));
}

void throw_state(napi_env env, const char *message)
{
    (void)napi_throw(env, make_error(env, cisd_code_name(CISD_E_STATE), message));
}

/* Between JavaScript values and C: arguments in, values out, errors thrown. */
#ifndef CISDNODE_VALUE_H
#define CISDNODE_VALUE_H

#define NAPI_VERSION 8
#include <cisdocker/cisdocker.h>
#include <node_api.h>
#include <stdbool.h>

#define ARGUMENTS_MAX 10

/* The arguments of a call; what is missing is undefined. */
struct call {
    napi_env env;
    napi_value arguments[ARGUMENTS_MAX];
};

struct call call_begin(napi_env env, napi_callback_info info);

/* Texts taken from JavaScript, freed together. */
struct kept {
    void **items;
    size_t count;
};

void kept_free(struct kept *kept);

/*
 * A text argument, NULL for null and undefined. With a NUL in it, or without memory, an exception
 * is thrown and *failed set.
 */
const char *take_text(napi_env env, napi_value value, struct kept *kept, bool *failed);

/* An array of texts, ended by NULL. The same errors; *count may be NULL. */
const char *const *take_texts(napi_env env, napi_value value, struct kept *kept, size_t *count,
                              bool *failed);

/* A member of an object. */
napi_value member_of(napi_env env, napi_value object, const char *name);

int64_t take_number(napi_env env, napi_value value);
bool take_flag(napi_env env, napi_value value);

napi_value undefined_value(napi_env env);
napi_value text_value(napi_env env, const char *text); /* null for NULL */
napi_value number_value(napi_env env, double number);
napi_value flag_value(napi_env env, bool flag);
napi_value caps_value(napi_env env, cisd_caps caps); /* a BigInt */
napi_value object_value(napi_env env);
napi_value array_value(napi_env env);
void set_member(napi_env env, napi_value object, const char *name, napi_value value);
void push(napi_env env, napi_value array, uint32_t index, napi_value value);

/* An error as JavaScript knows it; frees `error`, which may be NULL. */
napi_value error_value(napi_env env, cisd_code code, cisd_error *error);

/* Throws one. */
void throw_failure(napi_env env, cisd_code code, cisd_error *error);

/* Throws one of our own making, which has not come from the library. */
void throw_state(napi_env env, const char *message);

#endif

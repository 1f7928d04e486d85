/* Audits: settings and targets on the main thread, the work in another. */
#ifndef CISDNODE_AUDIT_H
#define CISDNODE_AUDIT_H

#include "handle.h"

/* Whether another thread changes the audit now; while it waits for JavaScript it does not. */
bool audit_is_changing(const struct handle *handle);

napi_value audit_new(napi_env env, napi_callback_info info);
napi_value audit_set(napi_env env, napi_callback_info info);
napi_value audit_set_baseline(napi_env env, napi_callback_info info);
napi_value audit_watch(napi_env env, napi_callback_info info);
napi_value audit_select(napi_env env, napi_callback_info info);
napi_value audit_add_policy(napi_env env, napi_callback_info info);
napi_value audit_add_text(napi_env env, napi_callback_info info);
napi_value audit_add_engine(napi_env env, napi_callback_info info);
napi_value audit_add_reader(napi_env env, napi_callback_info info);
napi_value audit_add_compose(napi_env env, napi_callback_info info);
napi_value audit_next(napi_env env, napi_callback_info info);
napi_value audit_collect(napi_env env, napi_callback_info info);
napi_value audit_answer(napi_env env, napi_callback_info info);
napi_value audit_cancel(napi_env env, napi_callback_info info);
napi_value audit_report(napi_env env, napi_callback_info info);

#endif

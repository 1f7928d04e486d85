/* Policies. */
#ifndef CISDNODE_POLICY_H
#define CISDNODE_POLICY_H

#include "handle.h"

/* The policy in a value; NULL, and an exception, where there is none. */
cisd_policy *policy_of(napi_env env, napi_value value);

napi_value policy_load(napi_env env, napi_callback_info info);
napi_value policy_parse(napi_env env, napi_callback_info info);
napi_value policy_info(napi_env env, napi_callback_info info);
napi_value policy_explain(napi_env env, napi_callback_info info);

#endif

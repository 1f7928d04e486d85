/* What the library knows by itself: words, capabilities, checks, content; and Docker contexts. */
#ifndef CISDNODE_TABLES_H
#define CISDNODE_TABLES_H

#include "value.h"

napi_value tables_all(napi_env env);
napi_value tables_capability_number(napi_env env, napi_callback_info info);
napi_value tables_capability_nearest(napi_env env, napi_callback_info info);
napi_value tables_rule_find(napi_env env, napi_callback_info info);
napi_value content_write(napi_env env, napi_callback_info info);
napi_value context_load(napi_env env, napi_callback_info info);

#endif

/* Options of rendering, and renderers. */
#ifndef CISDNODE_RENDER_H
#define CISDNODE_RENDER_H

#include "handle.h"

/* Options out of an object; what they point to is kept. *failed where an exception was thrown. */
cisd_render_options render_options(napi_env env, napi_value object, struct kept *kept,
                                   bool *failed);

napi_value renderer_new(napi_env env, napi_callback_info info);
napi_value renderer_add(napi_env env, napi_callback_info info);
napi_value renderer_finish(napi_env env, napi_callback_info info);

#endif

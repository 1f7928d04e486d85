/* Reports: an audit's own while it goes on, or a collected one. */
#ifndef CISDNODE_REPORT_H
#define CISDNODE_REPORT_H

#include "handle.h"

struct report {
    struct handle handle;
    cisd_report *report;
    struct handle *audit; /* what still changes it; NULL for a collected one */
};

/* A report for JavaScript; takes over a reference to it. `audit` may be NULL. */
napi_value report_value(napi_env env, cisd_report *report, struct handle *audit);

/* The report in a value, that no other thread changes now; NULL, and an exception, otherwise. */
struct report *report_idle(napi_env env, napi_value value);

napi_value report_info(napi_env env, napi_callback_info info);
napi_value report_load(napi_env env, napi_callback_info info);
napi_value report_parse(napi_env env, napi_callback_info info);
napi_value report_compare(napi_env env, napi_callback_info info);
napi_value report_results(napi_env env, napi_callback_info info);
napi_value report_render(napi_env env, napi_callback_info info);
napi_value report_override(napi_env env, napi_callback_info info);
napi_value report_edit_compose(napi_env env, napi_callback_info info);
napi_value report_propose_policy(napi_env env, napi_callback_info info);

#endif

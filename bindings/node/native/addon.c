/* The module: every function of JavaScript by its name. lib/ makes classes of them. */
#include "audit.h"
#include "instance.h"
#include "policy.h"
#include "pool.h"
#include "render.h"
#include "report.h"
#include "results.h"
#include "tables.h"

static const struct {
    const char *name;
    napi_callback function;
} functions[] = {
    {"auditAddCompose", audit_add_compose},
    {"auditAddEngine", audit_add_engine},
    {"auditAddPolicy", audit_add_policy},
    {"auditAddReader", audit_add_reader},
    {"auditAddText", audit_add_text},
    {"auditAnswer", audit_answer},
    {"auditCancel", audit_cancel},
    {"auditCollect", audit_collect},
    {"auditNew", audit_new},
    {"auditNext", audit_next},
    {"auditReport", audit_report},
    {"auditSelect", audit_select},
    {"auditSet", audit_set},
    {"auditSetBaseline", audit_set_baseline},
    {"auditWatch", audit_watch},
    {"capabilityNearest", tables_capability_nearest},
    {"capabilityNumber", tables_capability_number},
    {"close", handle_close},
    {"contentWrite", content_write},
    {"contextLoad", context_load},
    {"policyExplain", policy_explain},
    {"policyInfo", policy_info},
    {"policyLoad", policy_load},
    {"policyParse", policy_parse},
    {"rendererAdd", renderer_add},
    {"rendererFinish", renderer_finish},
    {"rendererNew", renderer_new},
    {"reportCompare", report_compare},
    {"reportEditCompose", report_edit_compose},
    {"reportInfo", report_info},
    {"reportLoad", report_load},
    {"reportOverride", report_override},
    {"reportParse", report_parse},
    {"reportProposePolicy", report_propose_policy},
    {"reportRender", report_render},
    {"reportResults", report_results},
    {"resultClose", results_close_one},
    {"resultDetails", results_details},
    {"resultFix", results_fix},
    {"resultJson", results_json},
    {"ruleFind", tables_rule_find},
};

/* begin(factory): what makes errors; the tables. Before all else. */
static napi_value begin(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);

    return instance_init(env, call.arguments[0]) ? tables_all(env) : NULL;
}

/* end(): at the end of the process nobody waits for an engine. Nothing can be started after. */
static napi_value end(napi_env env, napi_callback_info info)
{
    const struct instance *instance = instance_of(env);

    (void)info;
    if (instance != NULL)
        pool_end(instance->pool);
    return NULL;
}

static void export(napi_env env, napi_value exports, const char *name, napi_callback function)
{
    napi_value value = NULL;

    if (napi_create_function(env, name, NAPI_AUTO_LENGTH, function, NULL, &value) == napi_ok)
        set_member(env, exports, name, value);
}

NAPI_MODULE_INIT()
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        export(env, exports, functions[i].name, functions[i].function);
    export(env, exports, "begin", begin);
    export(env, exports, "end", end);
    return exports;
}

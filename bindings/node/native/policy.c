#include "policy.h"

#include <stdlib.h>

#include "render.h"
#include "task.h"

struct policy {
    struct handle handle;
    cisd_policy *policy;
};

static void free_policy(struct handle *handle)
{
    cisd_policy_unref(((struct policy *)handle)->policy);
    free(handle);
}

cisd_policy *policy_of(napi_env env, napi_value value)
{
    struct policy *policy = handle_of(env, value, HANDLE_POLICY);

    return policy != NULL ? policy->policy : NULL;
}

/* ---------------------------------------------------------------- reading */

static void run_load(struct task *task)
{
    cisd_policy *policy = NULL;

    task->code = cisd_policy_load(task->name, &policy, &task->error);
    task->made = policy;
}

static void run_parse(struct task *task)
{
    cisd_policy *policy = NULL;

    task->code = cisd_policy_parse(task->name, task->data, task->size, &policy, &task->error);
    task->made = policy;
}

static napi_value finish_policy(napi_env env, struct task *task)
{
    struct policy *policy = handle_new(HANDLE_POLICY, sizeof *policy, free_policy);

    if (policy == NULL)
        return NULL;
    policy->policy = task->made;
    task->made = NULL;
    return handle_value(env, policy, 4096);
}

static void clean_policy(struct task *task)
{
    cisd_policy_unref(task->made);
}

static struct task *policy_task(napi_env env, napi_value name, void (*run)(struct task *))
{
    struct task *task = task_new(env, run, finish_policy);
    bool failed = false;

    if (task == NULL)
        return NULL;
    task->clean = clean_policy;
    task->name = take_text(env, name, &task->kept, &failed);
    if (!failed)
        return task;
    task_free(task);
    return NULL;
}

/* policyLoad(path): a promise of a policy */
napi_value policy_load(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct task *task = policy_task(env, call.arguments[0], run_load);

    return task != NULL ? task_start(env, task, NULL) : NULL;
}

/* policyParse(name, buffer): a promise of a policy */
napi_value policy_parse(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct task *task = policy_task(env, call.arguments[0], run_parse);

    if (task == NULL)
        return NULL;
    if (task_data(env, task, call.arguments[1]))
        return task_start(env, task, NULL);
    task_free(task);
    return NULL;
}

/* ---------------------------------------------------------------- entries */

static void set_texts(napi_env env, napi_value value, const cisd_policy *policy, size_t index)
{
    static const struct {
        const char *name;
        const char *(*get)(const cisd_policy *, size_t);
    } members[] = {
        {"reason", cisd_policy_entry_reason},   {"owner", cisd_policy_entry_owner},
        {"ticket", cisd_policy_entry_ticket},   {"expires", cisd_policy_entry_expires},
        {"never", cisd_policy_entry_never},
    };
    static const char *const keys[CISD_POLICY_KEYS] = {
        "name", "image", "label", "composeProject", "composeService", "service"};

    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        set_member(env, value, members[i].name, text_value(env, members[i].get(policy, index)));
    for (int i = 0; i < CISD_POLICY_KEYS; i++)
        set_member(env, value, keys[i],
                   text_value(env, cisd_policy_entry_match(policy, index, (cisd_policy_key)i)));
}

static napi_value entry_value(napi_env env, const cisd_policy *policy, size_t index)
{
    napi_value value = object_value(env);

    set_texts(env, value, policy, index);
    set_member(env, value, "isWaiver",
               flag_value(env, cisd_policy_entry_is_waiver(policy, index) != 0));
    set_member(env, value, "coversAll",
               flag_value(env, cisd_policy_entry_covers_all(policy, index) != 0));
    set_member(env, value, "capabilities",
               caps_value(env, cisd_policy_entry_caps(policy, index)));
    set_member(env, value, "line", number_value(env, cisd_policy_entry_line(policy, index)));
    return value;
}

/* policyInfo(policy): file and entries */
napi_value policy_info(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    const cisd_policy *policy = policy_of(env, call.arguments[0]);
    napi_value value, entries;

    if (policy == NULL)
        return NULL;
    value = object_value(env);
    entries = array_value(env);
    for (size_t i = 0; i < cisd_policy_entry_count(policy); i++)
        push(env, entries, (uint32_t)i, entry_value(env, policy, i));
    set_member(env, value, "file", text_value(env, cisd_policy_file(policy)));
    set_member(env, value, "entries", entries);
    return value;
}

/* policyExplain(policy, now, options): a string */
napi_value policy_explain(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    const cisd_policy *policy = policy_of(env, call.arguments[0]);
    struct kept kept = {0};
    struct bytes bytes = {0};
    cisd_error *error = NULL;
    cisd_code code = CISD_OK;
    bool failed = policy == NULL;
    const cisd_render_options options = render_options(env, call.arguments[2], &kept, &failed);
    napi_value value = NULL;

    if (!failed)
        code = cisd_policy_explain(policy, take_number(env, call.arguments[1]), &options,
                                   bytes_add, &bytes, &error);
    if (code != CISD_OK)
        throw_failure(env, code, error);
    else if (!failed)
        (void)napi_create_string_utf8(env, bytes.data != NULL ? bytes.data : "", bytes.length,
                                      &value);
    kept_free(&kept);
    bytes_free(&bytes);
    return value;
}

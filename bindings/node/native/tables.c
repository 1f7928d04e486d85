#include "tables.h"

#include "task.h"

/* A word of each number up to the first that has none, or that another has already. */
static napi_value words_value(napi_env env, const char *(*name)(int number), int count)
{
    napi_value value = array_value(env);

    for (int i = 0; (count == 0 || i < count) && name(i) != NULL; i++)
        push(env, value, (uint32_t)i, text_value(env, name(i)));
    return value;
}

#define NAMED(function, type)                                                                     \
    static const char *word_of_##type(int number)                                                  \
    {                                                                                              \
        return function((cisd_##type)number);                                                      \
    }
NAMED(cisd_verdict_name, verdict)
NAMED(cisd_profile_name, profile)
NAMED(cisd_severity_name, severity)
NAMED(cisd_subject_kind_name, subject_kind)
NAMED(cisd_reason_name, reason)
NAMED(cisd_format_name, format)
NAMED(cisd_policy_note_name, policy_note)
NAMED(cisd_change_name, change)
NAMED(cisd_cap_class_name, cap_class)
NAMED(cisd_code_name, code)
#undef NAMED

/* Sets that do not grow have a count; the others end where the library has no name. */
static void set_words(napi_env env, napi_value value)
{
    static const struct {
        const char *member;
        const char *(*name)(int number);
        int count;
    } tables[] = {
        {"verdicts", word_of_verdict, CISD_VERDICTS},
        {"profiles", word_of_profile, CISD_PROFILE_MANUAL + 1},
        {"severities", word_of_severity, CISD_SEVERITY_HIGH + 1},
        {"kinds", word_of_subject_kind, CISD_COMMAND + 1},
        {"changes", word_of_change, CISD_CHANGES},
        {"reasons", word_of_reason, 0},
        {"formats", word_of_format, 0},
        {"notes", word_of_policy_note, 0},
        {"classes", word_of_cap_class, CISD_CLASS_HOST_ESCAPE + 1},
        {"codes", word_of_code, CISD_E_INTERNAL + 1},
    };

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        set_member(env, value, tables[i].member,
                   words_value(env, tables[i].name, tables[i].count));
}

static napi_value capability_value(napi_env env, int number)
{
    static const struct {
        const char *name;
        const char *(*get)(int number);
    } members[] = {
        {"name", cisd_cap_name},
        {"description", cisd_cap_description},
        {"attack", cisd_cap_attack},
        {"alternative", cisd_cap_alternative},
        {"source", cisd_cap_source},
    };
    napi_value value = object_value(env);

    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        set_member(env, value, members[i].name, text_value(env, members[i].get(number)));
    set_member(env, value, "number", number_value(env, number));
    set_member(env, value, "capabilityClass",
               text_value(env, cisd_cap_class_name(cisd_cap_class_of(number))));
    return value;
}

static napi_value rule_value(napi_env env, const cisd_rule *rule)
{
    static const char *const members[] = {
        [CISD_RULE_ID] = "id",
        [CISD_RULE_TITLE] = "title",
        [CISD_RULE_BENCHMARK] = "benchmark",
        [CISD_RULE_VERSION] = "version",
        [CISD_RULE_VERSIONS] = "versions",
        [CISD_RULE_SEVERITY] = "severity",
        [CISD_RULE_REFERENCES] = "references",
        [CISD_RULE_RATIONALE] = "rationale",
        [CISD_RULE_DECISION] = "decision",
        [CISD_RULE_REMEDIATION] = "remediation",
    };
    napi_value value = object_value(env);

    if (rule == NULL)
        return text_value(env, NULL);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        set_member(env, value, members[i],
                   text_value(env, cisd_rule_text(rule, (cisd_rule_field)i)));
    set_member(env, value, "level", number_value(env, cisd_rule_level(rule)));
    return value;
}

static napi_value content_value(napi_env env, size_t index)
{
    napi_value value = object_value(env);

    set_member(env, value, "name", text_value(env, cisd_content_name(index)));
    set_member(env, value, "description", text_value(env, cisd_content_description(index)));
    set_member(env, value, "isProgram", flag_value(env, cisd_content_is_program(index) != 0));
    return value;
}

napi_value tables_all(napi_env env)
{
    napi_value value = object_value(env);
    napi_value capabilities = array_value(env), rules = array_value(env),
               content = array_value(env);

    for (int i = 0; i < cisd_cap_count(); i++)
        push(env, capabilities, (uint32_t)i, capability_value(env, i));
    for (size_t i = 0; i < cisd_rule_count(); i++)
        push(env, rules, (uint32_t)i, rule_value(env, cisd_rule_at(i)));
    for (size_t i = 0; i < cisd_content_count(); i++)
        push(env, content, (uint32_t)i, content_value(env, i));
    set_words(env, value);
    set_member(env, value, "capabilities", capabilities);
    set_member(env, value, "rules", rules);
    set_member(env, value, "content", content);
    set_member(env, value, "defaults", caps_value(env, cisd_caps_default()));
    set_member(env, value, "version", text_value(env, cisd_version()));
    return value;
}

/* One text in, one value out. */
static napi_value ask(napi_env env, napi_callback_info info,
                      napi_value (*answer)(napi_env, const char *))
{
    struct call call = call_begin(env, info);
    struct kept kept = {0};
    bool failed = false;
    const char *text = take_text(env, call.arguments[0], &kept, &failed);
    napi_value value = failed ? NULL : answer(env, text);

    kept_free(&kept);
    return value;
}

static napi_value number_of(napi_env env, const char *name)
{
    return number_value(env, cisd_cap_number(name));
}

napi_value tables_capability_number(napi_env env, napi_callback_info info)
{
    return ask(env, info, number_of);
}

static napi_value nearest(napi_env env, const char *name)
{
    return text_value(env, cisd_cap_nearest(name != NULL ? name : ""));
}

napi_value tables_capability_nearest(napi_env env, napi_callback_info info)
{
    return ask(env, info, nearest);
}

static napi_value find_rule(napi_env env, const char *number)
{
    return rule_value(env, cisd_rule_find(number));
}

napi_value tables_rule_find(napi_env env, napi_callback_info info)
{
    return ask(env, info, find_rule);
}

/* ---------------------------------------------------------------- content */

static void run_content(struct task *task)
{
    task->code = cisd_content_write(task->name, bytes_add, &task->bytes, &task->error);
}

/* contentWrite(name): a promise of a Buffer */
napi_value content_write(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct task *task = task_new(env, run_content, task_bytes);
    bool failed = false;

    if (task == NULL)
        return NULL;
    task->name = take_text(env, call.arguments[0], &task->kept, &failed);
    if (!failed)
        return task_start(env, task, NULL);
    task_free(task);
    return NULL;
}

/* ---------------------------------------------------------------- contexts */

static void run_context(struct task *task)
{
    cisd_context *context = NULL;

    task->code = cisd_context_load(task->data, task->name, &context, &task->error);
    task->made = context;
}

static napi_value finish_context(napi_env env, struct task *task)
{
    static const struct {
        const char *name;
        const char *(*get)(const cisd_context *);
    } members[] = {
        {"name", cisd_context_name},
        {"host", cisd_context_host},
        {"tlsAuthority", cisd_context_authority},
        {"tlsCertificate", cisd_context_certificate},
        {"tlsKey", cisd_context_key},
    };
    napi_value value = object_value(env);

    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        set_member(env, value, members[i].name, text_value(env, members[i].get(task->made)));
    return value;
}

static void clean_context(struct task *task)
{
    cisd_context_free(task->made);
}

/* contextLoad(folder, name): a promise of a context */
napi_value context_load(napi_env env, napi_callback_info info)
{
    struct call call = call_begin(env, info);
    struct task *task = task_new(env, run_context, finish_context);
    bool failed = false;

    if (task == NULL)
        return NULL;
    task->clean = clean_context;
    task->data = take_text(env, call.arguments[0], &task->kept, &failed);
    task->name = take_text(env, call.arguments[1], &task->kept, &failed);
    if (!failed)
        return task_start(env, task, NULL);
    task_free(task);
    return NULL;
}

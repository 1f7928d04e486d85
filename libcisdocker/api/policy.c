/* The exported functions about policies. */
#include "api/error.h"
#include "api/policy_file.h"
#include "api/run.h"

static const struct policy_entry *entry_at(const cisd_policy *policy, size_t index)
{
    return index < policy->count ? &policy->entries[index] : NULL;
}

/* Hands out what was read, or why it was not. */
static cisd_code hand_out(const struct memory *memory, cisd_policy *read, cisd_policy **policy,
                          const struct fault *fault, cisd_error **error)
{
    *policy = read;
    return read != NULL ? CISD_OK : error_hand_out(memory, fault, error);
}

cisd_code cisd_policy_load(const char *path, cisd_policy **policy, cisd_error **error)
{
    cisd_policy *read = NULL;
    struct memory memory;
    struct fault fault = {.code = CISD_OK};

    memory_init(&memory, NULL);
    if (path == NULL || policy == NULL)
        return error_argument(&memory, "a policy needs a path", error);
    (void)policy_file_load(&memory, path, &read, &fault);
    return hand_out(&memory, read, policy, &fault, error);
}

cisd_code cisd_policy_parse(const char *name, const char *text, size_t length,
                            cisd_policy **policy, cisd_error **error)
{
    cisd_policy *read = NULL;
    struct memory memory;
    struct fault fault = {.code = CISD_OK};

    memory_init(&memory, NULL);
    if (name == NULL || text == NULL || policy == NULL)
        return error_argument(&memory, "a policy needs a name and a text", error);
    (void)policy_file_parse(&memory, name, text, length, &read, &fault);
    return hand_out(&memory, read, policy, &fault, error);
}

cisd_policy *cisd_policy_ref(cisd_policy *policy)
{
    return policy != NULL ? policy_ref(policy) : NULL;
}

void cisd_policy_unref(cisd_policy *policy)
{
    policy_unref(policy);
}

const char *cisd_policy_file(const cisd_policy *policy)
{
    return policy->file;
}

size_t cisd_policy_entry_count(const cisd_policy *policy)
{
    return policy->count;
}

int cisd_policy_entry_is_waiver(const cisd_policy *policy, size_t index)
{
    const struct policy_entry *entry = entry_at(policy, index);

    return entry != NULL && entry->kind == POLICY_WAIVER;
}

const char *cisd_policy_entry_match(const cisd_policy *policy, size_t index, cisd_policy_key key)
{
    const struct policy_entry *entry = entry_at(policy, index);

    return entry != NULL && (unsigned)key < POLICY_KEYS ? entry->keys[key] : NULL;
}

const char *cisd_policy_key_name(cisd_policy_key key)
{
    return (unsigned)key < POLICY_KEYS ? policy_key_name((enum policy_key)key) : NULL;
}

cisd_caps cisd_policy_entry_caps(const cisd_policy *policy, size_t index)
{
    const struct policy_entry *entry = entry_at(policy, index);

    return entry != NULL ? entry->capabilities : CAPS_NONE;
}

int cisd_policy_entry_covers_all(const cisd_policy *policy, size_t index)
{
    const struct policy_entry *entry = entry_at(policy, index);

    return entry != NULL && entry->covers_all;
}

const char *cisd_policy_entry_reason(const cisd_policy *policy, size_t index)
{
    const struct policy_entry *entry = entry_at(policy, index);

    return entry != NULL ? entry->reason : NULL;
}

const char *cisd_policy_entry_owner(const cisd_policy *policy, size_t index)
{
    const struct policy_entry *entry = entry_at(policy, index);

    return entry != NULL ? entry->owner : NULL;
}

const char *cisd_policy_entry_ticket(const cisd_policy *policy, size_t index)
{
    const struct policy_entry *entry = entry_at(policy, index);

    return entry != NULL ? entry->ticket : NULL;
}

const char *cisd_policy_entry_expires(const cisd_policy *policy, size_t index)
{
    const struct policy_entry *entry = entry_at(policy, index);

    return entry != NULL ? entry->expires : NULL;
}

const char *cisd_policy_entry_never(const cisd_policy *policy, size_t index)
{
    const struct policy_entry *entry = entry_at(policy, index);

    return entry != NULL ? policy_entry_never(entry) : NULL;
}

unsigned cisd_policy_entry_line(const cisd_policy *policy, size_t index)
{
    const struct policy_entry *entry = entry_at(policy, index);

    return entry != NULL ? entry->line : 0;
}

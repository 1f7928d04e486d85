#include "judgement/policy.h"

#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

#include "judgement/image_name.h"

static const struct {
    const char *name, *label;
} keys[POLICY_KEYS] = {
    [POLICY_NAME] = {"name", NULL},
    [POLICY_IMAGE] = {"image", NULL},
    [POLICY_LABEL] = {"label", NULL},
    [POLICY_COMPOSE_PROJECT] = {"compose_project", "com.docker.compose.project"},
    [POLICY_COMPOSE_SERVICE] = {"compose_service", "com.docker.compose.service"},
    [POLICY_SERVICE] = {"service", NULL},
};

cisd_policy *policy_new(const struct memory *memory, const char *file)
{
    struct pool pool;
    cisd_policy *policy;

    pool_init(&pool, memory);
    policy = pool_alloc(&pool, sizeof *policy);
    if (policy == NULL)
        return NULL;
    memset(policy, 0, sizeof *policy);
    atomic_init(&policy->references, 1);
    policy->pool = pool;
    policy->file = pool_copy(&policy->pool, file, strlen(file));
    if (policy->file != NULL)
        return policy;
    policy_unref(policy);
    return NULL;
}

cisd_policy *policy_ref(cisd_policy *policy)
{
    atomic_fetch_add_explicit(&policy->references, 1, memory_order_relaxed);
    return policy;
}

void policy_unref(cisd_policy *policy)
{
    struct pool pool;

    if (policy == NULL)
        return;
    if (atomic_fetch_sub_explicit(&policy->references, 1, memory_order_acq_rel) != 1)
        return;
    pool = policy->pool;
    memory_free(&pool.memory, policy->entries);
    pool_free(&pool);
}

struct policy_entry *policy_add(cisd_policy *policy, enum policy_kind kind)
{
    struct policy_entry *grown = memory_grow(&policy->pool.memory, policy->entries, policy->count,
                                             &policy->capacity, sizeof *grown);

    if (grown == NULL)
        return NULL;
    policy->entries = grown;
    grown = &policy->entries[policy->count++];
    *grown = (struct policy_entry){
        .kind = kind, .reason = "", .owner = "", .ticket = "", .expires = ""};
    return grown;
}

const char *policy_key_name(enum policy_key key)
{
    return keys[key].name;
}

const char *policy_key_label(enum policy_key key)
{
    return keys[key].label;
}

/* "K" asks that the label is there, "K=V" what it says. */
static bool label_fits(const char *wanted, const struct subject *subject)
{
    size_t length = strcspn(wanted, "=");

    for (const struct label *label = subject->labels; label != NULL; label = label->next) {
        if (strlen(label->key) != length || strncmp(label->key, wanted, length) != 0)
            continue;
        return wanted[length] == '\0' || strcmp(label->value, wanted + length + 1) == 0;
    }
    return false;
}

static bool key_fits(enum policy_key key, const char *wanted, const struct subject *subject)
{
    const char *value;

    switch (key) {
    case POLICY_NAME:
        return fnmatch(wanted, subject->name, 0) == 0;
    case POLICY_IMAGE:
        return image_name_fits(wanted, subject->image);
    case POLICY_LABEL:
        return label_fits(wanted, subject);
    case POLICY_SERVICE:
        value = subject->kind == CISD_SERVICE ? subject->name : subject->service;
        break;
    default:
        value = subject_label(subject, keys[key].label);
        if (key == POLICY_COMPOSE_SERVICE && subject->kind == CISD_COMPOSE_SERVICE)
            value = subject->name;
        break;
    }
    return value != NULL && value[0] != '\0' && fnmatch(wanted, value, 0) == 0;
}

bool policy_entry_fits(const struct policy_entry *entry, const struct subject *subject)
{
    for (int key = 0; key < POLICY_KEYS; key++)
        if (entry->keys[key] != NULL && !key_fits(key, entry->keys[key], subject))
            return false;
    return true;
}

bool policy_entry_expired(const struct policy_entry *entry, int day)
{
    return entry->expires[0] != '\0' && day > entry->last_day;
}

bool policy_entry_unexplained(const struct policy_entry *entry)
{
    return strncmp(entry->reason, "TODO", 4) == 0;
}

/* What one entry that fits and has not expired adds. */
static void apply(const struct policy_entry *entry, struct allowance *allowance)
{
    if (entry->kind == POLICY_REQUIRED) {
        allowance->required |= entry->capabilities;
        return;
    }
    allowance->waives_all = allowance->waives_all || entry->covers_all;
    allowance->waived |= entry->capabilities;
    allowance->waivers[allowance->waiver_count++] = entry;
}

void policy_allow(const cisd_policy *policy, const struct subject *subject, int day,
                  struct allowance *allowance, bool *matched)
{
    for (size_t i = 0; i < policy->count; i++) {
        const struct policy_entry *entry = &policy->entries[i];

        if (!policy_entry_fits(entry, subject))
            continue;
        matched[i] = true;
        if (!policy_entry_expired(entry, day))
            apply(entry, allowance);
        else if (entry->kind == POLICY_REQUIRED)
            allowance->requirement_expired = true;
        else
            allowance->waiver_expired = true;
    }
}

/* How well a waiver covers an excess: whole, in part, or not. */
static int coverage(const struct policy_entry *entry, cisd_caps excess)
{
    if (entry->covers_all || (excess & ~entry->capabilities) == 0)
        return 2;
    return (excess & entry->capabilities) != 0;
}

const struct policy_entry *policy_waiver(const struct allowance *allowance, cisd_caps excess)
{
    const struct policy_entry *best = NULL;

    for (size_t i = 0; i < allowance->waiver_count; i++) {
        const struct policy_entry *entry = allowance->waivers[i];

        if (best == NULL || coverage(entry, excess) > coverage(best, excess))
            best = entry;
    }
    return best;
}

/* Digits at a place in a date. */
static bool digits(const char *text, size_t length, int *number)
{
    *number = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *number = *number * 10 + (text[i] - '0');
    }
    return true;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

bool policy_parse_date(const char *text, int *day)
{
    int year, month, date;

    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-' || !digits(text, 4, &year) ||
        !digits(text + 5, 2, &month) || !digits(text + 8, 2, &date))
        return false;
    if (year < 1970 || month < 1 || month > 12 || date < 1 || date > month_days(year, month))
        return false;
    *day = date - 1;
    for (int before = 1970; before < year; before++)
        *day += 337 + month_days(before, 2);
    for (int before = 1; before < month; before++)
        *day += month_days(year, before);
    return true;
}

void policy_spell_date(int day, char date[POLICY_DATE])
{
    int year = 1970, month = 1;

    for (; day >= 337 + month_days(year, 2); year++)
        day -= 337 + month_days(year, 2);
    for (; day >= month_days(year, month); month++)
        day -= month_days(year, month);
    (void)snprintf(date, POLICY_DATE, "%04d-%02d-%02d", year % 10000, month, day + 1);
}

#include "api/stored_value.h"

#include <string.h>

#include "ground/utf8.h"
#include "judgement/policy.h"

/* More digits may be too many for any number. */
#define DIGITS_MAX 15

/* A string, kept whole: what was too long has been cut before it was written. */
static char *keep(struct stored_report *stored, const struct json_value *value)
{
    struct pool *pool = stored->subject != NULL ? &stored->subject->pool : &stored->report->pool;
    size_t length;
    char *copy;

    if (value->length == 0 || utf8_is_clean(value->text, value->length))
        return pool_copy(pool, value->length > 0 ? value->text : "", value->length);
    length = utf8_repair(value->text, value->length, NULL);
    copy = pool_text(pool, length);
    if (copy == NULL)
        return NULL;
    (void)utf8_repair(value->text, value->length, copy);
    copy[length] = '\0';
    return copy;
}

/* Line by line, so that ends of lines stay. */
static void make_printable(char *text)
{
    char *out = text;

    for (bool more = true; more;) {
        size_t length = strcspn(text, "\n"), kept;

        more = text[length] == '\n';
        text[length] = '\0';
        utf8_make_printable(text);
        kept = strlen(text);
        memmove(out, text, kept);
        out += kept;
        if (more)
            *out++ = '\n';
        text += length + (more ? 1 : 0);
    }
    *out = '\0';
}

static bool parse_count(const struct json_value *value, size_t *count)
{
    size_t number = 0;

    if (value->length > DIGITS_MAX)
        return false;
    for (size_t i = 0; i < value->length; i++) {
        if (value->text[i] < '0' || value->text[i] > '9')
            return false;
        number = number * 10 + (size_t)(value->text[i] - '0');
    }
    *count = number;
    return true;
}

/* Two digits below a bound; -1 if there are none. */
static int two_digits(const char *text, int bound)
{
    int number;

    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return -1;
    number = (text[0] - '0') * 10 + (text[1] - '0');
    return number < bound ? number : -1;
}

/* "2026-01-02T03:04:05Z" */
static bool parse_time(const char *text, int64_t *seconds)
{
    char date[11] = "";
    int day, hour, minute, second;

    if (strlen(text) != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
        text[19] != 'Z')
        return false;
    memcpy(date, text, 10);
    hour = two_digits(text + 11, 24);
    minute = two_digits(text + 14, 60);
    second = two_digits(text + 17, 60);
    if (!policy_parse_date(date, &day) || hour < 0 || minute < 0 || second < 0)
        return false;
    *seconds = (int64_t)day * 86400 + hour * 3600 + minute * 60 + second;
    return true;
}

/* The bit of a name; 0 where it has no number, as far as this build knows. */
static cisd_caps bit_of(const char *name)
{
    int number = capability_number(name);

    return number >= 0 ? (cisd_caps)1 << number : CAPS_NONE;
}

static cisd_code add_name(struct stored_report *stored, struct name_list *list, const char *name,
                          const struct stored_rule *rule, struct fault *fault)
{
    cisd_code code = subject_list_keep(stored->subject, list, name);

    if (code == CISD_E_LIMIT)
        return fault_set(fault, code, "'%s' has more than %d entries", rule->name,
                         SUBJECT_LIST_MAX);
    return code == CISD_OK ? CISD_OK : fault_no_memory(fault);
}

static cisd_code add_cap(struct stored_report *stored, struct stored_set *set, const char *name,
                         const struct stored_rule *rule, struct fault *fault)
{
    cisd_caps bit = bit_of(name);

    if (bit == CAPS_NONE)
        return add_name(stored, &set->others, name, rule, fault);
    set->caps |= bit;
    return CISD_OK;
}

/* Where a value goes. */
static void *place_of(struct stored_report *stored, const struct stored_rule *rule)
{
    char *base = (char *)stored;

    if (rule->place == STORED_IN_SUBJECT)
        base = (char *)stored->subject;
    else if (rule->place == STORED_IN_VARIANT)
        base = (char *)stored->result.variant;
    return base + rule->offset;
}

cisd_code stored_value_refuse(const struct stored_rule *rule, const char *text, struct fault *fault)
{
    return fault_set(fault, CISD_E_FORMAT, "'%s' cannot be '%.100s'", rule->name, text);
}

/* Strings, and what is written as one. */
static cisd_code store_text(struct stored_report *stored, const struct stored_rule *rule,
                            char *text, struct fault *fault)
{
    void *place = place_of(stored, rule);
    int number;

    switch (rule->kind) {
    case STORED_IS_NAME: return add_name(stored, place, text, rule, fault);
    case STORED_IS_CAP: return add_cap(stored, place, text, rule, fault);
    case STORED_IS_TIME:
        return parse_time(text, place) ? CISD_OK : stored_value_refuse(rule, text, fault);
    case STORED_IS_CHOICE:
        number = rule->find(text);
        *(int *)place = number;
        return number >= 0 ? CISD_OK : stored_value_refuse(rule, text, fault);
    case STORED_IS_DATE:
        if (!policy_parse_date(text, &number))
            return stored_value_refuse(rule, text, fault);
        break;
    case STORED_IS_WORDS: utf8_make_printable(text); break;
    case STORED_IS_LINES: make_printable(text); break;
    default: break;
    }
    *(const char **)place = text;
    return CISD_OK;
}

cisd_code stored_value_store(struct stored_report *stored, int field,
                             const struct json_value *value, struct fault *fault)
{
    const struct stored_rule *rule = &stored_rules[field];
    char *text;

    if (rule->kind == STORED_IS_OBJECT || rule->kind == STORED_IS_ARRAY)
        return CISD_OK;
    if (rule->kind == STORED_IS_LIST) {
        ((struct name_list *)place_of(stored, rule))->known = true;
        return CISD_OK;
    }
    if (field == STORED_PRIVILEGED) {
        stored->subject->privileged = value->truth ? CISD_YES : CISD_NO;
        return CISD_OK;
    }
    if (rule->kind == STORED_IS_BOOL) {
        *(bool *)place_of(stored, rule) = value->truth;
        return CISD_OK;
    }
    if (rule->kind == STORED_IS_COUNT) {
        if (parse_count(value, place_of(stored, rule)))
            return CISD_OK;
        return fault_set(fault, CISD_E_FORMAT, "'%s' is not a count", rule->name);
    }
    text = keep(stored, value);
    return text != NULL ? store_text(stored, rule, text, fault) : fault_no_memory(fault);
}

/* The exported words, versions and rules. */
#include "cisdocker/cisdocker.h"

#include <string.h>

#include "judgement/reason.h"
#include "renderers/renderer.h"
#include "report/rule.h"
#include "report/words.h"

static const char *const codes[] = {
    [CISD_OK] = "ok",
    [CISD_E_NO_MEMORY] = "no-memory",
    [CISD_E_ARGUMENT] = "argument",
    [CISD_E_STATE] = "state",
    [CISD_E_IO] = "io",
    [CISD_E_CONNECT] = "connect",
    [CISD_E_PERMISSION] = "permission",
    [CISD_E_TIMEOUT] = "timeout",
    [CISD_E_PROTOCOL] = "protocol",
    [CISD_E_FORMAT] = "format",
    [CISD_E_LIMIT] = "limit",
    [CISD_E_UNSUPPORTED] = "unsupported",
    [CISD_E_CANCELLED] = "cancelled",
    [CISD_E_CALLBACK] = "callback",
    [CISD_E_INTERNAL] = "internal",
};

const char *cisd_version(void)
{
    return CISD_VERSION;
}

const char *cisd_code_name(cisd_code code)
{
    return codes[(unsigned)code < sizeof codes / sizeof codes[0] ? code : CISD_E_INTERNAL];
}

const char *cisd_verdict_name(cisd_verdict verdict)
{
    return words_verdict(verdict);
}

const char *cisd_severity_name(cisd_severity severity)
{
    return words_severity(severity);
}

const char *cisd_profile_name(cisd_profile profile)
{
    return words_profile(profile);
}

const char *cisd_subject_kind_name(cisd_subject_kind kind)
{
    return words_subject_kind(kind);
}

const char *cisd_reason_name(cisd_reason reason)
{
    return reason_name(reason);
}

cisd_code cisd_profile_from_name(const char *name, cisd_profile *profile)
{
    int number = name != NULL ? words_find_profile(name) : -1;

    if (number < 0 || profile == NULL)
        return CISD_E_ARGUMENT;
    *profile = (cisd_profile)number;
    return CISD_OK;
}

cisd_code cisd_severity_from_name(const char *name, cisd_severity *severity)
{
    int number = name != NULL ? words_find_severity(name) : -1;

    if (number < 0 || severity == NULL)
        return CISD_E_ARGUMENT;
    *severity = (cisd_severity)number;
    return CISD_OK;
}

const char *cisd_format_name(cisd_format format)
{
    const struct renderer_type *type = renderer_type_at(format);

    return type != NULL ? type->name : NULL;
}

cisd_code cisd_format_from_name(const char *name, cisd_format *format)
{
    if (name == NULL || format == NULL)
        return CISD_E_ARGUMENT;
    for (int i = 0; i < CISD_FORMATS; i++) {
        if (strcmp(renderer_type_at((cisd_format)i)->name, name) != 0)
            continue;
        *format = (cisd_format)i;
        return CISD_OK;
    }
    return CISD_E_ARGUMENT;
}

size_t cisd_rule_count(void)
{
    return rule_count();
}

const cisd_rule *cisd_rule_at(size_t index)
{
    return rule_at(index);
}

const cisd_rule *cisd_rule_find(const char *number)
{
    return number != NULL ? rule_find(number) : NULL;
}

const char *cisd_rule_text(const cisd_rule *rule, cisd_rule_field field)
{
    return rule != NULL && (unsigned)field < RULE_FIELDS ? rule->texts[field] : NULL;
}

int cisd_rule_level(const cisd_rule *rule)
{
    return rule != NULL ? rule->level : 0;
}

#include "settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define SEPARATORS ", \t"

static const char *binding_text(struct xccdf_value_binding *binding)
{
    const char *text = xccdf_value_binding_get_setvalue(binding);

    return text != NULL ? text : xccdf_value_binding_get_value(binding);
}

bool settings_read(struct settings *settings, struct xccdf_value_binding_iterator *values)
{
    const char *profile = "cis";
    const struct {
        const char *name, **member;
    } known[] = {
        {"docker_host", &settings->host},
        {"profile", &profile},
        {"allowed_capabilities", &settings->allowed},
    };

    *settings = (struct settings){"unix:///var/run/docker.sock", CISD_PROFILE_CIS, "none"};
    while (xccdf_value_binding_iterator_has_more(values)) {
        struct xccdf_value_binding *binding = xccdf_value_binding_iterator_next(values);
        const char *name = xccdf_value_binding_get_name(binding);
        const char *text = binding_text(binding);

        for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
            if (name != NULL && text != NULL && strcmp(name, known[i].name) == 0)
                *known[i].member = text;
    }
    return cisd_profile_from_name(profile, &settings->profile) == CISD_OK;
}

/* The length of a name at the start of a text; 0 where something else is there. */
static size_t name_length(const char *text)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
    size_t length = strspn(text, letters);

    return strcspn(text, SEPARATORS) == length ? length : 0;
}

/*
 * The names as a policy's list: every one is longer there by a quote on each side and a comma. What
 * is no name becomes one that the library refuses.
 */
static void write_names(char *out, const char *names)
{
    const char *mark = "";

    *out = '\0';
    for (names += strspn(names, SEPARATORS); *names != '\0'; names += strspn(names, SEPARATORS)) {
        size_t length = name_length(names);

        out += sprintf(out, "%s\"%.*s\"", mark, length > 0 ? (int)length : 1,
                       length > 0 ? names : "?");
        mark = ",";
        names += strcspn(names, SEPARATORS);
    }
}

static cisd_code add_policy(cisd_audit *audit, const char *text, cisd_error **error)
{
    cisd_policy *policy = NULL;
    cisd_code code = cisd_policy_parse("allowed_capabilities", text, strlen(text), &policy, error);

    if (code == CISD_OK)
        code = cisd_audit_add_policy(audit, policy, error);
    cisd_policy_unref(policy);
    return code;
}

/* What any container may have, as a policy that requires it of all. */
static cisd_code allow(cisd_audit *audit, const char *names, cisd_error **error)
{
    static const char start[] = "{\"required\": [{\"name\": \"*\", \"capabilities\": [";
    static const char end[] = "], \"reason\": \"allowed by a value of the benchmark\"}]}";
    size_t room = sizeof start + sizeof end + 4 * strlen(names) + 1;
    char *text = malloc(room);
    cisd_code code = CISD_E_NO_MEMORY;

    if (text != NULL) {
        memcpy(text, start, sizeof start);
        write_names(text + strlen(text), names);
        memcpy(text + strlen(text), end, sizeof end);
        code = add_policy(audit, text, error);
    }
    free(text);
    return code;
}

cisd_code settings_apply(const struct settings *settings, cisd_audit *audit, cisd_error **error)
{
    cisd_code code = cisd_audit_set_profile(audit, settings->profile, error);

    if (code == CISD_OK && strcasecmp(settings->allowed, "none") != 0 &&
        settings->allowed[strspn(settings->allowed, SEPARATORS)] != '\0')
        code = allow(audit, settings->allowed, error);
    if (code == CISD_OK)
        code = cisd_audit_add_engine(audit, settings->host, NULL, error);
    return code;
}

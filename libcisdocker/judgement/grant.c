#include "judgement/grant.h"

#include <stdint.h>

#include "judgement/podman_lists.h"

/* What the two lists say, once read. */
struct request {
    cisd_caps every;        /* what ALL means to this engine */
    cisd_caps adds, drops;  /* named */
    bool adds_all, drops_all;
};

cisd_caps grant_named(const struct name_list *list)
{
    cisd_caps caps = CAPS_NONE;

    for (size_t i = 0; i < list->count; i++) {
        int number = capability_number(list->names[i]);

        if (number >= 0)
            caps |= (cisd_caps)1 << number;
    }
    return caps;
}

/* Engines before 20.10 were built with a list that ends at AUDIT_READ. */
static cisd_caps every_capability(struct engine_version version)
{
    if (version.kind == ENGINE_DOCKER && engine_version_known(version) &&
        !engine_version_at_least(version, 20, 10))
        return CAPS_BEFORE_2020;
    return CAPS_NAMED;
}

/* Docker Engine 19.03 and later. */
static cisd_caps grant_modern(const struct request *request)
{
    if (request->adds_all)
        return request->every & ~request->drops;
    if (request->drops_all)
        return request->adds;
    return (capability_default() & ~request->drops) | request->adds;
}

/* Docker Engine up to 18.09. */
static cisd_caps grant_legacy(const struct request *request)
{
    cisd_caps base = request->adds_all ? request->every : capability_default();

    if (request->drops_all)
        return request->adds;
    return (base & ~request->drops) | request->adds;
}

/* Whether ALL in both lists grants nothing, as up to 18.09; from 19.03 on it grants everything. */
static bool drop_all_wins(struct engine_version version)
{
    return engine_version_known(version) && !engine_version_at_least(version, 19, 3);
}

/* HostConfig.Capabilities: the exact list, on 19.03 alone. */
static cisd_caps grant_exact(const struct subject *subject, const struct request *request)
{
    if (subject_list_has_all(&subject->exact))
        return request->every;
    return grant_named(&subject->exact);
}

/* Every rule that may be the engine's. One where the version is known; their union where not. */
static cisd_caps grant_by_version(const struct subject *subject, const struct request *request)
{
    bool known = engine_version_known(subject->engine);
    bool from_19_03 = engine_version_at_least(subject->engine, 19, 3);
    bool from_20_10 = engine_version_at_least(subject->engine, 20, 10);
    cisd_caps caps = CAPS_NONE;

    if (known && from_19_03 && !from_20_10 && subject->exact.known)
        return grant_exact(subject, request);
    if (!known || from_19_03)
        caps |= grant_modern(request);
    if (!known || !from_19_03)
        caps |= grant_legacy(request);
    if (!known && subject->exact.known)
        caps |= grant_exact(subject, request);
    return caps;
}

/* Whether the exact list is what the engine goes by. */
static bool exact_decides(const struct subject *subject)
{
    return subject->exact.known && engine_version_at_least(subject->engine, 19, 3) &&
           !engine_version_at_least(subject->engine, 20, 10);
}

/* Takes what the exact list asks for into a grant, where it counts or may count. */
static void add_exact(const struct subject *subject, struct grant *grant)
{
    if (exact_decides(subject)) {
        grant->adds = CAPS_NONE;
        grant->adds_all = false;
        grant->drops_all = true;
        grant->named[0] = NULL;
    } else if (!subject->exact.known || engine_version_known(subject->engine)) {
        return;
    }
    grant->adds |= grant_named(&subject->exact);
    grant->adds_all = grant->adds_all || subject_list_has_all(&subject->exact);
    grant->named[1] = &subject->exact;
}

struct grant grant_of(const struct subject *subject)
{
    struct request request = {
        .every = every_capability(subject->engine),
        .adds = grant_named(&subject->cap_add),
        .drops = grant_named(&subject->cap_drop),
        .adds_all = subject_list_has_all(&subject->cap_add),
        .drops_all = subject_list_has_all(&subject->cap_drop),
    };
    struct grant grant = {
        .adds_all = request.adds_all, .adds = request.adds, .named = {&subject->cap_add}};

    if (subject->bounding.known) {
        grant.caps = grant_named(&subject->bounding);
        grant.named[0] = &subject->bounding;
        grant.drops_all = request.drops_all || podman_lists_drop_all(grant.caps, request.drops);
        return grant;
    }
    if (subject->privileged == CISD_YES) {
        grant.caps = request.every;
        grant.named[0] = NULL;
        return grant;
    }
    grant.caps = grant_by_version(subject, &request);
    grant.drops_all = request.drops_all && (!request.adds_all || drop_all_wins(subject->engine));
    add_exact(subject, &grant);
    return grant;
}

/* Whether a granted name is one that this build cannot place in a set. */
static bool is_unknown(const char *name)
{
    return capability_number(name) < 0 && !capability_is_all(name);
}

/* The unknown name of a list at an index, which is lowered by those passed; NULL beyond them. */
static const char *unknown_at(const struct name_list *list, size_t *index)
{
    for (size_t i = 0; list != NULL && i < list->count; i++)
        if (is_unknown(list->names[i]) && (*index)-- == 0)
            return list->names[i];
    return NULL;
}

size_t grant_unknown_count(const struct grant *grant)
{
    size_t left = SIZE_MAX;

    (void)unknown_at(grant->named[0], &left);
    (void)unknown_at(grant->named[1], &left);
    return SIZE_MAX - left;
}

const char *grant_unknown(const struct grant *grant, size_t index)
{
    const char *name = unknown_at(grant->named[0], &index);

    return name != NULL ? name : unknown_at(grant->named[1], &index);
}

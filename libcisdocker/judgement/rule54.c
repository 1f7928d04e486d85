#include "judgement/rule54.h"

#include "judgement/podman_lists.h"

static void found(struct judgement *judgement, cisd_reason reason, cisd_caps caps)
{
    if (judgement->finding_count < JUDGEMENT_REASONS)
        judgement->findings[judgement->finding_count++] = (struct finding){reason, caps};
}

/* Evidence that cannot be used: what it means for the verdict. */
static const struct {
    cisd_verdict verdict;
    cisd_reason reason;
} without_evidence[] = {
    [EVIDENCE_UNREADABLE] = {CISD_ERROR, CISD_REASON_EVIDENCE_UNREADABLE},
    [EVIDENCE_MALFORMED] = {CISD_ERROR, CISD_REASON_EVIDENCE_MALFORMED},
    [EVIDENCE_VANISHED] = {CISD_NOTAPPLICABLE, CISD_REASON_VANISHED},
};

/*
 * What the profile `cis` tolerates: the benchmark's default set, NET_RAW aside. Podman too is held
 * to it, by its bounding set alone. What Podman lists as added will not do to decide by: 4.x
 * reckons it against Docker's 14, so that an added one of these never shows, 5.x against the
 * containers.conf of the moment; and its files on disk have the bounding set and no such list.
 */
static cisd_caps tolerated(void)
{
    return capability_default() & ~CAPS_OF(NET_RAW);
}

/* What the kernel shows beyond the configuration. */
static cisd_caps kernel_extra(const struct subject *subject, const struct grant *grant)
{
    const struct kernel_witness *kernel = &subject->kernel;

    if (!kernel->seen)
        return CAPS_NONE;
    return (kernel->bounding | kernel->permitted | kernel->effective) & ~grant->caps;
}

/* Whether the engine itself, as far as its lists tell, grants no NET_RAW by default. */
static bool default_misses_net_raw(const struct subject *subject)
{
    return subject->bounding.known && podman_lists_miss_net_raw(grant_named(&subject->cap_drop));
}

/* Of a subject that is granted NET_RAW: whether it was added, and not left from the default. */
static bool net_raw_added(const struct subject *subject, const struct grant *grant)
{
    return (grant->adds & CAPS_OF(NET_RAW)) != 0 || default_misses_net_raw(subject);
}

/* Of one that is not granted it: whether it was dropped, and not missing from the default. */
static bool net_raw_dropped(const struct subject *subject)
{
    return (grant_named(&subject->cap_drop) & CAPS_OF(NET_RAW)) != 0 &&
           !default_misses_net_raw(subject);
}

/* Findings about the lists, where neither privileged nor ALL says it all. */
static void judge_lists(const struct subject *subject, cisd_profile profile, cisd_caps unneeded,
                        struct judgement *judgement)
{
    cisd_caps allowed = tolerated();
    cisd_caps net_raw = unneeded & CAPS_OF(NET_RAW);
    cisd_caps beyond = unneeded & ~allowed & ~CAPS_OF(NET_RAW);
    cisd_caps retained = profile == CISD_PROFILE_STRICT ? unneeded & allowed : CAPS_NONE;
    bool added = net_raw_added(subject, &judgement->grant);

    if (beyond != CAPS_NONE)
        found(judgement, CISD_REASON_ADDED_BEYOND_DEFAULT, beyond);
    if (net_raw != CAPS_NONE)
        found(judgement, added ? CISD_REASON_NET_RAW_ADDED : CISD_REASON_NET_RAW_DEFAULT, net_raw);
    if (retained != CAPS_NONE)
        found(judgement, CISD_REASON_DEFAULT_RETAINED, retained);
    judgement->excess |= beyond | net_raw | retained;
}

/* Whatever is wrong with the grant, in the order of weight. */
static void judge_grant(const struct subject *subject, cisd_profile profile,
                        struct judgement *judgement)
{
    const struct grant *grant = &judgement->grant;
    cisd_caps unneeded = grant->caps & ~judgement->required;
    cisd_caps extra = kernel_extra(subject, grant) & ~judgement->required;
    cisd_caps outside = profile == CISD_PROFILE_STRICT ? unneeded : unneeded & ~tolerated();

    if (subject->privileged == CISD_YES) {
        found(judgement, CISD_REASON_PRIVILEGED, outside);
        judgement->excess |= outside;
    } else if (grant->adds_all) {
        found(judgement, CISD_REASON_ADD_ALL, outside);
        judgement->excess |= outside;
    }
    if (extra != CAPS_NONE)
        found(judgement, CISD_REASON_KERNEL_EXCEEDS_CONFIG, extra);
    if (grant_unknown_count(grant) > 0)
        found(judgement, CISD_REASON_UNKNOWN_CAPABILITY, CAPS_NONE);
    if (subject->privileged != CISD_YES && !grant->adds_all)
        judge_lists(subject, profile, unneeded, judgement);
    judgement->excess |= extra;
}

/* Why nothing is wrong with the grant. */
static void judge_pass(const struct subject *subject, cisd_profile profile,
                       struct judgement *judgement)
{
    const struct grant *grant = &judgement->grant;
    cisd_caps needs_leave = profile == CISD_PROFILE_STRICT ? grant->caps
                                                           : grant->caps & ~tolerated();
    cisd_caps leave = needs_leave & judgement->required;

    if (leave != CAPS_NONE)
        found(judgement, CISD_REASON_REQUIRED_BY_POLICY, leave);
    if (grant->drops_all)
        found(judgement, CISD_REASON_ALL_DROPPED, CAPS_NONE);
    else if ((grant->caps & CAPS_OF(NET_RAW)) != 0)
        return;
    else if (net_raw_dropped(subject))
        found(judgement, CISD_REASON_NET_RAW_DROPPED, CAPS_OF(NET_RAW));
    else
        found(judgement, CISD_REASON_ENGINE_DEFAULT_WITHOUT_NET_RAW, CAPS_NONE);
}

/* A failure is as severe as the worst that its excess allows. */
static cisd_severity severity_of(const struct judgement *judgement)
{
    static const cisd_severity by_class[] = {
        [CISD_CLASS_NUISANCE] = CISD_SEVERITY_LOW,
        [CISD_CLASS_PRIVILEGE] = CISD_SEVERITY_MEDIUM,
        [CISD_CLASS_NETWORK] = CISD_SEVERITY_MEDIUM,
        [CISD_CLASS_HOST_ESCAPE] = CISD_SEVERITY_HIGH,
    };
    cisd_severity worst = CISD_SEVERITY_LOW;

    if (grant_unknown_count(&judgement->grant) > 0 ||
        judgement->findings[0].reason == CISD_REASON_PRIVILEGED ||
        judgement->findings[0].reason == CISD_REASON_ADD_ALL)
        return CISD_SEVERITY_HIGH;
    for (int number = 0; number < CAPABILITY_BITS; number++) {
        if ((judgement->excess >> number & 1) == 0)
            continue;
        if (by_class[capability_class(number)] > worst)
            worst = by_class[capability_class(number)];
    }
    return worst;
}

/* A waiver of named capabilities covers nothing added since, or by a variable. */
static bool is_waived(const struct subject *subject, const struct judgement *judgement,
                      const struct allowance *allowance)
{
    if (allowance->waives_all)
        return true;
    return subject->evidence == EVIDENCE_READ && allowance->waiver != NULL && (judgement->excess & ~allowance->waived) == 0 &&
           grant_unknown_count(&judgement->grant) == 0;
}

/*
 * Whether a failure stands whatever the variables without a value mean: they can add, and where
 * they can drop, they do not take away what was added by name.
 */
static bool is_definite(const struct subject *subject, const struct judgement *judgement)
{
    if (!subject->drops_unresolved || subject->privileged == CISD_YES)
        return true;
    return judgement->grant.adds_all || grant_unknown_count(&judgement->grant) > 0 ||
           (judgement->excess & grant_named(&subject->cap_add)) != CAPS_NONE;
}

/* Evidence with a variable that has no value is no pass, and a failure only if it is definite. */
static void doubt(const struct subject *subject, struct judgement *judgement)
{
    if (judgement->verdict == CISD_PASS || !is_definite(subject, judgement)) {
        judgement->finding_count = 0;
        judgement->excess = CAPS_NONE;
        judgement->severity = CISD_SEVERITY_MEDIUM;
        judgement->verdict = CISD_UNKNOWN;
    }
    found(judgement, CISD_REASON_UNRESOLVED_VARIABLE, CAPS_NONE);
}

/* Turns findings into a verdict. */
static void conclude(const struct subject *subject, cisd_profile profile,
                     const struct allowance *allowance, struct judgement *judgement)
{
    bool failed = judgement->finding_count > 0;

    if (failed)
        judgement->severity = severity_of(judgement);
    else
        judge_pass(subject, profile, judgement);
    judgement->verdict = failed ? CISD_FAIL : CISD_PASS;
    if (subject->evidence == EVIDENCE_UNRESOLVED)
        doubt(subject, judgement);
    if (subject->kernel.missed && judgement->verdict == CISD_PASS) {
        judgement->finding_count = 0;
        judgement->verdict = CISD_UNKNOWN;
        found(judgement, CISD_REASON_EVIDENCE_UNREADABLE, CAPS_NONE);
    }
    if (profile == CISD_PROFILE_MANUAL)
        judgement->verdict = CISD_NOTCHECKED;
    if (judgement->verdict != CISD_FAIL)
        return;
    judgement->waived = is_waived(subject, judgement, allowance);
    if (allowance->requirement_expired)
        found(judgement, CISD_REASON_REQUIREMENT_EXPIRED, CAPS_NONE);
    if (allowance->waiver_expired && !judgement->waived)
        found(judgement, CISD_REASON_WAIVER_EXPIRED, CAPS_NONE);
}

struct judgement rule54_judge(const struct subject *subject, cisd_profile profile,
                              const struct allowance *allowance)
{
    struct judgement judgement = {.severity = CISD_SEVERITY_MEDIUM,
                                  .required = allowance->required};

    if (subject->evidence != EVIDENCE_READ && subject->evidence != EVIDENCE_UNRESOLVED) {
        judgement.verdict = without_evidence[subject->evidence].verdict;
        found(&judgement, without_evidence[subject->evidence].reason, CAPS_NONE);
        return judgement;
    }
    if (subject->on_linux == CISD_NO) {
        judgement.verdict = CISD_NOTAPPLICABLE;
        found(&judgement, CISD_REASON_NOT_LINUX, CAPS_NONE);
        return judgement;
    }
    if (!subject->bounding.known &&
        (subject->privileged == CISD_NOT_KNOWN || !subject->cap_add.known ||
         !subject->cap_drop.known)) {
        judgement.verdict = CISD_UNKNOWN;
        found(&judgement, CISD_REASON_EVIDENCE_UNREADABLE, CAPS_NONE);
        return judgement;
    }
    judgement.grant = grant_of(subject);
    judge_grant(subject, profile, &judgement);
    conclude(subject, profile, allowance, &judgement);
    return judgement;
}

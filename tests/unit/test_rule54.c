#include "unit.h"

#include "judgement/reason.h"
#include "judgement/rule54.h"
#include "subjects.h"

static const struct allowance nothing;

static struct judgement judge(const char *add, const char *drop, cisd_profile profile,
                              const struct allowance *allowance)
{
    struct subject *subject = subjects_container("28.5.2", add, drop);
    struct judgement judgement = rule54_judge(subject, profile, allowance);

    judgement.grant.named[0] = judgement.grant.named[1] = NULL;
    subject_free(subject);
    return judgement;
}

/* Takes over the subject. */
static struct judgement judge_subject(struct subject *subject, cisd_profile profile,
                                      const struct allowance *allowance)
{
    struct judgement judgement = rule54_judge(subject, profile, allowance);

    judgement.grant.named[0] = judgement.grant.named[1] = NULL;
    subject_free(subject);
    return judgement;
}

static void test_weight_decides_the_order(void **state)
{
    struct judgement judgement = judge("SYS_ADMIN", "", CISD_PROFILE_STRICT, &nothing);

    (void)state;
    assert_int_equal(judgement.verdict, CISD_FAIL);
    assert_int_equal(judgement.severity, CISD_SEVERITY_HIGH);
    assert_int_equal(judgement.finding_count, 3);
    assert_int_equal(judgement.findings[0].reason, CISD_REASON_ADDED_BEYOND_DEFAULT);
    assert_int_equal(judgement.findings[0].caps, CAPS_OF(SYS_ADMIN));
    assert_int_equal(judgement.findings[1].reason, CISD_REASON_NET_RAW_DEFAULT);
    assert_int_equal(judgement.findings[1].caps, CAPS_OF(NET_RAW));
    assert_int_equal(judgement.findings[2].reason, CISD_REASON_DEFAULT_RETAINED);
    assert_int_equal(judgement.findings[2].caps, capability_default() & ~CAPS_OF(NET_RAW));
    assert_int_equal(judgement.excess, capability_default() | CAPS_OF(SYS_ADMIN));
}

static void test_severity(void **state)
{
    static const struct {
        const char *add;
        cisd_severity severity;
    } cases[] = {{"SYS_TIME", CISD_SEVERITY_LOW},   {"NET_ADMIN", CISD_SEVERITY_MEDIUM},
                 {"PERFMON", CISD_SEVERITY_MEDIUM}, {"SYS_MODULE", CISD_SEVERITY_HIGH},
                 {"ALL", CISD_SEVERITY_HIGH},       {"FOO", CISD_SEVERITY_HIGH}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct judgement judgement = judge(cases[i].add, "NET_RAW", CISD_PROFILE_CIS, &nothing);

        assert_int_equal(judgement.verdict, CISD_FAIL);
        assert_int_equal(judgement.severity, cases[i].severity);
    }
}

/* What is required is no excess; having it is a pass that says so. */
static void test_required(void **state)
{
    struct allowance allowance = {.required = CAPS_OF(NET_RAW) | CAPS_OF(NET_ADMIN)};
    struct judgement judgement = judge("NET_ADMIN", "", CISD_PROFILE_CIS, &allowance);

    (void)state;
    assert_int_equal(judgement.verdict, CISD_PASS);
    assert_int_equal(judgement.findings[0].reason, CISD_REASON_REQUIRED_BY_POLICY);
    assert_int_equal(judgement.findings[0].caps, allowance.required);
    assert_int_equal(judgement.excess, CAPS_NONE);
    assert_int_equal(judgement.required, allowance.required);
    judgement = judge("NET_ADMIN SYS_ADMIN", "", CISD_PROFILE_CIS, &allowance);
    assert_int_equal(judgement.verdict, CISD_FAIL);
    assert_int_equal(judgement.excess, CAPS_OF(SYS_ADMIN));
    judgement = judge("NET_ADMIN NET_RAW", "ALL", CISD_PROFILE_STRICT, &allowance);
    assert_int_equal(judgement.verdict, CISD_PASS);
}

/* Requiring everything does not make ALL or privileged a pass: they are the benchmark's words. */
static void test_required_is_no_waiver(void **state)
{
    struct allowance allowance = {.required = ~CAPS_NONE};
    struct subject *subject = subjects_container("28.5.2", "", "");

    (void)state;
    assert_int_equal(judge("ALL", "", CISD_PROFILE_CIS, &allowance).verdict, CISD_FAIL);
    subject->privileged = CISD_YES;
    assert_int_equal(judge_subject(subject, CISD_PROFILE_CIS, &allowance).verdict, CISD_FAIL);
    assert_int_equal(judge("FOO", "ALL", CISD_PROFILE_CIS, &allowance).verdict, CISD_FAIL);
}

/* A waiver covers what it names, or everything; one that is expired is silent beside it. */
static void test_waived(void **state)
{
    struct allowance allowance = {.waives_all = true, .waiver_expired = true};
    struct judgement judgement = judge("ALL", "", CISD_PROFILE_CIS, &allowance);

    (void)state;
    assert_int_equal(judgement.verdict, CISD_FAIL);
    assert_true(judgement.waived);
    assert_int_equal(judgement.finding_count, 1);
    judgement = judge("", "ALL", CISD_PROFILE_CIS, &allowance);
    assert_int_equal(judgement.verdict, CISD_PASS);
    assert_false(judgement.waived);
}

static void test_waived_in_part(void **state)
{
    /* Whichever entry it was: that there is one is what counts. */
    const struct policy_entry *entry = (const void *)state;
    struct allowance allowance = {.waived = CAPS_OF(NET_RAW), .waiver = entry};

    assert_true(judge("", "", CISD_PROFILE_CIS, &allowance).waived);
    assert_false(judge("NET_ADMIN", "", CISD_PROFILE_CIS, &allowance).waived);
    assert_false(judge("FOO", "", CISD_PROFILE_CIS, &allowance).waived);
    assert_false(judge("", "", CISD_PROFILE_STRICT, &allowance).waived);
}

static void test_expired(void **state)
{
    struct allowance allowance = {.requirement_expired = true, .waiver_expired = true};
    struct judgement judgement = judge("", "", CISD_PROFILE_CIS, &allowance);

    (void)state;
    assert_int_equal(judgement.verdict, CISD_FAIL);
    assert_int_equal(judgement.finding_count, 3);
    assert_int_equal(judgement.findings[1].reason, CISD_REASON_REQUIREMENT_EXPIRED);
    assert_int_equal(judgement.findings[2].reason, CISD_REASON_WAIVER_EXPIRED);
    judgement = judge("", "ALL", CISD_PROFILE_CIS, &allowance);
    assert_int_equal(judgement.verdict, CISD_PASS);
    assert_int_equal(judgement.finding_count, 1);
}

static void test_without_evidence(void **state)
{
    static const struct {
        enum evidence evidence;
        cisd_verdict verdict;
        cisd_reason reason;
    } cases[] = {
        {EVIDENCE_UNREADABLE, CISD_ERROR, CISD_REASON_EVIDENCE_UNREADABLE},
        {EVIDENCE_MALFORMED, CISD_ERROR, CISD_REASON_EVIDENCE_MALFORMED},
        {EVIDENCE_VANISHED, CISD_NOTAPPLICABLE, CISD_REASON_VANISHED},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        for (int profile = 0; profile <= CISD_PROFILE_MANUAL; profile++) {
            struct subject *subject = subjects_container("28.5.2", "", "ALL");
            struct judgement judgement;

            assert_int_equal(subject_spoil(subject, cases[i].evidence, "x"), CISD_OK);
            judgement = judge_subject(subject, (cisd_profile)profile, &nothing);
            assert_int_equal(judgement.verdict, cases[i].verdict);
            assert_int_equal(judgement.findings[0].reason, cases[i].reason);
            assert_int_equal(judgement.finding_count, 1);
            assert_int_equal(judgement.grant.caps, CAPS_NONE);
        }
}

/* A fact that is not known never makes a pass, in any profile. */
static void test_half_known(void **state)
{
    (void)state;
    for (int missing = 0; missing < 3; missing++)
        for (int profile = 0; profile <= CISD_PROFILE_MANUAL; profile++) {
            struct subject *subject = subjects_container("28.5.2", "", "ALL");

            if (missing == 0)
                subject->privileged = CISD_NOT_KNOWN;
            else
                (missing == 1 ? &subject->cap_add : &subject->cap_drop)->known = false;
            assert_int_equal(judge_subject(subject, (cisd_profile)profile, &nothing).verdict,
                             CISD_UNKNOWN);
        }
}

static void test_unresolved_variable(void **state)
{
    struct subject *subject = subjects_container("28.5.2", "", "ALL");
    struct judgement judgement;

    (void)state;
    assert_int_equal(subject_spoil(subject, EVIDENCE_UNRESOLVED, "TIER"), CISD_OK);
    judgement = judge_subject(subject, CISD_PROFILE_CIS, &nothing);
    assert_int_equal(judgement.verdict, CISD_UNKNOWN);
    assert_int_equal(judgement.findings[0].reason, CISD_REASON_UNRESOLVED_VARIABLE);
    subject = subjects_container("28.5.2", "SYS_ADMIN", "ALL");
    assert_int_equal(subject_spoil(subject, EVIDENCE_UNRESOLVED, "TIER"), CISD_OK);
    judgement = judge_subject(subject, CISD_PROFILE_CIS, &nothing);
    assert_int_equal(judgement.verdict, CISD_FAIL);
    assert_int_equal(judgement.findings[0].reason, CISD_REASON_ADDED_BEYOND_DEFAULT);
}

static void test_not_linux(void **state)
{
    struct subject *subject = subjects_container("28.5.2", "ALL", "");
    struct judgement judgement;

    (void)state;
    subject->on_linux = CISD_NO;
    subject->privileged = CISD_NOT_KNOWN;
    judgement = judge_subject(subject, CISD_PROFILE_CIS, &nothing);
    assert_int_equal(judgement.verdict, CISD_NOTAPPLICABLE);
    assert_int_equal(judgement.findings[0].reason, CISD_REASON_NOT_LINUX);
}

static struct judgement judge_witness(cisd_caps bounding, cisd_caps effective, cisd_caps permitted,
                                      cisd_profile profile, cisd_caps required)
{
    struct subject *subject = subjects_container("28.5.2", "", "ALL");
    struct allowance allowance = {.required = required};

    subject->kernel = (struct kernel_witness){
        .seen = true, .bounding = bounding, .effective = effective, .permitted = permitted};
    return judge_subject(subject, profile, &allowance);
}

/* Whatever set of a process has more than was configured, the worse of the two is judged. */
static void test_kernel_exceeds(void **state)
{
    cisd_caps more = CAPS_OF(SYS_ADMIN) | (cisd_caps)1 << 50;

    (void)state;
    for (int set = 0; set < 3; set++) {
        struct judgement judgement =
            judge_witness(set == 0 ? more : 0, set == 1 ? more : 0, set == 2 ? more : 0,
                          CISD_PROFILE_CIS, CAPS_NONE);

        assert_int_equal(judgement.verdict, CISD_FAIL);
        assert_int_equal(judgement.findings[0].reason, CISD_REASON_KERNEL_EXCEEDS_CONFIG);
        assert_int_equal(judgement.findings[0].caps, more);
        assert_int_equal(judgement.excess, more);
        assert_int_equal(judgement.severity, CISD_SEVERITY_HIGH);
    }
}

static void test_kernel_agrees(void **state)
{
    struct subject *subject = subjects_container("28.5.2", "CHOWN KILL", "ALL");
    struct judgement judgement;

    (void)state;
    assert_int_equal(judge_witness(0, 0, 0, CISD_PROFILE_CIS, 0).verdict, CISD_PASS);
    /* Fewer than configured, as of a process that dropped some or is not root. */
    subject->kernel = (struct kernel_witness){.seen = true, .bounding = CAPS_OF(CHOWN)};
    judgement = judge_subject(subject, CISD_PROFILE_CIS, &nothing);
    assert_int_equal(judgement.verdict, CISD_PASS);
    assert_int_equal(judgement.grant.caps, CAPS_OF(CHOWN) | CAPS_OF(KILL));
    /* What was not seen says nothing. */
    subject = subjects_container("28.5.2", "", "ALL");
    subject->kernel.bounding = ~CAPS_NONE;
    assert_int_equal(judge_subject(subject, CISD_PROFILE_CIS, &nothing).verdict, CISD_PASS);
}

static void test_kernel_and_requirement(void **state)
{
    cisd_caps raw = CAPS_OF(NET_RAW);

    (void)state;
    assert_int_equal(judge_witness(raw, raw, raw, CISD_PROFILE_CIS, raw).verdict, CISD_PASS);
    assert_int_equal(judge_witness(raw, raw, raw, CISD_PROFILE_STRICT, CAPS_NONE).verdict,
                     CISD_FAIL);
    assert_int_equal(judge_witness(raw, raw, raw, CISD_PROFILE_MANUAL, CAPS_NONE).verdict,
                     CISD_NOTCHECKED);
}

/* A pass always says why. */
static void test_reasons_to_pass(void **state)
{
    struct subject *subject;

    (void)state;
    assert_int_equal(judge("", "ALL", CISD_PROFILE_CIS, &nothing).findings[0].reason,
                     CISD_REASON_ALL_DROPPED);
    assert_int_equal(judge("", "NET_RAW", CISD_PROFILE_CIS, &nothing).findings[0].reason,
                     CISD_REASON_NET_RAW_DROPPED);
    subject = subjects_container("", "", "");
    subjects_fill(subject, &subject->bounding, "CHOWN");
    assert_int_equal(judge_subject(subject, CISD_PROFILE_CIS, &nothing).findings[0].reason,
                     CISD_REASON_ENGINE_DEFAULT_WITHOUT_NET_RAW);
}

static void test_reasons_have_words(void **state)
{
    (void)state;
    for (int i = 0; i < CISD_REASONS; i++) {
        assert_non_null(reason_name((cisd_reason)i));
        assert_non_null(reason_message((cisd_reason)i));
        for (int j = 0; j < i; j++)
            assert_string_not_equal(reason_name((cisd_reason)i), reason_name((cisd_reason)j));
    }
    assert_null(reason_name((cisd_reason)CISD_REASONS));
    assert_null(reason_message((cisd_reason)-1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_weight_decides_the_order),
        cmocka_unit_test(test_severity),
        cmocka_unit_test(test_required),
        cmocka_unit_test(test_required_is_no_waiver),
        cmocka_unit_test(test_waived),
        cmocka_unit_test(test_waived_in_part),
        cmocka_unit_test(test_expired),
        cmocka_unit_test(test_without_evidence),
        cmocka_unit_test(test_half_known),
        cmocka_unit_test(test_unresolved_variable),
        cmocka_unit_test(test_not_linux),
        cmocka_unit_test(test_kernel_exceeds),
        cmocka_unit_test(test_kernel_agrees),
        cmocka_unit_test(test_kernel_and_requirement),
        cmocka_unit_test(test_reasons_to_pass),
        cmocka_unit_test(test_reasons_have_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

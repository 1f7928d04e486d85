/* Whatever fails, doing what its remedy says makes it pass. */
#include "unit.h"

#include <string.h>

#include "draw.h"
#include "judgement/remedy.h"
#include "subjects.h"

#define ROUNDS 20000

static const char *const odd_names[] = {"ALL", "ALL", "all", "FOO", "CAP_ALL", "NET_RAW,CHOWN"};
static const char *const versions[] = {"", "18.09.9", "19.03.15", "20.10.24", "28.5.2"};

static void draw_list(struct draw *from, struct subject *subject, struct name_list *list)
{
    list->known = true;
    for (uint64_t count = draw(from, 6); count > 0; count--) {
        int number = (int)draw(from, CAPABILITY_COUNT + COUNT(odd_names));
        const struct capability_fact *fact = capability_fact(number);
        const char *name = fact != NULL ? fact->name + 4 * draw(from, 2)
                                        : odd_names[number - CAPABILITY_COUNT];

        assert_int_equal(subject_list_add(subject, list, name, strlen(name)), CISD_OK);
    }
}

static struct subject *draw_subject(struct draw *from)
{
    struct subject *subject = subjects_container(versions[draw(from, COUNT(versions))], "", "");

    draw_list(from, subject, &subject->cap_add);
    draw_list(from, subject, &subject->cap_drop);
    if (draw(from, 8) == 0)
        draw_list(from, subject, &subject->exact);
    if (draw(from, 8) == 0)
        subject->privileged = CISD_YES;
    return subject;
}

/* Required: nothing most often, else up to three. */
static cisd_caps draw_required(struct draw *from)
{
    cisd_caps caps = CAPS_NONE;

    for (uint64_t count = draw(from, 2) * draw(from, 4); count > 0; count--)
        caps |= (cisd_caps)1 << draw(from, CAPABILITY_COUNT);
    return caps;
}

/* Splits "--cap-drop=X --cap-add=Y …" into the lists of a new subject. */
static struct subject *obey(const char *flags, struct engine_version engine)
{
    struct subject *subject = subjects_container("", "", "");

    subject->engine = engine;
    while (*flags != '\0') {
        size_t length = strcspn(flags, " ");
        bool add = strncmp(flags, "--cap-add=", 10) == 0;
        size_t flag = add ? 10 : 11;

        assert_true(add || strncmp(flags, "--cap-drop=", 11) == 0);
        assert_int_equal(subject_list_add(subject, add ? &subject->cap_add : &subject->cap_drop,
                                          flags + flag, length - flag),
                         CISD_OK);
        flags += length + (flags[length] == ' ');
    }
    return subject;
}

static void print_list(const char *what, const struct name_list *list)
{
    printf("  %s:", what);
    for (size_t i = 0; i < list->count; i++)
        printf(" '%s'", list->names[i]);
    printf("\n");
}

/* Shows the counterexample. */
static void complain(const struct subject *subject, const struct judgement *judgement,
                     const char *flags)
{
    printf("engine %d.%d, privileged %d, required %llx\n", subject->engine.major,
           subject->engine.minor, subject->privileged, (unsigned long long)judgement->required);
    print_list("add", &subject->cap_add);
    print_list("drop", &subject->cap_drop);
    print_list("exact", &subject->exact);
    printf("  granted %llx, excess %llx, remedy '%s'\n", (unsigned long long)judgement->grant.caps,
           (unsigned long long)judgement->excess, flags);
}

static struct judgement judge_obeyed(const char *flags, const struct subject *subject,
                                     cisd_profile profile, const struct allowance *allowance)
{
    struct subject *mended = obey(flags, subject->engine);
    struct judgement judgement = rule54_judge(mended, profile, allowance);

    subject_free(mended);
    return judgement;
}

typedef void writer(enum remedy_kind kind, const struct subject *subject,
                    const struct judgement *judgement, struct buffer *out);

static void check(const struct subject *subject, const struct judgement *judgement,
                  cisd_profile profile, writer *write, bool keeps)
{
    struct allowance allowance = {.required = judgement->required};
    cisd_caps wanted = judgement->grant.caps & ~judgement->excess;
    struct judgement after;
    struct memory memory;
    struct buffer out;

    memory_init(&memory, NULL);
    buffer_init(&out, &memory);
    buffer_text(&out, "");
    write(REMEDY_DOCKER_RUN, subject, judgement, &out);
    after = judge_obeyed(out.data, subject, profile, &allowance);
    if (after.verdict != CISD_PASS || (keeps && after.grant.caps != wanted))
        complain(subject, judgement, out.data);
    assert_int_equal(after.verdict, CISD_PASS);
    if (keeps)
        assert_int_equal(after.grant.caps, wanted);
    buffer_free(&out);
}

static void test_obeyed_passes(void **state)
{
    struct draw from = draw_begin();
    int failed = 0;

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        struct subject *subject = draw_subject(&from);
        cisd_profile profile = draw(&from, 2) == 0 ? CISD_PROFILE_CIS : CISD_PROFILE_STRICT;
        struct allowance allowance = {.required = draw_required(&from)};
        struct judgement judgement = rule54_judge(subject, profile, &allowance);

        if (judgement.verdict == CISD_FAIL) {
            /* An exact list cannot be said in flags, and privileged ignored the lists. */
            bool keeps = !subject->exact.known && subject->privileged != CISD_YES;

            check(subject, &judgement, profile, remedy_smallest, keeps);
            check(subject, &judgement, profile, remedy_least, false);
            failed++;
        }
        subject_free(subject);
    }
    assert_true(failed > ROUNDS / 4);
}

static void expect_remedy(const char *add, const char *drop, const char *smallest,
                          const char *least)
{
    const struct allowance allowance = {.required = CAPS_NONE};
    struct subject *subject = subjects_container("28.5.2", add, drop);
    struct judgement judgement = rule54_judge(subject, CISD_PROFILE_CIS, &allowance);
    struct memory memory;
    struct buffer out;

    memory_init(&memory, NULL);
    buffer_init(&out, &memory);
    remedy_smallest(REMEDY_DOCKER_RUN, subject, &judgement, &out);
    assert_string_equal(out.data, smallest);
    buffer_clear(&out);
    remedy_least(REMEDY_DOCKER_RUN, subject, &judgement, &out);
    assert_string_equal(out.data, least);
    buffer_free(&out);
    subject_free(subject);
}

static void test_words(void **state)
{
    (void)state;
    expect_remedy("", "", "--cap-drop=NET_RAW", "--cap-drop=ALL");
    expect_remedy("NET_RAW", "ALL", "--cap-drop=ALL", "--cap-drop=ALL");
    expect_remedy("CHOWN SYS_ADMIN", "MKNOD", "--cap-drop=NET_RAW --cap-drop=MKNOD "
                  "--cap-add=CHOWN", "--cap-drop=ALL --cap-add=CHOWN");
}

static void test_kinds(void **state)
{
    struct subject *subject = subjects_container("", "", "");

    (void)state;
    assert_true(remedy_fits(REMEDY_DOCKER_RUN, subject));
    assert_string_equal(remedy_kind_name(REMEDY_DOCKER_RUN), "docker-run");
    subject_free(subject);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_obeyed_passes),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_kinds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

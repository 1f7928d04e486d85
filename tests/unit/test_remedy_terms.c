/* What a remedy comes to in the terms of Swarm and Podman, obeyed by simple models of the two. */
#include "unit.h"

#include <string.h>

#include "draw.h"
#include "judgement/remedy.h"
#include "subjects.h"

#define ROUNDS 20000
#define ALL ((cisd_caps)1 << 63)

/* A service's two lists, as docker service update keeps them. */
struct lists {
    cisd_caps add, drop;
};

static cisd_caps bit_of(const char *name)
{
    if (strcmp(name, "ALL") == 0)
        return ALL;
    assert_true(capability_number(name) >= 0);
    return (cisd_caps)1 << capability_number(name);
}

/* Reads " --cap-add X" and its like; returns the service's name. */
static const char *read_command(const char *command, struct lists *asked, bool reset[2])
{
    static const char start[] = "docker service update";

    assert_int_equal(strncmp(command, start, strlen(start)), 0);
    command += strlen(start) + 1;
    while (strncmp(command, "--cap-", 6) == 0) {
        bool add = strncmp(command, "--cap-add ", 10) == 0;
        char name[CAPABILITY_NAME];

        command += add ? 10 : 11;
        (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(command, " "), command);
        command += strlen(name) + 1;
        if (strcmp(name, "RESET") == 0)
            reset[add] = true;
        else if (add)
            asked->add |= bit_of(name);
        else
            asked->drop |= bit_of(name);
    }
    return command;
}

/* What the docker command makes of the lists: each flag first undoes the other list. */
static struct lists update(struct lists lists, const char *command)
{
    struct lists asked = {0, 0};
    bool reset[2] = {false, false};

    assert_string_equal(read_command(command, &asked, reset), "web");
    if (reset[1])
        lists.add = CAPS_NONE;
    if (reset[0])
        lists.drop = CAPS_NONE;
    for (int bit = 0; bit < 64; bit++) {
        cisd_caps cap = (cisd_caps)1 << bit;

        if ((asked.drop & ~asked.add & cap) != 0 && (lists.add & cap) != 0)
            lists.add &= ~cap;
        else if ((asked.drop & ~asked.add & cap) != 0)
            lists.drop |= cap;
        if ((asked.add & cap) != 0 && (lists.drop & cap) != 0)
            lists.drop &= ~cap;
        else if ((asked.add & cap) != 0)
            lists.add |= cap;
    }
    return lists;
}

static void fill(struct subject *subject, struct name_list *list, cisd_caps caps)
{
    char name[CAPABILITY_NAME];

    list->known = true;
    if ((caps & ALL) != 0)
        assert_int_equal(subject_list_add(subject, list, "ALL", 3), CISD_OK);
    for (int number = 0; number < CAPABILITY_COUNT; number++)
        if ((caps >> number & 1) != 0) {
            size_t length = capability_spell(number, name);

            assert_int_equal(subject_list_add(subject, list, name, length), CISD_OK);
        }
}

static struct subject *service_of(struct lists lists)
{
    struct subject *subject = subjects_container("28.5.2", "", "");

    subject->kind = CISD_SERVICE;
    subject->name = "web";
    fill(subject, &subject->cap_add, lists.add);
    fill(subject, &subject->cap_drop, lists.drop);
    return subject;
}

/* Few names, so that the lists meet; now and then ALL. */
static cisd_caps draw_caps(struct draw *from)
{
    static const int few[] = {CAPABILITY_NET_RAW, CAPABILITY_CHOWN, CAPABILITY_SYS_TIME,
                              CAPABILITY_NET_ADMIN, CAPABILITY_MKNOD};
    cisd_caps caps = draw(from, 6) == 0 ? ALL : CAPS_NONE;

    for (uint64_t count = draw(from, 4); count > 0; count--)
        caps |= (cisd_caps)1 << few[draw(from, COUNT(few))];
    return caps;
}

static void obey_service(struct lists lists, cisd_profile profile, const struct allowance *allowance)
{
    struct subject *subject = service_of(lists), *mended;
    struct judgement before = rule54_judge(subject, profile, allowance), after;
    struct memory memory;
    struct buffer out;

    memory_init(&memory, NULL);
    buffer_init(&out, &memory);
    for (int least = 0; before.verdict == CISD_FAIL && least < 2; least++) {
        buffer_clear(&out);
        (least ? remedy_least : remedy_smallest)(REMEDY_SERVICE_UPDATE, subject, &before, &out);
        mended = service_of(update(lists, out.data));
        after = rule54_judge(mended, profile, allowance);
        if (after.verdict != CISD_PASS)
            print_message("+%llx -%llx: %s\n", (unsigned long long)lists.add,
                          (unsigned long long)lists.drop, out.data);
        assert_int_equal(after.verdict, CISD_PASS);
        assert_int_equal(after.grant.caps & ~before.grant.caps, 0);
        if (!least)
            assert_int_equal(after.grant.caps, before.grant.caps & ~before.excess);
        subject_free(mended);
    }
    buffer_free(&out);
    subject_free(subject);
}

static void test_service(void **state)
{
    struct draw from = draw_begin();

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        struct lists lists = {.add = draw_caps(&from)};
        struct allowance allowance = {.required = draw_caps(&from) & ~ALL};

        /* No docker command puts a name on both lists. */
        lists.drop = draw_caps(&from) & ~(lists.add & ~ALL);
        obey_service(lists, draw(&from, 2) == 0 ? CISD_PROFILE_CIS : CISD_PROFILE_STRICT,
                     &allowance);
    }
}

/* Dropping alone would only take it off the list of what is added, and leave the default. */
static void test_added_is_dropped(void **state)
{
    struct lists lists = {.add = CAPS_OF(NET_RAW)};
    struct lists after = update(lists, "docker service update --cap-drop NET_RAW web");

    (void)state;
    assert_int_equal(after.drop, 0);
    after = update(lists, "docker service update --cap-drop NET_RAW --cap-add RESET web");
    assert_int_equal(after.drop, CAPS_OF(NET_RAW));
}

/* Podman: the grant after a remedy's flags, for an engine with one default or the other. */
static cisd_caps podman_grant(const char *flags, cisd_caps base)
{
    cisd_caps add = CAPS_NONE;

    assert_true(flags[0] != '\0');
    while (*flags != '\0') {
        bool adds = strncmp(flags, "--cap-add=", 10) == 0;
        char name[CAPABILITY_NAME];

        flags += adds ? 10 : 11;
        (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(flags, " "), flags);
        flags += strlen(name) + (flags[strlen(name)] == ' ');
        if (adds)
            add |= bit_of(name);
        else
            base &= bit_of(name) == ALL ? CAPS_NONE : ~bit_of(name);
    }
    return base | add;
}

static void test_podman(void **state)
{
    cisd_caps larger = capability_default();
    cisd_caps smaller =
        larger & ~(CAPS_OF(NET_RAW) | CAPS_OF(MKNOD) | CAPS_OF(AUDIT_WRITE));
    struct draw from = draw_begin();

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        cisd_caps base = draw(&from, 2) == 0 ? larger : smaller;
        cisd_caps granted = (base & ~draw_caps(&from)) | (draw_caps(&from) & ~ALL);
        struct subject *subject = subjects_container("28.5.2", "", "");
        struct allowance allowance = {.required = CAPS_NONE};
        struct judgement judgement;
        struct memory memory;
        struct buffer out;

        memory_init(&memory, NULL);
        buffer_init(&out, &memory);
        subject->engine.kind = ENGINE_PODMAN;
        fill(subject, &subject->bounding, granted);
        /* As 4.x lists them: the difference to the larger default, whatever was typed. */
        fill(subject, &subject->cap_add, granted & ~larger);
        fill(subject, &subject->cap_drop, larger & ~granted);
        judgement = rule54_judge(subject, CISD_PROFILE_CIS, &allowance);
        if (judgement.verdict == CISD_FAIL) {
            remedy_smallest(REMEDY_PODMAN_RUN, subject, &judgement, &out);
            assert_int_equal(podman_grant(out.data, base) & judgement.excess, 0);
            assert_int_equal(granted & ~judgement.excess & ~podman_grant(out.data, base), 0);
        }
        buffer_free(&out);
        subject_free(subject);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_service),
        cmocka_unit_test(test_added_is_dropped),
        cmocka_unit_test(test_podman),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

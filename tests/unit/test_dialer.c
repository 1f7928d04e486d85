/* Programs as connections: what they get, what they say, and that they end. */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "readers/dialer.h"

static struct dialer dialer;
static struct fault fault;
static char complaint[DIALER_SAYS];

/* Starts a shell script as libcurl would have it: connects first. */
static cisd_code start(const char *program, const char *script)
{
    const char *const argv[] = {program, "-c", script, NULL};
    const char *const environment[] = {"PATH=/usr/bin:/bin", "GIVEN=yes", NULL};
    struct sockaddr_in address;

    fault_clear(&fault);
    assert_int_equal(dialer_open(&dialer, &address, &fault), CISD_OK);
    assert_int_equal(dialer_start(&dialer, argv, environment, &fault), CISD_OK);
    assert_int_equal(dialer.pid, 0);
    assert_int_equal(connect(dialer.socket, (struct sockaddr *)&address, sizeof address), 0);
    return dialer_start(&dialer, argv, environment, &fault);
}

/* Reads what the program says until it has said all, or a line. */
static const char *hear(void)
{
    static char said[1000];
    size_t length = 0;
    ssize_t got;

    while ((got = read(dialer.socket, said + length, sizeof said - 1 - length)) > 0) {
        length += (size_t)got;
        if (memchr(said, '\n', length) != NULL)
            break;
    }
    said[length] = '\0';
    return said;
}

static double now(void)
{
    struct timespec time;

    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Ends the program; how long that took. */
static double stop(void)
{
    double began = now();
    pid_t pid = dialer.pid;

    dialer_stop(&dialer, complaint);
    assert_false(dialer.in_use);
    assert_int_equal(dialer.socket, -1);
    if (pid > 0)
        assert_true(kill(pid, 0) != 0 && errno == ESRCH);
    return now() - began;
}

static void test_talk(void **state)
{
    (void)state;
    assert_int_equal(start("/bin/sh", "read line; echo \"$line $GIVEN ${HOME-none}\""), CISD_OK);
    assert_int_equal(write(dialer.socket, "hello\n", 6), 6);
    assert_string_equal(hear(), "hello yes none\n");
    (void)stop();
    assert_string_equal(complaint, "");
}

static void test_last_words(void **state)
{
    (void)state;
    assert_int_equal(start("/bin/sh", "echo first >&2; exec >&- <&-; sleep 0.1; "
                                      "printf 'last words\\r\\n\\n' >&2; exit 3"), CISD_OK);
    assert_string_equal(hear(), "");
    assert_true(stop() < 5);
    assert_string_equal(complaint, "last words");
}

static void test_too_many_words(void **state)
{
    (void)state;
    assert_int_equal(start("/bin/sh", "i=0; while [ $i -lt 3000 ]; do i=$((i+1)); "
                                      "echo \"complaint $i 0123456789\" >&2; done 2>/dev/null"),
                     CISD_OK);
    (void)hear();
    (void)stop();
    assert_int_equal(start("/bin/sh", "head -c 100000 /dev/zero | tr '\\0' x >&2"), CISD_OK);
    (void)hear();
    (void)stop();
    assert_int_equal(strlen(complaint), DIALER_SAYS - 1);
}

/* A program that is asked to end and will not; and what it has started. */
static void test_stubborn(void **state)
{
    pid_t helper;

    (void)state;
    assert_int_equal(start("/bin/sh", "trap '' TERM; sleep 1000 & echo $!; "
                                      "while :; do sleep 1; done"), CISD_OK);
    helper = (pid_t)strtol(hear(), NULL, 10);
    assert_true(helper > 1 && kill(helper, 0) == 0);
    assert_true(stop() < 10);
    for (int tries = 0; tries < 100 && kill(helper, 0) == 0; tries++)
        (void)poll(NULL, 0, 20);
    assert_true(kill(helper, 0) != 0);
}

/* Its own session, default signals, and none of our descriptors. */
static void test_surroundings(void **state)
{
    int null = open("/dev/null", O_RDONLY), ours = fcntl(null, F_DUPFD, 20);
    unsigned long long blocked, ignored;
    long pid, session;
    sigset_t all, before;
    char files[100] = "";

    (void)state;
    assert_int_equal(ours, 20);
    (void)sigfillset(&all);
    (void)sigprocmask(SIG_BLOCK, &all, &before);
    assert_int_equal(start("/bin/sh", "set -- $(grep -E 'SigBlk|SigIgn' /proc/self/status); "
                                      "echo $2 $4 $$ $(cut -d' ' -f6 /proc/$$/stat) "
                                      ",$(ls /proc/$$/fd | tr '\\n' ,)"), CISD_OK);
    assert_int_equal(sscanf(hear(), "%llx %llx %ld %ld %99s", &blocked, &ignored, &pid, &session,
                            files), 5);
    (void)sigprocmask(SIG_SETMASK, &before, NULL);
    assert_int_equal(blocked, 0);
    /* 32 and 33 are the C library's own. */
    assert_int_equal(ignored & 0x7fffffff, 0);
    assert_int_equal(session, pid);
#ifdef HAVE_POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP
    assert_null(strstr(files, ",20,"));
#endif
    (void)stop();
    (void)close(ours);
    (void)close(null);
}

static void test_not_there(void **state)
{
    (void)state;
    /* Valgrind has fork for vfork: what becomes of exec in the child never comes to the parent. */
    if (getenv("UNDER_VALGRIND") != NULL)
        skip();
    assert_int_equal(start("/nowhere/ssh", ""), CISD_E_IO);
    assert_non_null(strstr(fault.text, "cannot start '/nowhere/ssh'"));
    (void)stop();
    assert_int_equal(start("/dev/null", ""), CISD_E_PERMISSION);
    (void)stop();
}

/* Somebody else is quicker to call than we are: nobody is let in but ourselves. */
static void test_stranger(void **state)
{
    const char *const argv[] = {"/bin/sh", "-c", "echo hello; read line", NULL};
    int stranger = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address;
    char byte;

    (void)state;
    assert_true(stranger >= 0);
    assert_int_equal(dialer_open(&dialer, &address, &fault), CISD_OK);
    assert_int_equal(connect(stranger, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(dialer_start(&dialer, argv, NULL, &fault), CISD_OK);
    assert_int_equal(dialer.pid, 0);
    assert_true(recv(stranger, &byte, 1, 0) <= 0);
    assert_int_equal(connect(dialer.socket, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(dialer_start(&dialer, argv, NULL, &fault), CISD_OK);
    assert_true(dialer.pid > 0);
    assert_string_equal(hear(), "hello\n");
    (void)stop();
    (void)close(stranger);
}

/* A caller without standard streams: they are not mistaken for the program's. */
static void test_closed_streams(void **state)
{
    int kept[3];

    (void)state;
    for (int fd = 0; fd < 3; fd++) {
        kept[fd] = fcntl(fd, F_DUPFD_CLOEXEC, 10);
        (void)close(fd);
    }
    assert_int_equal(start("/bin/sh", "read line; echo \"$line\"; echo trouble >&2"), CISD_OK);
    assert_int_equal(write(dialer.socket, "hello\n", 6), 6);
    assert_string_equal(hear(), "hello\n");
    (void)poll(NULL, 0, 200);
    (void)stop();
    for (int fd = 0; fd < 3; fd++) {
        (void)dup2(kept[fd], fd);
        (void)close(kept[fd]);
    }
    assert_string_equal(complaint, "trouble");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_talk),
        cmocka_unit_test(test_last_words),
        cmocka_unit_test(test_too_many_words),
        cmocka_unit_test(test_stubborn),
        cmocka_unit_test(test_surroundings),
        cmocka_unit_test(test_not_there),
        cmocka_unit_test(test_stranger),
        cmocka_unit_test(test_closed_streams),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

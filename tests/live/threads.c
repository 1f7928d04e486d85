/*
 * A process whose threads differ: the first one drops every capability, another keeps its own.
 * Both stay. Linked statically, it runs in a container without a file system worth the name.
 */
#define _GNU_SOURCE
#include <linux/capability.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

static void *stay(void *unused)
{
    for (;;)
        (void)pause();
    return unused;
}

int main(void)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[2] = {{0}};
    pthread_t thread;

    if (pthread_create(&thread, NULL, stay, NULL) != 0)
        return 1;
    /* The system call itself: it is of this thread alone. */
    if (syscall(SYS_capset, &header, none) != 0)
        return 1;
    (void)stay(NULL);
    return 0;
}

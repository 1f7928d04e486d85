/* What else to know before a remedy is applied. */
#include "judgement/remedy.h"
#include "judgement/remedy_writers.h"

/* What happens when it is applied. */
static const char *const effects[REMEDY_KINDS] = {
    [REMEDY_DOCKER_RUN] = "capabilities cannot change in place: recreate the container with these "
                          "capability flags in place of its own",
    [REMEDY_PODMAN_RUN] = "capabilities cannot change in place: recreate the container with these "
                          "capability flags in place of its own",
    [REMEDY_COMPOSE] = "put this in place of the service's own privileged, cap_drop and cap_add; "
                       "docker compose up -d then recreates its containers",
    [REMEDY_SERVICE_UPDATE] = "starts new tasks in place of the running ones; docker service "
                              "rollback undoes it",
};

/* How a sysctl is said in the terms of a kind; %s stands where it is to go. */
static const char *const sysctls[REMEDY_KINDS][2] = {
    [REMEDY_DOCKER_RUN] = {"--sysctl net.ipv4.ping_group_range='0 2147483647'",
                           "--sysctl net.ipv4.ip_unprivileged_port_start=0"},
    [REMEDY_PODMAN_RUN] = {"--sysctl net.ipv4.ping_group_range='0 2147483647'",
                           "--sysctl net.ipv4.ip_unprivileged_port_start=0"},
    [REMEDY_COMPOSE] = {"sysctls: [\"net.ipv4.ping_group_range=0 2147483647\"]",
                        "sysctls: [net.ipv4.ip_unprivileged_port_start=0]"},
    [REMEDY_SERVICE_UPDATE] = {"--sysctl-add net.ipv4.ping_group_range='0 2147483647'",
                               "--sysctl-add net.ipv4.ip_unprivileged_port_start=0"},
};

static bool is_run(enum remedy_kind kind)
{
    return kind == REMEDY_DOCKER_RUN || kind == REMEDY_PODMAN_RUN;
}

/* Flags that must not come back with the others. */
static void write_surplus(struct buffer *out, const struct subject *subject,
                          const struct judgement *judgement)
{
    if (subject->privileged == CISD_YES)
        buffer_text(out, ", and without --privileged");
    else if (judgement->grant.adds_all)
        buffer_text(out, ", and without --cap-add=ALL");
}

static void write_sysctls(struct buffer *out, enum remedy_kind kind, cisd_caps excess)
{
    if ((excess & CAPS_OF(NET_RAW)) != 0) {
        buffer_text(out, "; ping needs no NET_RAW from Docker 20.10 on, nor elsewhere with ");
        buffer_text(out, sysctls[kind][0]);
    }
    if ((excess & CAPS_OF(NET_BIND_SERVICE)) != 0) {
        buffer_text(out, "; low ports need no NET_BIND_SERVICE from Docker 20.10 on, nor elsewhere "
                         "with ");
        buffer_text(out, sysctls[kind][1]);
    }
}

/* Of what was added on purpose: where to read what can stand in for it. */
static void write_alternatives(struct buffer *out, const struct judgement *judgement)
{
    cisd_caps added = judgement->grant.adds & judgement->excess &
                      ~(CAPS_OF(NET_RAW) | CAPS_OF(NET_BIND_SERVICE));
    cisd_caps replaced = CAPS_NONE;

    for (int number = 0; number < CAPABILITY_COUNT; number++)
        if ((added >> number & 1) != 0 && capability_fact(number)->alternative != NULL)
            replaced |= (cisd_caps)1 << number;
    if (replaced == CAPS_NONE)
        return;
    buffer_text(out, "; what can stand in for what was added is said by cisdocker explain");
    remedy_write_caps(out, " ", replaced);
}

/* More than the configuration has a cause that no configuration mends. */
static void write_kernel(struct buffer *out, const struct judgement *judgement)
{
    for (size_t i = 0; i < judgement->finding_count; i++)
        if (judgement->findings[i].reason == CISD_REASON_KERNEL_EXCEEDS_CONFIG)
            buffer_text(out, "; a process that has more than was configured, such as one of "
                             "docker exec --privileged, must end");
}

void remedy_note(enum remedy_kind kind, const struct subject *subject,
                 const struct judgement *judgement, struct buffer *out)
{
    buffer_text(out, effects[kind]);
    if (is_run(kind))
        write_surplus(out, subject, judgement);
    if (subject->privileged == CISD_YES)
        buffer_text(out, "; devices it used need --device, or devices: in a Compose file");
    write_sysctls(out, kind, judgement->excess);
    write_alternatives(out, judgement);
    write_kernel(out, judgement);
}

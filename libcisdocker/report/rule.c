#include "report/rule.h"

#include <string.h>

static const cisd_rule rules[] = {
    {
        .level = 1,
        .texts = {
            [CISD_RULE_ID] = "5.4",
            [CISD_RULE_TITLE] =
                "Ensure that Linux kernel capabilities are restricted within containers",
            [CISD_RULE_BENCHMARK] = "CIS Docker Benchmark",
            [CISD_RULE_VERSION] = "1.8.0",
            [CISD_RULE_VERSIONS] = "5.4 in 1.6.0, 1.7.0 and 1.8.0; 5.3 in 1.1 to 1.5",
            [CISD_RULE_SEVERITY] = "medium",
            [CISD_RULE_REFERENCES] = "CIS Controls v8 16.7; CIS Controls v7 5.2; V-235801; "
                                     "V-260923; NIST SP 800-53 AC-6",
            [CISD_RULE_RATIONALE] =
                "A process in a container is a process of the host's kernel, and capabilities "
                "decide what that kernel lets it do beyond an ordinary user. The engine hands "
                "out 14 of them unasked, because images of every kind have to start, not because "
                "a given one needs them. One of the 14, NET_RAW, lets a container that was taken "
                "over listen to its network and forge packets to its neighbours; hardly anything "
                "but diagnostic tools still needs it. Others, once added, lead straight to the "
                "host. What was never granted cannot be abused, whatever defect the program in "
                "the container has.",
            [CISD_RULE_DECISION] =
                "Every container is judged, stopped ones too, since they start again as they are "
                "configured. From the engine's answer are taken: privileged, the capabilities "
                "added and those dropped. From these the grant is computed as the engine itself "
                "does it, which differs by version: from Docker 19.03 on, adding ALL grants "
                "everything but what is dropped by name, dropping ALL leaves what is added by "
                "name, and of one name both added and dropped the adding wins; where the version "
                "is not known, the larger grant counts. Podman is asked for the bounding set "
                "itself. Where processes of a running container can be read, the kernel is a "
                "second witness: a process that has more than was configured is a finding, and "
                "the worse of the two decides. Under the profile cis a container that is "
                "privileged or adds ALL always fails; any other fails if it has NET_RAW, or "
                "anything beyond the engine's default set, that no policy says it requires. The "
                "other defaults are tolerated. The profile strict allows nothing that is not "
                "required; the profile manual shows the evidence and leaves the verdict to a "
                "person. A capability name that is not known counts as added. What could not be "
                "read is an error or unknown, never a pass.",
            [CISD_RULE_REMEDIATION] =
                "Drop everything and add back what the program uses: --cap-drop=ALL, then one "
                "--cap-add for each need (in Compose cap_drop and cap_add, for a Swarm service "
                "the same options of docker service create and update). The smallest change that "
                "passes is to drop NET_RAW, to take away what was added beyond the default set, "
                "and to do without --privileged. The capabilities of a container cannot change "
                "while it exists: it has to be removed and created again, which Compose and "
                "Swarm do on their own. Some needs can be met otherwise: ping works without "
                "NET_RAW where the sysctl net.ipv4.ping_group_range covers its group, a low port "
                "without NET_BIND_SERVICE where net.ipv4.ip_unprivileged_port_start is low "
                "enough (Docker 20.10 and later set both in a network namespace of the "
                "container's own), and a device can be passed with --device. What is really "
                "needed belongs in a policy, with the reason.",
        },
    },
};

/* Numbers the same checks had in older benchmarks. */
static const struct {
    const char *number;
    size_t rule;
} former[] = {{"5.3", 0}};

size_t rule_count(void)
{
    return sizeof rules / sizeof rules[0];
}

const cisd_rule *rule_at(size_t index)
{
    return index < rule_count() ? &rules[index] : NULL;
}

const cisd_rule *rule_find(const char *number)
{
    for (size_t i = 0; i < rule_count(); i++)
        if (strcmp(number, rules[i].texts[CISD_RULE_ID]) == 0)
            return &rules[i];
    for (size_t i = 0; i < sizeof former / sizeof former[0]; i++)
        if (strcmp(number, former[i].number) == 0)
            return &rules[former[i].rule];
    return NULL;
}

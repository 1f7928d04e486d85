#include "judgement/reason.h"

#include <string.h>

static const struct {
    const char *name, *message;
} reasons[CISD_REASONS] = {
    [CISD_REASON_PRIVILEGED] = {"privileged",
        "runs privileged: every capability the kernel has, and the capability lists are ignored"},
    [CISD_REASON_ADD_ALL] = {"add-all", "adds ALL: every capability the engine knows"},
    [CISD_REASON_NET_RAW_DEFAULT] = {"net-raw-default",
        "NET_RAW is granted by the engine's default and not dropped"},
    [CISD_REASON_NET_RAW_ADDED] = {"net-raw-added", "NET_RAW is added explicitly"},
    [CISD_REASON_ADDED_BEYOND_DEFAULT] = {"added-beyond-default",
        "adds capabilities beyond the engine's default set"},
    [CISD_REASON_DEFAULT_RETAINED] = {"default-retained",
        "keeps capabilities of the engine's default set that nothing requires"},
    [CISD_REASON_UNKNOWN_CAPABILITY] = {"unknown-capability",
        "adds a capability that this version of cisdocker does not know"},
    [CISD_REASON_KERNEL_EXCEEDS_CONFIG] = {"kernel-exceeds-config",
        "a process has more than the configuration grants"},
    [CISD_REASON_REQUIREMENT_EXPIRED] = {"requirement-expired",
        "a policy entry that requires capabilities for it has expired"},
    [CISD_REASON_WAIVER_EXPIRED] = {"waiver-expired", "a waiver for it has expired"},
    [CISD_REASON_NOT_LINUX] = {"not-linux", "not a Linux container"},
    [CISD_REASON_EVIDENCE_UNREADABLE] = {"evidence-unreadable", "the evidence could not be read"},
    [CISD_REASON_EVIDENCE_MALFORMED] = {"evidence-malformed", "the evidence is malformed"},
    [CISD_REASON_VANISHED] = {"vanished", "was removed while the audit ran"},
    [CISD_REASON_UNRESOLVED_VARIABLE] = {"unresolved-variable",
        "a variable that decides it has no value"},
    [CISD_REASON_ALL_DROPPED] = {"all-dropped",
        "drops ALL, and adds back nothing beyond what is allowed"},
    [CISD_REASON_NET_RAW_DROPPED] = {"net-raw-dropped",
        "drops NET_RAW, and adds nothing beyond what is allowed"},
    [CISD_REASON_ENGINE_DEFAULT_WITHOUT_NET_RAW] = {"engine-default-without-net-raw",
        "the engine does not grant NET_RAW by default, and nothing adds it"},
    [CISD_REASON_REQUIRED_BY_POLICY] = {"required-by-policy",
        "has capabilities that the policy requires for it"},
};

const char *reason_name(cisd_reason reason)
{
    return (unsigned)reason < CISD_REASONS ? reasons[reason].name : NULL;
}

int reason_find(const char *name)
{
    for (int reason = 0; reason < CISD_REASONS; reason++)
        if (strcmp(reasons[reason].name, name) == 0)
            return reason;
    return -1;
}

const char *reason_message(cisd_reason reason)
{
    return (unsigned)reason < CISD_REASONS ? reasons[reason].message : NULL;
}

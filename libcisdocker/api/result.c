/* The exported functions about results: they check indices and hand out what is there. */
#include "report/result.h"

static const struct name_list *list_of(const cisd_result *result, cisd_list list)
{
    return list == CISD_CAP_ADD ? &result->subject->cap_add : &result->subject->cap_drop;
}

static const struct finding *finding_at(const cisd_result *result, size_t index)
{
    return index < result->judgement.finding_count ? &result->judgement.findings[index] : NULL;
}

static const struct remedy *remedy_at(const cisd_result *result, size_t index)
{
    return index < result->remedy_count ? &result->remedies[index] : NULL;
}

cisd_result *cisd_result_ref(cisd_result *result)
{
    return result != NULL ? result_ref(result) : NULL;
}

void cisd_result_unref(cisd_result *result)
{
    result_unref(result);
}

cisd_verdict cisd_result_verdict(const cisd_result *result)
{
    return result->judgement.verdict;
}

int cisd_result_waived(const cisd_result *result)
{
    return result->judgement.waived;
}

cisd_severity cisd_result_severity(const cisd_result *result)
{
    return result->judgement.severity;
}

cisd_subject_kind cisd_result_kind(const cisd_result *result)
{
    return result->subject->kind;
}

const char *cisd_result_id(const cisd_result *result)
{
    return result->subject->id;
}

const char *cisd_result_name(const cisd_result *result)
{
    return result->subject->name;
}

const char *cisd_result_image(const cisd_result *result)
{
    return result->subject->image;
}

const char *cisd_result_state(const cisd_result *result)
{
    return result->subject->state;
}

const char *cisd_result_user(const cisd_result *result)
{
    return result->subject->user;
}

size_t cisd_result_target(const cisd_result *result)
{
    return result->subject->target;
}

const char *cisd_result_service(const cisd_result *result)
{
    const char *service = result->subject->service;

    return service[0] != '\0' ? service : NULL;
}

int cisd_result_rollout_known(const cisd_result *result)
{
    return result->subject->rollout.known;
}

size_t cisd_result_rollout_tasks(const cisd_result *result)
{
    return result->subject->rollout.tasks;
}

size_t cisd_result_rollout_differing(const cisd_result *result)
{
    return result->subject->rollout.differing;
}

const char *cisd_result_file(const cisd_result *result)
{
    return result->subject->file;
}

unsigned cisd_result_line(const cisd_result *result)
{
    return result->subject->line;
}

unsigned cisd_result_column(const cisd_result *result)
{
    return result->subject->column;
}

size_t cisd_result_reason_count(const cisd_result *result)
{
    return result->judgement.finding_count;
}

cisd_fact cisd_result_privileged(const cisd_result *result)
{
    return result->subject->privileged;
}

cisd_caps cisd_result_granted(const cisd_result *result)
{
    return result->judgement.grant.caps;
}

cisd_caps cisd_result_excess(const cisd_result *result)
{
    return result->judgement.excess;
}

cisd_caps cisd_result_required(const cisd_result *result)
{
    return result->judgement.required;
}

size_t cisd_result_unknown_cap_count(const cisd_result *result)
{
    return result->unknown_count;
}

int cisd_result_kernel_seen(const cisd_result *result)
{
    return result->subject->kernel.seen;
}

int cisd_result_kernel_complete(const cisd_result *result)
{
    return result->subject->kernel.complete;
}

cisd_caps cisd_result_kernel_bounding(const cisd_result *result)
{
    return result->subject->kernel.bounding;
}

cisd_caps cisd_result_kernel_effective(const cisd_result *result)
{
    return result->subject->kernel.effective;
}

size_t cisd_result_remedy_count(const cisd_result *result)
{
    return result->remedy_count;
}

cisd_reason cisd_result_reason(const cisd_result *result, size_t index)
{
    const struct finding *finding = finding_at(result, index);

    return finding != NULL ? finding->reason : (cisd_reason)CISD_REASONS;
}

cisd_caps cisd_result_reason_caps(const cisd_result *result, size_t index)
{
    const struct finding *finding = finding_at(result, index);

    return finding != NULL ? finding->caps : CAPS_NONE;
}

const char *cisd_result_reason_message(const cisd_result *result, size_t index)
{
    return finding_at(result, index) != NULL ? result_message(result, index) : NULL;
}

int cisd_result_list_known(const cisd_result *result, cisd_list list)
{
    return list_of(result, list)->known;
}

size_t cisd_result_list_count(const cisd_result *result, cisd_list list)
{
    return list_of(result, list)->count;
}

const char *cisd_result_list_at(const cisd_result *result, cisd_list list, size_t index)
{
    const struct name_list *names = list_of(result, list);

    return index < names->count ? names->names[index] : NULL;
}

const char *cisd_result_unknown_cap(const cisd_result *result, size_t index)
{
    return index < result->unknown_count ? result->unknown_caps[index] : NULL;
}

const char *cisd_result_remedy_kind(const cisd_result *result, size_t index)
{
    const struct remedy *remedy = remedy_at(result, index);

    return remedy != NULL ? remedy_kind_name(remedy->kind) : NULL;
}

const char *cisd_result_remedy_smallest(const cisd_result *result, size_t index)
{
    const struct remedy *remedy = remedy_at(result, index);

    return remedy != NULL ? remedy->smallest : NULL;
}

const char *cisd_result_remedy_least(const cisd_result *result, size_t index)
{
    const struct remedy *remedy = remedy_at(result, index);

    return remedy != NULL ? remedy->least : NULL;
}

const char *cisd_result_remedy_note(const cisd_result *result, size_t index)
{
    const struct remedy *remedy = remedy_at(result, index);

    return remedy != NULL ? remedy->note : NULL;
}

const char *cisd_result_waiver_reason(const cisd_result *result)
{
    return result->waiver.reason;
}

const char *cisd_result_waiver_owner(const cisd_result *result)
{
    return result->waiver.owner;
}

const char *cisd_result_waiver_ticket(const cisd_result *result)
{
    return result->waiver.ticket;
}

const char *cisd_result_waiver_expires(const cisd_result *result)
{
    return result->waiver.expires;
}

#include "bridge.h"

#include <stdlib.h>
#include <string.h>

#include "_cgo_export.h"

/* ------------------------------------------------------------------ records */

struct bridge_record *bridge_record_new(void)
{
    return calloc(1, sizeof(struct bridge_record));
}

void bridge_record_free(struct bridge_record *record)
{
    if (record == NULL)
        return;
    free(record->texts);
    free(record);
}

static int has_room(struct bridge_record *record, size_t wanted)
{
    struct bridge_text *grown;

    if (wanted <= record->text_capacity)
        return 1;
    grown = realloc(record->texts, 2 * wanted * sizeof *grown);
    if (grown == NULL)
        return 0;
    record->texts = grown;
    record->text_capacity = 2 * wanted;
    return 1;
}

static void add(struct bridge_record *record, const char *text)
{
    struct bridge_text *place = &record->texts[record->text_count++];

    place->data = text != NULL ? text : "";
    place->length = strlen(place->data);
}

static void fill_numbers(struct bridge_record *record, const cisd_result *result)
{
    record->verdict = cisd_result_verdict(result);
    record->waived = cisd_result_waived(result);
    record->severity = cisd_result_severity(result);
    record->kind = cisd_result_kind(result);
    record->privileged = cisd_result_privileged(result);
    record->change = cisd_result_change(result);
    record->line = cisd_result_line(result);
    record->column = cisd_result_column(result);
    record->target = cisd_result_target(result);
    record->granted = cisd_result_granted(result);
    record->excess = cisd_result_excess(result);
    record->required = cisd_result_required(result);
    record->kernel_seen = cisd_result_kernel_seen(result);
    record->kernel_complete = cisd_result_kernel_complete(result);
    record->bounding = cisd_result_kernel_bounding(result);
    record->effective = cisd_result_kernel_effective(result);
    record->rollout_known = cisd_result_rollout_known(result);
    record->rollout_tasks = cisd_result_rollout_tasks(result);
    record->rollout_differing = cisd_result_rollout_differing(result);
}

static void fill_counts(struct bridge_record *record, const cisd_result *result)
{
    record->reason_count = cisd_result_reason_count(result);
    if (record->reason_count > BRIDGE_REASONS)
        record->reason_count = BRIDGE_REASONS;
    for (int list = CISD_CAP_ADD; list <= CISD_CAP_DROP; list++) {
        record->lists_known[list] = cisd_result_list_known(result, (cisd_list)list);
        record->list_counts[list] = cisd_result_list_count(result, (cisd_list)list);
    }
    record->unknown_count = cisd_result_unknown_cap_count(result);
    record->remedy_count = cisd_result_remedy_count(result);
}

static void fill_fixed_texts(struct bridge_record *record, const cisd_result *result)
{
    add(record, cisd_result_id(result));
    add(record, cisd_result_name(result));
    add(record, cisd_result_image(result));
    add(record, cisd_result_state(result));
    add(record, cisd_result_user(result));
    add(record, cisd_result_service(result));
    add(record, cisd_result_file(result));
    add(record, cisd_result_waiver_reason(result));
    add(record, cisd_result_waiver_owner(result));
    add(record, cisd_result_waiver_ticket(result));
    add(record, cisd_result_waiver_expires(result));
}

static void fill_lists(struct bridge_record *record, const cisd_result *result)
{
    for (size_t i = 0; i < record->reason_count; i++) {
        record->reasons[i] = cisd_result_reason(result, i);
        record->reason_caps[i] = cisd_result_reason_caps(result, i);
        add(record, cisd_result_reason_message(result, i));
    }
    for (int list = CISD_CAP_ADD; list <= CISD_CAP_DROP; list++)
        for (size_t i = 0; i < record->list_counts[list]; i++)
            add(record, cisd_result_list_at(result, (cisd_list)list, i));
    for (size_t i = 0; i < record->unknown_count; i++)
        add(record, cisd_result_unknown_cap(result, i));
}

static void fill_remedies(struct bridge_record *record, const cisd_result *result)
{
    for (size_t i = 0; i < record->remedy_count; i++) {
        add(record, cisd_result_remedy_kind(result, i));
        add(record, cisd_result_remedy_smallest(result, i));
        add(record, cisd_result_remedy_least(result, i));
        add(record, cisd_result_remedy_note(result, i));
    }
}

cisd_code bridge_record_fill(struct bridge_record *record, const cisd_result *result)
{
    record->text_count = 0;
    fill_numbers(record, result);
    fill_counts(record, result);
    if (!has_room(record, BRIDGE_FIXED + record->reason_count + record->list_counts[CISD_CAP_ADD] +
                              record->list_counts[CISD_CAP_DROP] + record->unknown_count +
                              BRIDGE_REMEDY_TEXTS * record->remedy_count))
        return CISD_E_NO_MEMORY;
    fill_fixed_texts(record, result);
    fill_lists(record, result);
    fill_remedies(record, result);
    return CISD_OK;
}

cisd_code bridge_audit_next(cisd_audit *audit, struct bridge_record *record)
{
    cisd_code code;

    record->error = NULL;
    code = cisd_audit_next(audit, &record->result, &record->error);
    if (code != CISD_OK || record->result == NULL)
        return code;
    code = bridge_record_fill(record, record->result);
    if (code != CISD_OK)
        cisd_result_unref(record->result);
    return code;
}

cisd_report *bridge_audit_report_ref(cisd_audit *audit)
{
    return cisd_report_ref((cisd_report *)cisd_audit_report(audit));
}

/* ---------------------------------------------------------------- callbacks */

static int read_from_go(void *user, void *buffer, size_t size, size_t *length)
{
    return cisdockerGoRead((uintptr_t)user, buffer, size, length);
}

static int write_to_go(void *user, const char *data, size_t length)
{
    return cisdockerGoWrite((uintptr_t)user, (void *)data, length);
}

static int tell_go(void *user, size_t done, size_t total)
{
    return cisdockerGoProgress((uintptr_t)user, done, total);
}

cisd_code bridge_audit_add_inspect_reader(cisd_audit *audit, const char *name, uintptr_t handle,
                                          cisd_error **error)
{
    return cisd_audit_add_inspect_reader(audit, name, read_from_go, (void *)handle, error);
}

void bridge_audit_set_progress(cisd_audit *audit, uintptr_t handle)
{
    cisd_audit_set_progress(audit, handle != 0 ? tell_go : NULL, (void *)handle);
}

cisd_code bridge_renderer_new(cisd_format format, const cisd_report *report,
                              const cisd_render_options *options, uintptr_t handle,
                              cisd_renderer **renderer, cisd_error **error)
{
    return cisd_renderer_new(format, report, options, write_to_go, (void *)handle, renderer,
                             error);
}

cisd_code bridge_report_render(const cisd_report *report, cisd_format format,
                               const cisd_render_options *options, uintptr_t handle,
                               cisd_error **error)
{
    return cisd_report_render(report, format, options, write_to_go, (void *)handle, error);
}

cisd_code bridge_policy_explain(const cisd_policy *policy, int64_t now,
                                const cisd_render_options *options, uintptr_t handle,
                                cisd_error **error)
{
    return cisd_policy_explain(policy, now, options, write_to_go, (void *)handle, error);
}

cisd_code bridge_policy_init(const cisd_report *report, unsigned days, uintptr_t handle,
                             cisd_error **error)
{
    return cisd_policy_init(report, days, write_to_go, (void *)handle, error);
}

cisd_code bridge_report_load_reader(const char *name, uintptr_t handle, cisd_report **report,
                                    cisd_error **error)
{
    return cisd_report_load_reader(name, read_from_go, (void *)handle, report, error);
}

cisd_code bridge_content_write(const char *name, uintptr_t handle, cisd_error **error)
{
    return cisd_content_write(name, write_to_go, (void *)handle, error);
}

cisd_code bridge_result_write_fix(const cisd_result *result, cisd_fix_form form, uintptr_t handle,
                                  cisd_error **error)
{
    return cisd_result_write_fix(result, form, write_to_go, (void *)handle, error);
}

cisd_code bridge_result_write_json(const cisd_result *result, uintptr_t handle,
                                   cisd_error **error)
{
    return cisd_result_write_json(result, write_to_go, (void *)handle, error);
}

cisd_code bridge_report_write_override(const cisd_report *report, cisd_fix_form form,
                                       uintptr_t handle, cisd_error **error)
{
    return cisd_report_write_override(report, form, write_to_go, (void *)handle, error);
}

cisd_code bridge_report_edit_compose(const cisd_report *report, cisd_fix_form form,
                                     const char *name, const char *text, size_t length,
                                     uintptr_t handle, cisd_error **error)
{
    return cisd_report_edit_compose(report, form, name, text, length, write_to_go, (void *)handle,
                                    error);
}

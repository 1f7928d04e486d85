/* What cgo cannot say itself: callbacks that carry a handle, and one call for a whole result. */
#ifndef CISDOCKER_GO_BRIDGE_H
#define CISDOCKER_GO_BRIDGE_H

#include <cisdocker/cisdocker.h>

#if CISD_VERSION_MAJOR * 1000000 + CISD_VERSION_MINOR * 1000 + CISD_VERSION_PATCH < 1000
#error "libcisdocker 0.1.0 or later is needed"
#endif

/* A newer library may know more reasons; those beyond are left out. */
#define BRIDGE_REASONS 64

struct bridge_text {
    const char *data;
    size_t length;
};

/* The texts every result has, in this order; those of the lists follow. */
enum bridge_fixed {
    BRIDGE_ID, BRIDGE_NAME, BRIDGE_IMAGE, BRIDGE_STATE, BRIDGE_USER, BRIDGE_SERVICE, BRIDGE_FILE,
    BRIDGE_WAIVER_REASON, BRIDGE_WAIVER_OWNER, BRIDGE_WAIVER_TICKET, BRIDGE_WAIVER_EXPIRES,
    BRIDGE_FIXED
};

/* How many texts a remedy has: kind, smallest, least, note. */
#define BRIDGE_REMEDY_TEXTS 4

/*
 * A result, spread out: a call into C costs more than what most of them would fetch. The texts are
 * borrowed from the result; reasons' messages, cap_add, cap_drop, unknown names and remedies come
 * one after another.
 */
struct bridge_record {
    int verdict, waived, severity, kind, privileged, change;
    int lists_known[2], kernel_seen, kernel_complete, rollout_known;
    unsigned line, column;
    size_t target, rollout_tasks, rollout_differing;
    cisd_caps granted, excess, required, bounding, effective;
    size_t reason_count, list_counts[2], unknown_count, remedy_count;
    int reasons[BRIDGE_REASONS];
    cisd_caps reason_caps[BRIDGE_REASONS];
    struct bridge_text *texts;
    size_t text_count, text_capacity;
    cisd_result *result; /* where there is one, the caller's */
    cisd_error *error;   /* where there is one, the caller's */
};

/* NULL where memory is short. */
struct bridge_record *bridge_record_new(void);
void bridge_record_free(struct bridge_record *record);

/* Spreads a result out. CISD_E_NO_MEMORY where memory is short. */
cisd_code bridge_record_fill(struct bridge_record *record, const cisd_result *result);

/* The next result, into the record and spread out; NULL there at the end. */
cisd_code bridge_audit_next(cisd_audit *audit, struct bridge_record *record);

/* A reference to the audit's own report. */
cisd_report *bridge_audit_report_ref(cisd_audit *audit);

/* As the functions they are named after; `handle` stands for what Go is to call. */
cisd_code bridge_audit_add_inspect_reader(cisd_audit *audit, const char *name, uintptr_t handle,
                                          cisd_error **error);
void bridge_audit_set_progress(cisd_audit *audit, uintptr_t handle);
cisd_code bridge_renderer_new(cisd_format format, const cisd_report *report,
                              const cisd_render_options *options, uintptr_t handle,
                              cisd_renderer **renderer, cisd_error **error);
cisd_code bridge_report_render(const cisd_report *report, cisd_format format,
                               const cisd_render_options *options, uintptr_t handle,
                               cisd_error **error);
cisd_code bridge_policy_explain(const cisd_policy *policy, int64_t now,
                                const cisd_render_options *options, uintptr_t handle,
                                cisd_error **error);
cisd_code bridge_policy_init(const cisd_report *report, unsigned days, uintptr_t handle,
                             cisd_error **error);
cisd_code bridge_report_load_reader(const char *name, uintptr_t handle, cisd_report **report,
                                    cisd_error **error);
cisd_code bridge_content_write(const char *name, uintptr_t handle, cisd_error **error);
cisd_code bridge_result_write_fix(const cisd_result *result, cisd_fix_form form, uintptr_t handle,
                                  cisd_error **error);
cisd_code bridge_result_write_json(const cisd_result *result, uintptr_t handle,
                                   cisd_error **error);
cisd_code bridge_report_write_override(const cisd_report *report, cisd_fix_form form,
                                       uintptr_t handle, cisd_error **error);
cisd_code bridge_report_edit_compose(const cisd_report *report, cisd_fix_form form,
                                     const char *name, const char *text, size_t length,
                                     uintptr_t handle, cisd_error **error);

#endif

//! The functions of libcisdocker, as its header declares and documents them.
//!
//! The crate `cisdocker` makes them safe. Enumerations are plain numbers here: what a newer library
//! may answer must not be undefined behaviour.
#![allow(non_camel_case_types)]

use std::marker::{PhantomData, PhantomPinned};
use std::os::raw::{c_char, c_int, c_long, c_uint, c_void};

/// Types that are only ever pointed to.
macro_rules! opaque {
    ($($name:ident)*) => { $(
        #[repr(C)]
        pub struct $name {
            _bytes: [u8; 0],
            _not_send: PhantomData<(*mut u8, PhantomPinned)>,
        }
    )* };
}

opaque!(cisd_audit cisd_context cisd_error cisd_policy cisd_renderer cisd_report cisd_result cisd_rule);

pub type cisd_caps = u64;

pub type cisd_code = c_uint;
pub const CISD_OK: cisd_code = 0;
pub const CISD_E_NO_MEMORY: cisd_code = 1;
pub const CISD_E_ARGUMENT: cisd_code = 2;
pub const CISD_E_STATE: cisd_code = 3;
pub const CISD_E_IO: cisd_code = 4;
pub const CISD_E_CONNECT: cisd_code = 5;
pub const CISD_E_PERMISSION: cisd_code = 6;
pub const CISD_E_TIMEOUT: cisd_code = 7;
pub const CISD_E_PROTOCOL: cisd_code = 8;
pub const CISD_E_FORMAT: cisd_code = 9;
pub const CISD_E_LIMIT: cisd_code = 10;
pub const CISD_E_UNSUPPORTED: cisd_code = 11;
pub const CISD_E_CANCELLED: cisd_code = 12;
pub const CISD_E_CALLBACK: cisd_code = 13;
pub const CISD_E_INTERNAL: cisd_code = 14;

pub type cisd_cap_class = c_uint;
pub const CISD_CLASS_NUISANCE: cisd_cap_class = 0;
pub const CISD_CLASS_PRIVILEGE: cisd_cap_class = 1;
pub const CISD_CLASS_NETWORK: cisd_cap_class = 2;
pub const CISD_CLASS_HOST_ESCAPE: cisd_cap_class = 3;

pub type cisd_rule_field = c_uint;
pub const CISD_RULE_ID: cisd_rule_field = 0;
pub const CISD_RULE_TITLE: cisd_rule_field = 1;
pub const CISD_RULE_BENCHMARK: cisd_rule_field = 2;
pub const CISD_RULE_VERSION: cisd_rule_field = 3;
pub const CISD_RULE_VERSIONS: cisd_rule_field = 4;
pub const CISD_RULE_SEVERITY: cisd_rule_field = 5;
pub const CISD_RULE_REFERENCES: cisd_rule_field = 6;
pub const CISD_RULE_RATIONALE: cisd_rule_field = 7;
pub const CISD_RULE_DECISION: cisd_rule_field = 8;
pub const CISD_RULE_REMEDIATION: cisd_rule_field = 9;

pub type cisd_verdict = c_uint;
pub const CISD_PASS: cisd_verdict = 0;
pub const CISD_FAIL: cisd_verdict = 1;
pub const CISD_ERROR: cisd_verdict = 2;
pub const CISD_UNKNOWN: cisd_verdict = 3;
pub const CISD_NOTAPPLICABLE: cisd_verdict = 4;
pub const CISD_NOTCHECKED: cisd_verdict = 5;
pub const CISD_INFORMATIONAL: cisd_verdict = 6;

pub type cisd_profile = c_uint;
pub const CISD_PROFILE_CIS: cisd_profile = 0;
pub const CISD_PROFILE_STRICT: cisd_profile = 1;
pub const CISD_PROFILE_MANUAL: cisd_profile = 2;

pub type cisd_severity = c_uint;
pub const CISD_SEVERITY_LOW: cisd_severity = 0;
pub const CISD_SEVERITY_MEDIUM: cisd_severity = 1;
pub const CISD_SEVERITY_HIGH: cisd_severity = 2;

pub type cisd_subject_kind = c_uint;
pub const CISD_CONTAINER: cisd_subject_kind = 0;
pub const CISD_SERVICE: cisd_subject_kind = 1;
pub const CISD_COMPOSE_SERVICE: cisd_subject_kind = 2;
pub const CISD_COMMAND: cisd_subject_kind = 3;

pub type cisd_fact = c_int;
pub const CISD_NOT_KNOWN: cisd_fact = -1;
pub const CISD_NO: cisd_fact = 0;
pub const CISD_YES: cisd_fact = 1;

pub type cisd_reason = c_uint;
pub const CISD_REASON_PRIVILEGED: cisd_reason = 0;
pub const CISD_REASON_ADD_ALL: cisd_reason = 1;
pub const CISD_REASON_NET_RAW_DEFAULT: cisd_reason = 2;
pub const CISD_REASON_NET_RAW_ADDED: cisd_reason = 3;
pub const CISD_REASON_ADDED_BEYOND_DEFAULT: cisd_reason = 4;
pub const CISD_REASON_DEFAULT_RETAINED: cisd_reason = 5;
pub const CISD_REASON_UNKNOWN_CAPABILITY: cisd_reason = 6;
pub const CISD_REASON_KERNEL_EXCEEDS_CONFIG: cisd_reason = 7;
pub const CISD_REASON_REQUIREMENT_EXPIRED: cisd_reason = 8;
pub const CISD_REASON_WAIVER_EXPIRED: cisd_reason = 9;
pub const CISD_REASON_NOT_LINUX: cisd_reason = 10;
pub const CISD_REASON_EVIDENCE_UNREADABLE: cisd_reason = 11;
pub const CISD_REASON_EVIDENCE_MALFORMED: cisd_reason = 12;
pub const CISD_REASON_VANISHED: cisd_reason = 13;
pub const CISD_REASON_UNRESOLVED_VARIABLE: cisd_reason = 14;
pub const CISD_REASON_ALL_DROPPED: cisd_reason = 15;
pub const CISD_REASON_NET_RAW_DROPPED: cisd_reason = 16;
pub const CISD_REASON_ENGINE_DEFAULT_WITHOUT_NET_RAW: cisd_reason = 17;
pub const CISD_REASON_REQUIRED_BY_POLICY: cisd_reason = 18;

pub type cisd_change = c_uint;
pub const CISD_CHANGE_NONE: cisd_change = 0;
pub const CISD_CHANGE_NEW: cisd_change = 1;
pub const CISD_CHANGE_WORSE: cisd_change = 2;
pub const CISD_CHANGE_UNCHANGED: cisd_change = 3;
pub const CISD_CHANGE_FIXED: cisd_change = 4;
pub const CISD_CHANGE_WAIVED: cisd_change = 5;
pub const CISD_CHANGE_UNDECIDED: cisd_change = 6;

pub type cisd_list = c_uint;
pub const CISD_CAP_ADD: cisd_list = 0;
pub const CISD_CAP_DROP: cisd_list = 1;

pub type cisd_policy_note = c_uint;
pub const CISD_NOTE_STALE: cisd_policy_note = 0;
pub const CISD_NOTE_EXPIRED: cisd_policy_note = 1;
pub const CISD_NOTE_UNEXPLAINED: cisd_policy_note = 2;

pub type cisd_policy_key = c_uint;
pub const CISD_POLICY_NAME: cisd_policy_key = 0;
pub const CISD_POLICY_IMAGE: cisd_policy_key = 1;
pub const CISD_POLICY_LABEL: cisd_policy_key = 2;
pub const CISD_POLICY_COMPOSE_PROJECT: cisd_policy_key = 3;
pub const CISD_POLICY_COMPOSE_SERVICE: cisd_policy_key = 4;
pub const CISD_POLICY_SERVICE: cisd_policy_key = 5;

pub type cisd_kernel = c_uint;
pub const CISD_KERNEL_AUTO: cisd_kernel = 0;
pub const CISD_KERNEL_ON: cisd_kernel = 1;
pub const CISD_KERNEL_OFF: cisd_kernel = 2;

pub type cisd_format = c_uint;
pub const CISD_FORMAT_TEXT: cisd_format = 0;
pub const CISD_FORMAT_JSON: cisd_format = 1;
pub const CISD_FORMAT_JSONL: cisd_format = 2;
pub const CISD_FORMAT_XCCDF: cisd_format = 3;
pub const CISD_FORMAT_ARF: cisd_format = 4;
pub const CISD_FORMAT_SARIF: cisd_format = 5;
pub const CISD_FORMAT_JUNIT: cisd_format = 6;
pub const CISD_FORMAT_CSV: cisd_format = 7;
pub const CISD_FORMAT_HTML: cisd_format = 8;
pub const CISD_FORMAT_NESSUS: cisd_format = 9;
pub const CISD_FORMAT_OCSF: cisd_format = 10;
pub const CISD_FORMAT_OPENMETRICS: cisd_format = 11;
pub const CISD_FORMAT_DOCKER_BENCH: cisd_format = 12;

pub type cisd_fix_form = c_uint;
pub const CISD_FIX_SMALLEST: cisd_fix_form = 0;
pub const CISD_FIX_LEAST: cisd_fix_form = 1;

pub const CISD_VERDICTS: usize = 7;
pub const CISD_REASONS: usize = 19;
pub const CISD_CHANGES: usize = 7;
pub const CISD_POLICY_NOTES: usize = 3;
pub const CISD_POLICY_KEYS: usize = 6;
pub const CISD_FORMATS: usize = 13;

pub type cisd_read_fn = Option<
    unsafe extern "C" fn(
        user: *mut c_void,
        buffer: *mut c_void,
        size: usize,
        length: *mut usize,
    ) -> c_int,
>;
pub type cisd_write_fn =
    Option<unsafe extern "C" fn(user: *mut c_void, data: *const c_char, length: usize) -> c_int>;
pub type cisd_progress_fn =
    Option<unsafe extern "C" fn(user: *mut c_void, done: usize, total: usize) -> c_int>;
pub type cisd_result_fn =
    Option<unsafe extern "C" fn(user: *mut c_void, result: *mut cisd_result) -> c_int>;

#[repr(C)]
pub struct cisd_allocator {
    pub size: usize,
    pub reallocate: Option<
        unsafe extern "C" fn(user: *mut c_void, memory: *mut c_void, size: usize) -> *mut c_void,
    >,
    pub user: *mut c_void,
}

#[repr(C)]
pub struct cisd_engine_options {
    pub size: usize,
    pub timeout_ms: c_long,
    pub time_limit_ms: c_long,
    pub connections: c_uint,
    pub tls_authority: *const c_char,
    pub tls_certificate: *const c_char,
    pub tls_key: *const c_char,
    pub ssh_program: *const c_char,
    pub ssh_environment: *const *const c_char,
}

#[repr(C)]
pub struct cisd_compose_options {
    pub size: usize,
    pub files: *const *const c_char,
    pub file_count: usize,
    pub env_files: *const *const c_char,
    pub env_file_count: usize,
    pub environment: *const *const c_char,
    pub environment_count: usize,
    pub profiles: *const *const c_char,
    pub profile_count: usize,
    pub project_directory: *const c_char,
    pub stack: c_int,
}

#[repr(C)]
pub struct cisd_render_options {
    pub size: usize,
    pub color: c_int,
    pub verbose: c_int,
    pub quiet: c_int,
    pub width: c_uint,
    pub per_subject: c_int,
    pub asset_host: *const c_char,
    pub asset_fqdn: *const c_char,
    pub asset_addresses: *const *const c_char,
    pub asset_facts: *const *const c_char,
}

extern "C" {
    pub fn cisd_version() -> *const c_char;
    pub fn cisd_code_name(code: cisd_code) -> *const c_char;
    pub fn cisd_error_code(error: *const cisd_error) -> cisd_code;
    pub fn cisd_error_message(error: *const cisd_error) -> *const c_char;
    pub fn cisd_error_free(error: *mut cisd_error);
    pub fn cisd_cap_count() -> c_int;
    pub fn cisd_cap_name(number: c_int) -> *const c_char;
    pub fn cisd_cap_number(name: *const c_char) -> c_int;
    pub fn cisd_cap_class_name(cap_class: cisd_cap_class) -> *const c_char;
    pub fn cisd_cap_class_of(number: c_int) -> cisd_cap_class;
    pub fn cisd_cap_nearest(name: *const c_char) -> *const c_char;
    pub fn cisd_cap_description(number: c_int) -> *const c_char;
    pub fn cisd_cap_attack(number: c_int) -> *const c_char;
    pub fn cisd_cap_alternative(number: c_int) -> *const c_char;
    pub fn cisd_cap_source(number: c_int) -> *const c_char;
    pub fn cisd_caps_default() -> cisd_caps;
    pub fn cisd_rule_count() -> usize;
    pub fn cisd_rule_at(index: usize) -> *const cisd_rule;
    pub fn cisd_rule_find(number: *const c_char) -> *const cisd_rule;
    pub fn cisd_rule_text(rule: *const cisd_rule, field: cisd_rule_field) -> *const c_char;
    pub fn cisd_rule_level(rule: *const cisd_rule) -> c_int;
    pub fn cisd_verdict_name(verdict: cisd_verdict) -> *const c_char;
    pub fn cisd_profile_name(profile: cisd_profile) -> *const c_char;
    pub fn cisd_profile_from_name(name: *const c_char, profile: *mut cisd_profile) -> cisd_code;
    pub fn cisd_severity_name(severity: cisd_severity) -> *const c_char;
    pub fn cisd_severity_from_name(name: *const c_char, severity: *mut cisd_severity) -> cisd_code;
    pub fn cisd_subject_kind_name(kind: cisd_subject_kind) -> *const c_char;
    pub fn cisd_reason_name(reason: cisd_reason) -> *const c_char;
    pub fn cisd_change_name(change: cisd_change) -> *const c_char;
    pub fn cisd_result_ref(result: *mut cisd_result) -> *mut cisd_result;
    pub fn cisd_result_unref(result: *mut cisd_result);
    pub fn cisd_result_verdict(result: *const cisd_result) -> cisd_verdict;
    pub fn cisd_result_waived(result: *const cisd_result) -> c_int;
    pub fn cisd_result_waiver_reason(result: *const cisd_result) -> *const c_char;
    pub fn cisd_result_waiver_owner(result: *const cisd_result) -> *const c_char;
    pub fn cisd_result_waiver_ticket(result: *const cisd_result) -> *const c_char;
    pub fn cisd_result_waiver_expires(result: *const cisd_result) -> *const c_char;
    pub fn cisd_result_severity(result: *const cisd_result) -> cisd_severity;
    pub fn cisd_result_change(result: *const cisd_result) -> cisd_change;
    pub fn cisd_result_kind(result: *const cisd_result) -> cisd_subject_kind;
    pub fn cisd_result_id(result: *const cisd_result) -> *const c_char;
    pub fn cisd_result_name(result: *const cisd_result) -> *const c_char;
    pub fn cisd_result_image(result: *const cisd_result) -> *const c_char;
    pub fn cisd_result_state(result: *const cisd_result) -> *const c_char;
    pub fn cisd_result_user(result: *const cisd_result) -> *const c_char;
    pub fn cisd_result_target(result: *const cisd_result) -> usize;
    pub fn cisd_result_service(result: *const cisd_result) -> *const c_char;
    pub fn cisd_result_file(result: *const cisd_result) -> *const c_char;
    pub fn cisd_result_line(result: *const cisd_result) -> c_uint;
    pub fn cisd_result_column(result: *const cisd_result) -> c_uint;
    pub fn cisd_result_reason_count(result: *const cisd_result) -> usize;
    pub fn cisd_result_reason(result: *const cisd_result, index: usize) -> cisd_reason;
    pub fn cisd_result_reason_caps(result: *const cisd_result, index: usize) -> cisd_caps;
    pub fn cisd_result_reason_message(result: *const cisd_result, index: usize) -> *const c_char;
    pub fn cisd_result_privileged(result: *const cisd_result) -> cisd_fact;
    pub fn cisd_result_list_known(result: *const cisd_result, list: cisd_list) -> c_int;
    pub fn cisd_result_list_count(result: *const cisd_result, list: cisd_list) -> usize;
    pub fn cisd_result_list_at(
        result: *const cisd_result,
        list: cisd_list,
        index: usize,
    ) -> *const c_char;
    pub fn cisd_result_granted(result: *const cisd_result) -> cisd_caps;
    pub fn cisd_result_excess(result: *const cisd_result) -> cisd_caps;
    pub fn cisd_result_required(result: *const cisd_result) -> cisd_caps;
    pub fn cisd_result_unknown_cap_count(result: *const cisd_result) -> usize;
    pub fn cisd_result_unknown_cap(result: *const cisd_result, index: usize) -> *const c_char;
    pub fn cisd_result_kernel_seen(result: *const cisd_result) -> c_int;
    pub fn cisd_result_kernel_complete(result: *const cisd_result) -> c_int;
    pub fn cisd_result_kernel_bounding(result: *const cisd_result) -> cisd_caps;
    pub fn cisd_result_kernel_effective(result: *const cisd_result) -> cisd_caps;
    pub fn cisd_result_rollout_known(result: *const cisd_result) -> c_int;
    pub fn cisd_result_rollout_tasks(result: *const cisd_result) -> usize;
    pub fn cisd_result_rollout_differing(result: *const cisd_result) -> usize;
    pub fn cisd_result_remedy_count(result: *const cisd_result) -> usize;
    pub fn cisd_result_remedy_kind(result: *const cisd_result, index: usize) -> *const c_char;
    pub fn cisd_result_remedy_smallest(result: *const cisd_result, index: usize) -> *const c_char;
    pub fn cisd_result_remedy_least(result: *const cisd_result, index: usize) -> *const c_char;
    pub fn cisd_result_remedy_note(result: *const cisd_result, index: usize) -> *const c_char;
    pub fn cisd_report_ref(report: *mut cisd_report) -> *mut cisd_report;
    pub fn cisd_report_unref(report: *mut cisd_report);
    pub fn cisd_report_rule(report: *const cisd_report) -> *const cisd_rule;
    pub fn cisd_report_profile(report: *const cisd_report) -> cisd_profile;
    pub fn cisd_report_started(report: *const cisd_report) -> i64;
    pub fn cisd_report_finished(report: *const cisd_report) -> i64;
    pub fn cisd_report_count(report: *const cisd_report, verdict: cisd_verdict) -> usize;
    pub fn cisd_report_waived(report: *const cisd_report) -> usize;
    pub fn cisd_report_failures(report: *const cisd_report, at_least: cisd_severity) -> usize;
    pub fn cisd_report_target_count(report: *const cisd_report) -> usize;
    pub fn cisd_report_target_kind(report: *const cisd_report, index: usize) -> *const c_char;
    pub fn cisd_report_target_uri(report: *const cisd_report, index: usize) -> *const c_char;
    pub fn cisd_report_target_engine(report: *const cisd_report, index: usize) -> *const c_char;
    pub fn cisd_report_target_engine_version(
        report: *const cisd_report,
        index: usize,
    ) -> *const c_char;
    pub fn cisd_report_target_host(report: *const cisd_report, index: usize) -> *const c_char;
    pub fn cisd_report_target_complete(report: *const cisd_report, index: usize) -> c_int;
    pub fn cisd_report_target_note(report: *const cisd_report, index: usize) -> *const c_char;
    pub fn cisd_report_target_error(report: *const cisd_report, index: usize) -> *const c_char;
    pub fn cisd_report_target_code(report: *const cisd_report, index: usize) -> cisd_code;
    pub fn cisd_report_policy_count(report: *const cisd_report) -> usize;
    pub fn cisd_report_policy_file(report: *const cisd_report, index: usize) -> *const c_char;
    pub fn cisd_policy_note_name(note: cisd_policy_note) -> *const c_char;
    pub fn cisd_report_note_count(report: *const cisd_report) -> usize;
    pub fn cisd_report_note(report: *const cisd_report, index: usize) -> cisd_policy_note;
    pub fn cisd_report_note_file(report: *const cisd_report, index: usize) -> *const c_char;
    pub fn cisd_report_note_line(report: *const cisd_report, index: usize) -> c_uint;
    pub fn cisd_report_note_is_waiver(report: *const cisd_report, index: usize) -> c_int;
    pub fn cisd_report_note_about(report: *const cisd_report, index: usize) -> *const c_char;
    pub fn cisd_report_note_reason(report: *const cisd_report, index: usize) -> *const c_char;
    pub fn cisd_report_note_expires(report: *const cisd_report, index: usize) -> *const c_char;
    pub fn cisd_report_result_count(report: *const cisd_report) -> usize;
    pub fn cisd_report_result(report: *const cisd_report, index: usize) -> *mut cisd_result;
    pub fn cisd_report_load(
        path: *const c_char,
        report: *mut *mut cisd_report,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_report_compare(
        report: *mut cisd_report,
        name: *const c_char,
        baseline: *mut cisd_report,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_report_baseline(report: *const cisd_report) -> *const c_char;
    pub fn cisd_report_change_count(report: *const cisd_report, change: cisd_change) -> usize;
    pub fn cisd_report_new_failures(report: *const cisd_report, at_least: cisd_severity) -> usize;
    pub fn cisd_report_fixed_count(report: *const cisd_report) -> usize;
    pub fn cisd_report_fixed_kind(report: *const cisd_report, index: usize) -> cisd_subject_kind;
    pub fn cisd_report_fixed_name(report: *const cisd_report, index: usize) -> *const c_char;
    pub fn cisd_report_fixed_service(report: *const cisd_report, index: usize) -> *const c_char;
    pub fn cisd_report_fixed_image(report: *const cisd_report, index: usize) -> *const c_char;
    pub fn cisd_report_fixed_host(report: *const cisd_report, index: usize) -> *const c_char;
    pub fn cisd_report_fixed_file(report: *const cisd_report, index: usize) -> *const c_char;
    pub fn cisd_report_fixed_gone(report: *const cisd_report, index: usize) -> c_int;
    pub fn cisd_policy_load(
        path: *const c_char,
        policy: *mut *mut cisd_policy,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_policy_parse(
        name: *const c_char,
        text: *const c_char,
        length: usize,
        policy: *mut *mut cisd_policy,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_policy_ref(policy: *mut cisd_policy) -> *mut cisd_policy;
    pub fn cisd_policy_unref(policy: *mut cisd_policy);
    pub fn cisd_policy_file(policy: *const cisd_policy) -> *const c_char;
    pub fn cisd_policy_entry_count(policy: *const cisd_policy) -> usize;
    pub fn cisd_policy_entry_is_waiver(policy: *const cisd_policy, index: usize) -> c_int;
    pub fn cisd_policy_key_name(key: cisd_policy_key) -> *const c_char;
    pub fn cisd_policy_entry_match(
        policy: *const cisd_policy,
        index: usize,
        key: cisd_policy_key,
    ) -> *const c_char;
    pub fn cisd_policy_entry_caps(policy: *const cisd_policy, index: usize) -> cisd_caps;
    pub fn cisd_policy_entry_covers_all(policy: *const cisd_policy, index: usize) -> c_int;
    pub fn cisd_policy_entry_reason(policy: *const cisd_policy, index: usize) -> *const c_char;
    pub fn cisd_policy_entry_owner(policy: *const cisd_policy, index: usize) -> *const c_char;
    pub fn cisd_policy_entry_ticket(policy: *const cisd_policy, index: usize) -> *const c_char;
    pub fn cisd_policy_entry_expires(policy: *const cisd_policy, index: usize) -> *const c_char;
    pub fn cisd_policy_entry_line(policy: *const cisd_policy, index: usize) -> c_uint;
    pub fn cisd_policy_entry_never(policy: *const cisd_policy, index: usize) -> *const c_char;
    pub fn cisd_audit_new(
        rule: *const c_char,
        allocator: *const cisd_allocator,
        audit: *mut *mut cisd_audit,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_audit_free(audit: *mut cisd_audit);
    pub fn cisd_audit_set_profile(
        audit: *mut cisd_audit,
        profile: cisd_profile,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_audit_set_kernel(
        audit: *mut cisd_audit,
        kernel: cisd_kernel,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_audit_set_time(
        audit: *mut cisd_audit,
        seconds: i64,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_audit_select(
        audit: *mut cisd_audit,
        key: *const c_char,
        value: *const c_char,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_audit_add_policy(
        audit: *mut cisd_audit,
        policy: *mut cisd_policy,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_audit_trust_label(
        audit: *mut cisd_audit,
        key: *const c_char,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_audit_set_baseline(
        audit: *mut cisd_audit,
        name: *const c_char,
        baseline: *mut cisd_report,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_audit_set_services(
        audit: *mut cisd_audit,
        wanted: c_int,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_audit_add_engine(
        audit: *mut cisd_audit,
        uri: *const c_char,
        options: *const cisd_engine_options,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_context_load(
        folder: *const c_char,
        name: *const c_char,
        context: *mut *mut cisd_context,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_context_free(context: *mut cisd_context);
    pub fn cisd_context_name(context: *const cisd_context) -> *const c_char;
    pub fn cisd_context_host(context: *const cisd_context) -> *const c_char;
    pub fn cisd_context_authority(context: *const cisd_context) -> *const c_char;
    pub fn cisd_context_certificate(context: *const cisd_context) -> *const c_char;
    pub fn cisd_context_key(context: *const cisd_context) -> *const c_char;
    pub fn cisd_audit_add_inspect(
        audit: *mut cisd_audit,
        path: *const c_char,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_audit_add_inspect_reader(
        audit: *mut cisd_audit,
        name: *const c_char,
        read: cisd_read_fn,
        user: *mut c_void,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_report_load_reader(
        name: *const c_char,
        read: cisd_read_fn,
        user: *mut c_void,
        report: *mut *mut cisd_report,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_audit_add_compose(
        audit: *mut cisd_audit,
        options: *const cisd_compose_options,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_audit_add_root(
        audit: *mut cisd_audit,
        directory: *const c_char,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_audit_add_command(
        audit: *mut cisd_audit,
        line: *const c_char,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_audit_set_progress(
        audit: *mut cisd_audit,
        progress: cisd_progress_fn,
        user: *mut c_void,
    );
    pub fn cisd_audit_next(
        audit: *mut cisd_audit,
        result: *mut *mut cisd_result,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_audit_run(
        audit: *mut cisd_audit,
        callback: cisd_result_fn,
        user: *mut c_void,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_audit_cancel(audit: *mut cisd_audit);
    pub fn cisd_audit_report(audit: *const cisd_audit) -> *const cisd_report;
    pub fn cisd_audit_collect(
        audit: *mut cisd_audit,
        report: *mut *mut cisd_report,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_format_name(format: cisd_format) -> *const c_char;
    pub fn cisd_format_from_name(name: *const c_char, format: *mut cisd_format) -> cisd_code;
    pub fn cisd_renderer_new(
        format: cisd_format,
        report: *const cisd_report,
        options: *const cisd_render_options,
        write: cisd_write_fn,
        user: *mut c_void,
        renderer: *mut *mut cisd_renderer,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_renderer_add(
        renderer: *mut cisd_renderer,
        result: *mut cisd_result,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_renderer_finish(
        renderer: *mut cisd_renderer,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_renderer_free(renderer: *mut cisd_renderer);
    pub fn cisd_report_render(
        report: *const cisd_report,
        format: cisd_format,
        options: *const cisd_render_options,
        write: cisd_write_fn,
        user: *mut c_void,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_policy_explain(
        policy: *const cisd_policy,
        now: i64,
        options: *const cisd_render_options,
        write: cisd_write_fn,
        user: *mut c_void,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_policy_init(
        report: *const cisd_report,
        days: c_uint,
        write: cisd_write_fn,
        user: *mut c_void,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_result_write_fix(
        result: *const cisd_result,
        form: cisd_fix_form,
        write: cisd_write_fn,
        user: *mut c_void,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_report_write_override(
        report: *const cisd_report,
        form: cisd_fix_form,
        write: cisd_write_fn,
        user: *mut c_void,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_report_edit_compose(
        report: *const cisd_report,
        form: cisd_fix_form,
        name: *const c_char,
        text: *const c_char,
        length: usize,
        write: cisd_write_fn,
        user: *mut c_void,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_result_write_json(
        result: *const cisd_result,
        write: cisd_write_fn,
        user: *mut c_void,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
    pub fn cisd_content_count() -> usize;
    pub fn cisd_content_name(index: usize) -> *const c_char;
    pub fn cisd_content_description(index: usize) -> *const c_char;
    pub fn cisd_content_is_program(index: usize) -> c_int;
    pub fn cisd_content_write(
        name: *const c_char,
        write: cisd_write_fn,
        user: *mut c_void,
        error: *mut *mut cisd_error,
    ) -> cisd_code;
}

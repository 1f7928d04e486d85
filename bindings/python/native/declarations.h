/* What of <cisdocker/cisdocker.h> is used from Python; the compiler holds it against the header. */
const char *cisd_version(void);
typedef enum cisd_code {
    CISD_OK = 0, CISD_E_NO_MEMORY = 1, CISD_E_ARGUMENT = 2, CISD_E_STATE = 3, CISD_E_IO = 4,
    CISD_E_CONNECT = 5, CISD_E_PERMISSION = 6, CISD_E_TIMEOUT = 7, CISD_E_PROTOCOL = 8,
    CISD_E_FORMAT = 9, CISD_E_LIMIT = 10, CISD_E_UNSUPPORTED = 11, CISD_E_CANCELLED = 12,
    CISD_E_CALLBACK = 13, CISD_E_INTERNAL = 14
} cisd_code;
const char *cisd_code_name(cisd_code code);
typedef struct cisd_error cisd_error;
cisd_code cisd_error_code(const cisd_error *error);
const char *cisd_error_message(const cisd_error *error);
void cisd_error_free(cisd_error *error);
typedef struct cisd_allocator {
    size_t size;
    void *(*reallocate)(void *user, void *memory, size_t size);
    void *user;
    ...;
} cisd_allocator;
typedef uint64_t cisd_caps;
int cisd_cap_count(void);
const char *cisd_cap_name(int number);
int cisd_cap_number(const char *name);
typedef enum cisd_cap_class {
    CISD_CLASS_NUISANCE = 0, CISD_CLASS_PRIVILEGE = 1, CISD_CLASS_NETWORK = 2,
    CISD_CLASS_HOST_ESCAPE = 3
} cisd_cap_class;
const char *cisd_cap_class_name(cisd_cap_class cap_class);
cisd_cap_class cisd_cap_class_of(int number);
const char *cisd_cap_nearest(const char *name);
const char *cisd_cap_description(int number);
const char *cisd_cap_attack(int number);
const char *cisd_cap_alternative(int number);
const char *cisd_cap_source(int number);
cisd_caps cisd_caps_default(void);
typedef struct cisd_rule cisd_rule;
typedef enum cisd_rule_field {
    CISD_RULE_ID = 0, CISD_RULE_TITLE = 1, CISD_RULE_BENCHMARK = 2, CISD_RULE_VERSION = 3,
    CISD_RULE_VERSIONS = 4, CISD_RULE_SEVERITY = 5, CISD_RULE_REFERENCES = 6, CISD_RULE_RATIONALE = 7,
    CISD_RULE_DECISION = 8, CISD_RULE_REMEDIATION = 9
} cisd_rule_field;
size_t cisd_rule_count(void);
const cisd_rule *cisd_rule_at(size_t index);
const cisd_rule *cisd_rule_find(const char *number);
const char *cisd_rule_text(const cisd_rule *rule, cisd_rule_field field);
int cisd_rule_level(const cisd_rule *rule);
typedef enum cisd_verdict {
    CISD_PASS = 0, CISD_FAIL = 1, CISD_ERROR = 2, CISD_UNKNOWN = 3, CISD_NOTAPPLICABLE = 4,
    CISD_NOTCHECKED = 5, CISD_INFORMATIONAL = 6
} cisd_verdict;
#define CISD_VERDICTS ...
const char *cisd_verdict_name(cisd_verdict verdict);
typedef enum cisd_profile {
    CISD_PROFILE_CIS = 0, CISD_PROFILE_STRICT = 1, CISD_PROFILE_MANUAL = 2
} cisd_profile;
const char *cisd_profile_name(cisd_profile profile);
cisd_code cisd_profile_from_name(const char *name, cisd_profile *profile);
typedef enum cisd_severity {
    CISD_SEVERITY_LOW = 0, CISD_SEVERITY_MEDIUM = 1, CISD_SEVERITY_HIGH = 2
} cisd_severity;
const char *cisd_severity_name(cisd_severity severity);
cisd_code cisd_severity_from_name(const char *name, cisd_severity *severity);
typedef enum cisd_subject_kind {
    CISD_CONTAINER = 0, CISD_SERVICE = 1, CISD_COMPOSE_SERVICE = 2, CISD_COMMAND = 3
} cisd_subject_kind;
const char *cisd_subject_kind_name(cisd_subject_kind kind);
typedef enum cisd_fact {
    CISD_NOT_KNOWN = -1, CISD_NO = 0, CISD_YES = 1
} cisd_fact;
typedef enum cisd_reason {
    CISD_REASON_PRIVILEGED = 0, CISD_REASON_ADD_ALL = 1, CISD_REASON_NET_RAW_DEFAULT = 2,
    CISD_REASON_NET_RAW_ADDED = 3, CISD_REASON_ADDED_BEYOND_DEFAULT = 4,
    CISD_REASON_DEFAULT_RETAINED = 5, CISD_REASON_UNKNOWN_CAPABILITY = 6,
    CISD_REASON_KERNEL_EXCEEDS_CONFIG = 7, CISD_REASON_REQUIREMENT_EXPIRED = 8,
    CISD_REASON_WAIVER_EXPIRED = 9, CISD_REASON_NOT_LINUX = 10, CISD_REASON_EVIDENCE_UNREADABLE =
    11, CISD_REASON_EVIDENCE_MALFORMED = 12, CISD_REASON_VANISHED = 13,
    CISD_REASON_UNRESOLVED_VARIABLE = 14, CISD_REASON_ALL_DROPPED = 15, CISD_REASON_NET_RAW_DROPPED
    = 16, CISD_REASON_ENGINE_DEFAULT_WITHOUT_NET_RAW = 17, CISD_REASON_REQUIRED_BY_POLICY = 18
} cisd_reason;
#define CISD_REASONS ...
const char *cisd_reason_name(cisd_reason reason);
typedef struct cisd_result cisd_result;
cisd_result *cisd_result_ref(cisd_result *result);
void cisd_result_unref(cisd_result *result);
cisd_verdict cisd_result_verdict(const cisd_result *result);
int cisd_result_waived(const cisd_result *result);
const char *cisd_result_waiver_reason(const cisd_result *result);
const char *cisd_result_waiver_owner(const cisd_result *result);
const char *cisd_result_waiver_ticket(const cisd_result *result);
const char *cisd_result_waiver_expires(const cisd_result *result);
cisd_severity cisd_result_severity(const cisd_result *result);
cisd_subject_kind cisd_result_kind(const cisd_result *result);
const char *cisd_result_id(const cisd_result *result);
const char *cisd_result_name(const cisd_result *result);
const char *cisd_result_image(const cisd_result *result);
const char *cisd_result_state(const cisd_result *result);
const char *cisd_result_user(const cisd_result *result);
size_t cisd_result_target(const cisd_result *result);
const char *cisd_result_service(const cisd_result *result);
const char *cisd_result_file(const cisd_result *result);
unsigned cisd_result_line(const cisd_result *result);
unsigned cisd_result_column(const cisd_result *result);
size_t cisd_result_reason_count(const cisd_result *result);
cisd_reason cisd_result_reason(const cisd_result *result, size_t index);
cisd_caps cisd_result_reason_caps(const cisd_result *result, size_t index);
const char *cisd_result_reason_message(const cisd_result *result, size_t index);
cisd_fact cisd_result_privileged(const cisd_result *result);
typedef enum cisd_list {
    CISD_CAP_ADD = 0, CISD_CAP_DROP = 1
} cisd_list;
int cisd_result_list_known(const cisd_result *result, cisd_list list);
size_t cisd_result_list_count(const cisd_result *result, cisd_list list);
const char *cisd_result_list_at(const cisd_result *result, cisd_list list, size_t index);
cisd_caps cisd_result_granted(const cisd_result *result);
cisd_caps cisd_result_excess(const cisd_result *result);
cisd_caps cisd_result_required(const cisd_result *result);
size_t cisd_result_unknown_cap_count(const cisd_result *result);
const char *cisd_result_unknown_cap(const cisd_result *result, size_t index);
int cisd_result_kernel_seen(const cisd_result *result);
int cisd_result_kernel_complete(const cisd_result *result);
cisd_caps cisd_result_kernel_bounding(const cisd_result *result);
cisd_caps cisd_result_kernel_effective(const cisd_result *result);
int cisd_result_rollout_known(const cisd_result *result);
size_t cisd_result_rollout_tasks(const cisd_result *result);
size_t cisd_result_rollout_differing(const cisd_result *result);
size_t cisd_result_remedy_count(const cisd_result *result);
const char *cisd_result_remedy_kind(const cisd_result *result, size_t index);
const char *cisd_result_remedy_smallest(const cisd_result *result, size_t index);
const char *cisd_result_remedy_least(const cisd_result *result, size_t index);
const char *cisd_result_remedy_note(const cisd_result *result, size_t index);
typedef struct cisd_report cisd_report;
cisd_report *cisd_report_ref(cisd_report *report);
void cisd_report_unref(cisd_report *report);
const cisd_rule *cisd_report_rule(const cisd_report *report);
cisd_profile cisd_report_profile(const cisd_report *report);
int64_t cisd_report_started(const cisd_report *report);
int64_t cisd_report_finished(const cisd_report *report);
size_t cisd_report_count(const cisd_report *report, cisd_verdict verdict);
size_t cisd_report_waived(const cisd_report *report);
size_t cisd_report_failures(const cisd_report *report, cisd_severity at_least);
size_t cisd_report_target_count(const cisd_report *report);
const char *cisd_report_target_kind(const cisd_report *report, size_t index);
const char *cisd_report_target_uri(const cisd_report *report, size_t index);
const char *cisd_report_target_engine(const cisd_report *report, size_t index);
const char *cisd_report_target_engine_version(const cisd_report *report, size_t index);
const char *cisd_report_target_host(const cisd_report *report, size_t index);
int cisd_report_target_complete(const cisd_report *report, size_t index);
const char *cisd_report_target_note(const cisd_report *report, size_t index);
const char *cisd_report_target_error(const cisd_report *report, size_t index);
cisd_code cisd_report_target_code(const cisd_report *report, size_t index);
size_t cisd_report_policy_count(const cisd_report *report);
const char *cisd_report_policy_file(const cisd_report *report, size_t index);
typedef enum cisd_policy_note {
    CISD_NOTE_STALE = 0, CISD_NOTE_EXPIRED = 1, CISD_NOTE_UNEXPLAINED = 2
} cisd_policy_note;
#define CISD_POLICY_NOTES ...
const char *cisd_policy_note_name(cisd_policy_note note);
size_t cisd_report_note_count(const cisd_report *report);
cisd_policy_note cisd_report_note(const cisd_report *report, size_t index);
const char *cisd_report_note_file(const cisd_report *report, size_t index);
unsigned cisd_report_note_line(const cisd_report *report, size_t index);
int cisd_report_note_is_waiver(const cisd_report *report, size_t index);
const char *cisd_report_note_about(const cisd_report *report, size_t index);
const char *cisd_report_note_reason(const cisd_report *report, size_t index);
const char *cisd_report_note_expires(const cisd_report *report, size_t index);
size_t cisd_report_result_count(const cisd_report *report);
cisd_result *cisd_report_result(const cisd_report *report, size_t index);
typedef struct cisd_policy cisd_policy;
cisd_code cisd_policy_load(const char *path, cisd_policy **policy, cisd_error **error);
cisd_code cisd_policy_parse(const char *name, const char *text, size_t length, cisd_policy
    **policy, cisd_error **error);
cisd_policy *cisd_policy_ref(cisd_policy *policy);
void cisd_policy_unref(cisd_policy *policy);
const char *cisd_policy_file(const cisd_policy *policy);
size_t cisd_policy_entry_count(const cisd_policy *policy);
int cisd_policy_entry_is_waiver(const cisd_policy *policy, size_t index);
typedef enum cisd_policy_key {
    CISD_POLICY_NAME = 0, CISD_POLICY_IMAGE = 1, CISD_POLICY_LABEL = 2, CISD_POLICY_COMPOSE_PROJECT
    = 3, CISD_POLICY_COMPOSE_SERVICE = 4, CISD_POLICY_SERVICE = 5
} cisd_policy_key;
#define CISD_POLICY_KEYS ...
const char *cisd_policy_key_name(cisd_policy_key key);
const char *cisd_policy_entry_match(const cisd_policy *policy, size_t index, cisd_policy_key key);
cisd_caps cisd_policy_entry_caps(const cisd_policy *policy, size_t index);
int cisd_policy_entry_covers_all(const cisd_policy *policy, size_t index);
const char *cisd_policy_entry_reason(const cisd_policy *policy, size_t index);
const char *cisd_policy_entry_owner(const cisd_policy *policy, size_t index);
const char *cisd_policy_entry_ticket(const cisd_policy *policy, size_t index);
const char *cisd_policy_entry_expires(const cisd_policy *policy, size_t index);
unsigned cisd_policy_entry_line(const cisd_policy *policy, size_t index);
const char *cisd_policy_entry_never(const cisd_policy *policy, size_t index);
typedef struct cisd_audit cisd_audit;
cisd_code cisd_audit_new(const char *rule, const cisd_allocator *allocator, cisd_audit **audit,
    cisd_error **error);
void cisd_audit_free(cisd_audit *audit);
cisd_code cisd_audit_set_profile(cisd_audit *audit, cisd_profile profile, cisd_error **error);
typedef enum cisd_kernel {
    CISD_KERNEL_AUTO = 0, CISD_KERNEL_ON = 1, CISD_KERNEL_OFF = 2
} cisd_kernel;
cisd_code cisd_audit_set_kernel(cisd_audit *audit, cisd_kernel kernel, cisd_error **error);
cisd_code cisd_audit_set_time(cisd_audit *audit, int64_t seconds, cisd_error **error);
cisd_code cisd_audit_select(cisd_audit *audit, const char *key, const char *value, cisd_error
    **error);
cisd_code cisd_audit_add_policy(cisd_audit *audit, cisd_policy *policy, cisd_error **error);
cisd_code cisd_audit_trust_label(cisd_audit *audit, const char *key, cisd_error **error);
cisd_code cisd_audit_set_services(cisd_audit *audit, int wanted, cisd_error **error);
typedef struct cisd_engine_options {
    size_t size;
    long timeout_ms;
    long time_limit_ms;
    unsigned connections;
    const char *tls_authority, *tls_certificate, *tls_key;
    const char *ssh_program;
    const char *const *ssh_environment;
    ...;
} cisd_engine_options;
cisd_code cisd_audit_add_engine(cisd_audit *audit, const char *uri, const cisd_engine_options
    *options, cisd_error **error);
typedef struct cisd_context cisd_context;
cisd_code cisd_context_load(const char *folder, const char *name, cisd_context **context,
    cisd_error **error);
void cisd_context_free(cisd_context *context);
const char *cisd_context_name(const cisd_context *context);
const char *cisd_context_host(const cisd_context *context);
const char *cisd_context_authority(const cisd_context *context);
const char *cisd_context_certificate(const cisd_context *context);
const char *cisd_context_key(const cisd_context *context);
typedef int (*cisd_read_fn)(void *user, void *buffer, size_t size, size_t *length);
cisd_code cisd_audit_add_inspect(cisd_audit *audit, const char *path, cisd_error **error);
cisd_code cisd_audit_add_inspect_reader(cisd_audit *audit, const char *name, cisd_read_fn read,
    void *user, cisd_error **error);
typedef struct cisd_compose_options {
    size_t size;
    const char *const *files;
    size_t file_count;
    const char *const *env_files;
    size_t env_file_count;
    const char *const *environment;
    size_t environment_count;
    const char *const *profiles;
    size_t profile_count;
    const char *project_directory;
    int stack;
    ...;
} cisd_compose_options;
cisd_code cisd_audit_add_compose(cisd_audit *audit, const cisd_compose_options *options, cisd_error
    **error);
cisd_code cisd_audit_add_root(cisd_audit *audit, const char *directory, cisd_error **error);
cisd_code cisd_audit_add_command(cisd_audit *audit, const char *line, cisd_error **error);
typedef int (*cisd_progress_fn)(void *user, size_t done, size_t total);
void cisd_audit_set_progress(cisd_audit *audit, cisd_progress_fn progress, void *user);
cisd_code cisd_audit_next(cisd_audit *audit, cisd_result **result, cisd_error **error);
typedef int (*cisd_result_fn)(void *user, cisd_result *result);
cisd_code cisd_audit_run(cisd_audit *audit, cisd_result_fn callback, void *user, cisd_error
    **error);
void cisd_audit_cancel(cisd_audit *audit);
const cisd_report *cisd_audit_report(const cisd_audit *audit);
cisd_code cisd_audit_collect(cisd_audit *audit, cisd_report **report, cisd_error **error);
typedef enum cisd_format {
    CISD_FORMAT_TEXT = 0, CISD_FORMAT_JSON = 1, CISD_FORMAT_JSONL = 2, CISD_FORMAT_XCCDF = 3,
    CISD_FORMAT_ARF = 4, CISD_FORMAT_SARIF = 5, CISD_FORMAT_JUNIT = 6, CISD_FORMAT_CSV = 7,
    CISD_FORMAT_HTML = 8, CISD_FORMAT_NESSUS = 9, CISD_FORMAT_OCSF = 10, CISD_FORMAT_OPENMETRICS =
    11, CISD_FORMAT_DOCKER_BENCH = 12
} cisd_format;
#define CISD_FORMATS ...
const char *cisd_format_name(cisd_format format);
cisd_code cisd_format_from_name(const char *name, cisd_format *format);
typedef struct cisd_render_options {
    size_t size;
    int color;
    int verbose;
    int quiet;
    unsigned width;
    int per_subject;
    const char *asset_host;
    const char *asset_fqdn;
    const char *const *asset_addresses;
    const char *const *asset_facts;
    ...;
} cisd_render_options;
typedef int (*cisd_write_fn)(void *user, const char *data, size_t length);
typedef struct cisd_renderer cisd_renderer;
cisd_code cisd_renderer_new(cisd_format format, const cisd_report *report,
    const cisd_render_options *options, cisd_write_fn write, void *user, cisd_renderer **renderer,
    cisd_error **error);
cisd_code cisd_renderer_add(cisd_renderer *renderer, cisd_result *result, cisd_error **error);
cisd_code cisd_renderer_finish(cisd_renderer *renderer, cisd_error **error);
void cisd_renderer_free(cisd_renderer *renderer);
cisd_code cisd_report_render(const cisd_report *report, cisd_format format,
    const cisd_render_options *options, cisd_write_fn write, void *user, cisd_error **error);
cisd_code cisd_policy_explain(const cisd_policy *policy, int64_t now, const cisd_render_options
    *options, cisd_write_fn write, void *user, cisd_error **error);
cisd_code cisd_policy_init(const cisd_report *report, unsigned days, cisd_write_fn write, void
    *user, cisd_error **error);
typedef enum cisd_fix_form {
    CISD_FIX_SMALLEST = 0, CISD_FIX_LEAST = 1
} cisd_fix_form;
cisd_code cisd_result_write_fix(const cisd_result *result, cisd_fix_form form, cisd_write_fn write,
    void *user, cisd_error **error);
cisd_code cisd_report_write_override(const cisd_report *report, cisd_fix_form form, cisd_write_fn
    write, void *user, cisd_error **error);
cisd_code cisd_report_edit_compose(const cisd_report *report, cisd_fix_form form, const char *name,
    const char *text, size_t length, cisd_write_fn write, void *user, cisd_error **error);
cisd_code cisd_result_write_json(const cisd_result *result, cisd_write_fn write, void *user,
    cisd_error **error);
size_t cisd_content_count(void);
const char *cisd_content_name(size_t index);
const char *cisd_content_description(size_t index);
int cisd_content_is_program(size_t index);
cisd_code cisd_content_write(const char *name, cisd_write_fn write, void *user,
    cisd_error **error);
typedef enum cisd_change {
    CISD_CHANGE_NONE = 0, CISD_CHANGE_NEW = 1, CISD_CHANGE_WORSE = 2, CISD_CHANGE_UNCHANGED = 3,
    CISD_CHANGE_FIXED = 4, CISD_CHANGE_WAIVED = 5, CISD_CHANGE_UNDECIDED = 6
} cisd_change;
#define CISD_CHANGES ...
const char *cisd_change_name(cisd_change change);
cisd_change cisd_result_change(const cisd_result *result);
cisd_code cisd_report_load(const char *path, cisd_report **report, cisd_error **error);
cisd_code cisd_report_load_reader(const char *name, cisd_read_fn read, void *user,
    cisd_report **report, cisd_error **error);
cisd_code cisd_report_compare(cisd_report *report, const char *name, cisd_report *baseline,
    cisd_error **error);
const char *cisd_report_baseline(const cisd_report *report);
size_t cisd_report_change_count(const cisd_report *report, cisd_change change);
size_t cisd_report_new_failures(const cisd_report *report, cisd_severity at_least);
size_t cisd_report_fixed_count(const cisd_report *report);
cisd_subject_kind cisd_report_fixed_kind(const cisd_report *report, size_t index);
const char *cisd_report_fixed_name(const cisd_report *report, size_t index);
const char *cisd_report_fixed_service(const cisd_report *report, size_t index);
const char *cisd_report_fixed_image(const cisd_report *report, size_t index);
const char *cisd_report_fixed_host(const cisd_report *report, size_t index);
const char *cisd_report_fixed_file(const cisd_report *report, size_t index);
int cisd_report_fixed_gone(const cisd_report *report, size_t index);
cisd_code cisd_audit_set_baseline(cisd_audit *audit, const char *name, cisd_report *baseline,
    cisd_error **error);

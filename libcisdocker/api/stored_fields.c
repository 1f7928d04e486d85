#include "api/stored_fields.h"

static const struct json_place rule_places[] = {{"id", STORED_RULE_ID, NULL},
                                                {"benchmark", STORED_RULE_BENCHMARK, NULL},
                                                {"version", STORED_RULE_VERSION, NULL},
                                                {0}};

static const struct json_place target_places[] = {
    {"kind", STORED_TARGET_KIND, NULL},
    {"uri", STORED_TARGET_URI, NULL},
    {"engine", STORED_TARGET_ENGINE, NULL},
    {"engine_version", STORED_TARGET_ENGINE_VERSION, NULL},
    {"host", STORED_TARGET_HOST, NULL},
    {"complete", STORED_TARGET_COMPLETE, NULL},
    {"error", STORED_TARGET_ERROR, NULL},
    {"note", STORED_TARGET_NOTE, NULL},
    {0}};
static const struct json_place targets_places[] = {{JSON_ELEMENTS, STORED_TARGET, target_places},
                                                   {0}};

static const struct json_place note_places[] = {{"file", STORED_NOTE_FILE, NULL},
                                                {"line", STORED_NOTE_LINE, NULL},
                                                {"kind", STORED_NOTE_KIND, NULL},
                                                {"about", STORED_NOTE_ABOUT, NULL},
                                                {"reason", STORED_NOTE_REASON, NULL},
                                                {"expires", STORED_NOTE_EXPIRES, NULL},
                                                {0}};
static const struct json_place notes_places[] = {{JSON_ELEMENTS, STORED_NOTE, note_places}, {0}};
static const struct json_place files_places[] = {{JSON_ELEMENTS, STORED_POLICY_FILE, NULL}, {0}};
static const struct json_place policy_places[] = {{"files", STORED_POLICY_FILES, files_places},
                                                  {"stale", STORED_STALE, notes_places},
                                                  {"expired", STORED_EXPIRED, notes_places},
                                                  {"unexplained", STORED_UNEXPLAINED, notes_places},
                                                  {0}};

static const struct json_place location_places[] = {{"file", STORED_LOCATION_FILE, NULL},
                                                    {"line", STORED_LOCATION_LINE, NULL},
                                                    {"column", STORED_LOCATION_COLUMN, NULL},
                                                    {0}};
static const struct json_place subject_places[] = {{"kind", STORED_SUBJECT_KIND, NULL},
                                                   {"id", STORED_SUBJECT_ID, NULL},
                                                   {"name", STORED_SUBJECT_NAME, NULL},
                                                   {"image", STORED_SUBJECT_IMAGE, NULL},
                                                   {"state", STORED_SUBJECT_STATE, NULL},
                                                   {"service", STORED_SUBJECT_SERVICE, NULL},
                                                   {"target", STORED_SUBJECT_TARGET, NULL},
                                                   {"location", STORED_LOCATION, location_places},
                                                   {0}};

static const struct json_place waiver_places[] = {{"reason", STORED_WAIVER_REASON, NULL},
                                                  {"owner", STORED_WAIVER_OWNER, NULL},
                                                  {"ticket", STORED_WAIVER_TICKET, NULL},
                                                  {"expires", STORED_WAIVER_EXPIRES, NULL},
                                                  {0}};

/* The places of a list or a set whose elements are of one field. */
#define ELEMENTS_OF(name, field) \
    static const struct json_place name[] = {{JSON_ELEMENTS, field, NULL}, {0}}

ELEMENTS_OF(reason_caps_places, STORED_REASON_CAP);
ELEMENTS_OF(cap_add_places, STORED_CAP_ADD_NAME);
ELEMENTS_OF(cap_drop_places, STORED_CAP_DROP_NAME);
ELEMENTS_OF(exact_places, STORED_EXACT_NAME);
ELEMENTS_OF(bounding_places, STORED_BOUNDING_NAME);
ELEMENTS_OF(variant_add_places, STORED_VARIANT_ADD_NAME);
ELEMENTS_OF(variant_drop_places, STORED_VARIANT_DROP_NAME);
ELEMENTS_OF(kernel_bounding_places, STORED_KERNEL_BOUNDING_CAP);
ELEMENTS_OF(kernel_effective_places, STORED_KERNEL_EFFECTIVE_CAP);
ELEMENTS_OF(granted_places, STORED_GRANTED_CAP);
ELEMENTS_OF(excess_places, STORED_EXCESS_CAP);
ELEMENTS_OF(required_places, STORED_REQUIRED_CAP);

static const struct json_place reason_places[] = {
    {"code", STORED_REASON_CODE, NULL},
    {"capabilities", STORED_REASON_CAPS, reason_caps_places},
    {"message", STORED_REASON_MESSAGE, NULL},
    {0}};
static const struct json_place reasons_places[] = {{JSON_ELEMENTS, STORED_REASON, reason_places},
                                                   {0}};

static const struct json_place variant_places[] = {
    {"tasks", STORED_VARIANT_TASKS, NULL},
    {"cap_add", STORED_VARIANT_ADD, variant_add_places},
    {"cap_drop", STORED_VARIANT_DROP, variant_drop_places},
    {0}};
static const struct json_place variants_places[] = {{JSON_ELEMENTS, STORED_VARIANT, variant_places},
                                                    {0}};
static const struct json_place rollout_places[] = {{"tasks", STORED_TASKS, NULL},
                                                   {"differing", STORED_DIFFERING, NULL},
                                                   {"variants", STORED_VARIANTS, variants_places},
                                                   {0}};

static const struct json_place kernel_places[] = {
    {"complete", STORED_KERNEL_COMPLETE, NULL},
    {"unread", STORED_KERNEL_UNREAD, NULL},
    {"bounding", STORED_KERNEL_BOUNDING, kernel_bounding_places},
    {"effective", STORED_KERNEL_EFFECTIVE, kernel_effective_places},
    {0}};
static const struct json_place evidence_places[] = {
    {"privileged", STORED_PRIVILEGED, NULL},
    {"cap_add", STORED_CAP_ADD, cap_add_places},
    {"cap_drop", STORED_CAP_DROP, cap_drop_places},
    {"capabilities", STORED_EXACT, exact_places},
    {"bounding", STORED_BOUNDING, bounding_places},
    {"user", STORED_USER, NULL},
    {"rollout", STORED_ROLLOUT, rollout_places},
    {"kernel", STORED_KERNEL, kernel_places},
    {0}};

static const struct json_place remedy_places[] = {{"kind", STORED_REMEDY_KIND, NULL},
                                                  {"smallest", STORED_REMEDY_SMALLEST, NULL},
                                                  {"least", STORED_REMEDY_LEAST, NULL},
                                                  {"note", STORED_REMEDY_NOTE, NULL},
                                                  {0}};
static const struct json_place remedies_places[] = {{JSON_ELEMENTS, STORED_REMEDY, remedy_places},
                                                    {0}};

static const struct json_place result_places[] = {{"subject", STORED_SUBJECT, subject_places},
                                                  {"verdict", STORED_VERDICT, NULL},
                                                  {"waived", STORED_WAIVED, NULL},
                                                  {"waiver", STORED_WAIVER, waiver_places},
                                                  {"change", STORED_CHANGE, NULL},
                                                  {"severity", STORED_SEVERITY, NULL},
                                                  {"reasons", STORED_REASONS, reasons_places},
                                                  {"evidence", STORED_EVIDENCE, evidence_places},
                                                  {"granted", STORED_GRANTED, granted_places},
                                                  {"excess", STORED_EXCESS, excess_places},
                                                  {"required", STORED_REQUIRED, required_places},
                                                  {"remediation", STORED_REMEDIES, remedies_places},
                                                  {0}};
static const struct json_place results_places[] = {{JSON_ELEMENTS, STORED_RESULT, result_places},
                                                   {0}};

static const struct json_place fixed_places[] = {{"kind", STORED_FIXED_KIND, NULL},
                                                 {"name", STORED_FIXED_NAME, NULL},
                                                 {"image", STORED_FIXED_IMAGE, NULL},
                                                 {"host", STORED_FIXED_HOST, NULL},
                                                 {"service", STORED_FIXED_SERVICE, NULL},
                                                 {"file", STORED_FIXED_FILE, NULL},
                                                 {"gone", STORED_FIXED_GONE, NULL},
                                                 {0}};
static const struct json_place all_fixed_places[] = {{JSON_ELEMENTS, STORED_FIXED, fixed_places},
                                                     {0}};
/* The other counts follow from the results and the list. */
static const struct json_place change_places[] = {{"waived", STORED_BASELINE_WAIVED, NULL},
                                                  {"undecided", STORED_BASELINE_UNDECIDED, NULL},
                                                  {0}};
static const struct json_place baseline_places[] = {
    {"file", STORED_BASELINE_FILE, NULL},
    {"started", STORED_BASELINE_STARTED, NULL},
    {"counts", STORED_BASELINE_COUNTS, change_places},
    {"fixed", STORED_BASELINE_FIXED, all_fixed_places},
    {0}};

const struct json_place stored_places[] = {{"schema", STORED_SCHEMA, NULL},
                                           {"rule", STORED_RULE, rule_places},
                                           {"profile", STORED_PROFILE, NULL},
                                           {"started", STORED_STARTED, NULL},
                                           {"finished", STORED_FINISHED, NULL},
                                           {"targets", STORED_TARGETS, targets_places},
                                           {"results", STORED_RESULTS, results_places},
                                           {"policy", STORED_POLICY, policy_places},
                                           {"baseline", STORED_BASELINE, baseline_places},
                                           {0}};

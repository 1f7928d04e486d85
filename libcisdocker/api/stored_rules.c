#include "api/stored_rules.h"

#include <string.h>

#include "judgement/reason.h"
#include "report/words.h"

static int find_note_kind(const char *word)
{
    return strcmp(word, "waiver") == 0 ? 1 : strcmp(word, "required") == 0 ? 0 : -1;
}

/* Whether a member must be there, and whether it may be null. */
#define MUST true, false
#define MUST_OR_NULL true, true
#define MAY false, false
#define MAY_OR_NULL false, true

#define NOWHERE STORED_IN_REPORT, 0, NULL
#define REPORT(member) STORED_IN_REPORT, offsetof(struct stored_report, member), NULL
#define CHOICE(member, find) STORED_IN_REPORT, offsetof(struct stored_report, member), find
#define SUBJECT(member) STORED_IN_SUBJECT, offsetof(struct subject, member), NULL
#define VARIANT(member) STORED_IN_VARIANT, offsetof(struct task_lists, member), NULL

#define OBJECT STORED_IS_OBJECT
#define ARRAY STORED_IS_ARRAY
#define LIST STORED_IS_LIST
#define TEXT STORED_IS_TEXT
#define WORDS STORED_IS_WORDS
#define LINES STORED_IS_LINES
#define COUNT STORED_IS_COUNT
#define CAP STORED_IS_CAP
#define NAME STORED_IS_NAME

const struct stored_rule stored_rules[STORED_FIELDS] = {
    [STORED_DOCUMENT] = {"report", OBJECT, STORED_DOCUMENT, MAY, NOWHERE},
    [STORED_SCHEMA] = {"schema", TEXT, STORED_DOCUMENT, MUST, REPORT(document.schema)},
    [STORED_RULE] = {"rule", OBJECT, STORED_DOCUMENT, MUST, NOWHERE},
    [STORED_RULE_ID] = {"rule.id", TEXT, STORED_RULE, MUST, REPORT(document.rule_id)},
    [STORED_RULE_BENCHMARK] = {"rule.benchmark", TEXT, STORED_RULE, MUST,
                               REPORT(document.benchmark)},
    [STORED_RULE_VERSION] = {"rule.version", TEXT, STORED_RULE, MUST, REPORT(document.version)},
    [STORED_PROFILE] = {"profile", STORED_IS_CHOICE, STORED_DOCUMENT, MUST,
                        CHOICE(document.profile, words_find_profile)},
    [STORED_STARTED] = {"started", STORED_IS_TIME, STORED_DOCUMENT, MUST,
                        REPORT(document.started)},
    [STORED_FINISHED] = {"finished", STORED_IS_TIME, STORED_DOCUMENT, MUST,
                         REPORT(document.finished)},

    [STORED_TARGETS] = {"targets", ARRAY, STORED_DOCUMENT, MUST, NOWHERE},
    [STORED_TARGET] = {"targets[]", OBJECT, STORED_TARGETS, MAY, NOWHERE},
    [STORED_TARGET_KIND] = {"target.kind", WORDS, STORED_TARGET, MUST, REPORT(target.kind)},
    [STORED_TARGET_URI] = {"target.uri", TEXT, STORED_TARGET, MUST, REPORT(target.uri)},
    [STORED_TARGET_ENGINE] = {"target.engine", WORDS, STORED_TARGET, MUST_OR_NULL,
                              REPORT(target.engine)},
    [STORED_TARGET_ENGINE_VERSION] = {"target.engine_version", TEXT, STORED_TARGET, MUST_OR_NULL,
                                      REPORT(target.engine_version)},
    [STORED_TARGET_HOST] = {"target.host", TEXT, STORED_TARGET, MUST_OR_NULL,
                            REPORT(target.host)},
    [STORED_TARGET_COMPLETE] = {"target.complete", STORED_IS_BOOL, STORED_TARGET, MUST,
                                REPORT(target.complete)},
    [STORED_TARGET_ERROR] = {"target.error", WORDS, STORED_TARGET, MUST_OR_NULL,
                             REPORT(target.error)},
    [STORED_TARGET_NOTE] = {"target.note", WORDS, STORED_TARGET, MAY, REPORT(target.note)},

    [STORED_POLICY] = {"policy", OBJECT, STORED_DOCUMENT, MAY_OR_NULL, NOWHERE},
    [STORED_POLICY_FILES] = {"policy.files", ARRAY, STORED_POLICY, MUST, NOWHERE},
    [STORED_POLICY_FILE] = {"policy.files", TEXT, STORED_POLICY_FILES, MAY, REPORT(policy)},
    [STORED_STALE] = {"policy.stale", ARRAY, STORED_POLICY, MUST, NOWHERE},
    [STORED_EXPIRED] = {"policy.expired", ARRAY, STORED_POLICY, MUST, NOWHERE},
    [STORED_UNEXPLAINED] = {"policy.unexplained", ARRAY, STORED_POLICY, MUST, NOWHERE},
    [STORED_NOTE] = {"note", OBJECT, STORED_POLICY_FILES, MAY, NOWHERE},
    [STORED_NOTE_FILE] = {"file", TEXT, STORED_NOTE, MUST, REPORT(note.file)},
    [STORED_NOTE_LINE] = {"line", COUNT, STORED_NOTE, MUST, REPORT(note_line)},
    [STORED_NOTE_KIND] = {"kind", STORED_IS_CHOICE, STORED_NOTE, MUST,
                          CHOICE(note_kind, find_note_kind)},
    [STORED_NOTE_ABOUT] = {"about", TEXT, STORED_NOTE, MUST, REPORT(note.about)},
    [STORED_NOTE_REASON] = {"reason", TEXT, STORED_NOTE, MUST, REPORT(note.reason)},
    [STORED_NOTE_EXPIRES] = {"expires", STORED_IS_DATE, STORED_NOTE, MUST_OR_NULL,
                             REPORT(note.expires)},

    [STORED_RESULTS] = {"results", ARRAY, STORED_DOCUMENT, MUST, NOWHERE},
    [STORED_RESULT] = {"results[]", OBJECT, STORED_RESULTS, MAY, NOWHERE},
    [STORED_SUBJECT] = {"subject", OBJECT, STORED_RESULT, MUST, NOWHERE},
    [STORED_SUBJECT_KIND] = {"subject.kind", STORED_IS_CHOICE, STORED_SUBJECT, MUST,
                             CHOICE(result.kind, words_find_subject_kind)},
    [STORED_SUBJECT_ID] = {"subject.id", TEXT, STORED_SUBJECT, MUST_OR_NULL, SUBJECT(id)},
    [STORED_SUBJECT_NAME] = {"subject.name", TEXT, STORED_SUBJECT, MUST, SUBJECT(name)},
    [STORED_SUBJECT_IMAGE] = {"subject.image", TEXT, STORED_SUBJECT, MUST_OR_NULL,
                              SUBJECT(image)},
    [STORED_SUBJECT_STATE] = {"subject.state", TEXT, STORED_SUBJECT, MUST_OR_NULL,
                              SUBJECT(state)},
    [STORED_SUBJECT_SERVICE] = {"subject.service", TEXT, STORED_SUBJECT, MAY, SUBJECT(service)},
    [STORED_SUBJECT_TARGET] = {"subject.target", COUNT, STORED_SUBJECT, MUST, SUBJECT(target)},
    [STORED_LOCATION] = {"subject.location", OBJECT, STORED_SUBJECT, MAY, NOWHERE},
    [STORED_LOCATION_FILE] = {"location.file", TEXT, STORED_LOCATION, MUST, SUBJECT(file)},
    [STORED_LOCATION_LINE] = {"location.line", COUNT, STORED_LOCATION, MUST, REPORT(result.line)},
    [STORED_LOCATION_COLUMN] = {"location.column", COUNT, STORED_LOCATION, MUST,
                                REPORT(result.column)},

    [STORED_VERDICT] = {"verdict", STORED_IS_CHOICE, STORED_RESULT, MUST,
                        CHOICE(result.verdict, words_find_verdict)},
    [STORED_WAIVED] = {"waived", STORED_IS_BOOL, STORED_RESULT, MUST, REPORT(result.waived)},
    [STORED_WAIVER] = {"waiver", OBJECT, STORED_RESULT, MAY, NOWHERE},
    [STORED_WAIVER_REASON] = {"waiver.reason", TEXT, STORED_WAIVER, MUST,
                              REPORT(result.waiver.reason)},
    [STORED_WAIVER_OWNER] = {"waiver.owner", TEXT, STORED_WAIVER, MUST_OR_NULL,
                             REPORT(result.waiver.owner)},
    [STORED_WAIVER_TICKET] = {"waiver.ticket", TEXT, STORED_WAIVER, MUST_OR_NULL,
                              REPORT(result.waiver.ticket)},
    [STORED_WAIVER_EXPIRES] = {"waiver.expires", STORED_IS_DATE, STORED_WAIVER, MUST_OR_NULL,
                               REPORT(result.waiver.expires)},
    [STORED_SEVERITY] = {"severity", STORED_IS_CHOICE, STORED_RESULT, MUST,
                         CHOICE(result.severity, words_find_severity)},
    [STORED_REASONS] = {"reasons", ARRAY, STORED_RESULT, MUST, NOWHERE},
    [STORED_REASON] = {"reasons[]", OBJECT, STORED_REASONS, MAY, NOWHERE},
    [STORED_REASON_CODE] = {"reason.code", STORED_IS_CHOICE, STORED_REASON, MUST,
                            CHOICE(result.reason, reason_find)},
    [STORED_REASON_CAPS] = {"reason.capabilities", ARRAY, STORED_REASON, MUST, NOWHERE},
    [STORED_REASON_CAP] = {"reason.capabilities", CAP, STORED_REASON_CAPS, MAY,
                           REPORT(result.caps)},
    [STORED_REASON_MESSAGE] = {"reason.message", WORDS, STORED_REASON, MUST,
                               REPORT(result.message)},

    [STORED_EVIDENCE] = {"evidence", OBJECT, STORED_RESULT, MUST, NOWHERE},
    [STORED_PRIVILEGED] = {"evidence.privileged", STORED_IS_BOOL, STORED_EVIDENCE, MUST_OR_NULL,
                           NOWHERE},
    [STORED_CAP_ADD] = {"evidence.cap_add", LIST, STORED_EVIDENCE, MUST_OR_NULL,
                        SUBJECT(cap_add)},
    [STORED_CAP_ADD_NAME] = {"evidence.cap_add", NAME, STORED_CAP_ADD, MAY, SUBJECT(cap_add)},
    [STORED_CAP_DROP] = {"evidence.cap_drop", LIST, STORED_EVIDENCE, MUST_OR_NULL,
                         SUBJECT(cap_drop)},
    [STORED_CAP_DROP_NAME] = {"evidence.cap_drop", NAME, STORED_CAP_DROP, MAY, SUBJECT(cap_drop)},
    [STORED_EXACT] = {"evidence.capabilities", LIST, STORED_EVIDENCE, MAY, SUBJECT(exact)},
    [STORED_EXACT_NAME] = {"evidence.capabilities", NAME, STORED_EXACT, MAY, SUBJECT(exact)},
    [STORED_BOUNDING] = {"evidence.bounding", LIST, STORED_EVIDENCE, MAY, SUBJECT(bounding)},
    [STORED_BOUNDING_NAME] = {"evidence.bounding", NAME, STORED_BOUNDING, MAY, SUBJECT(bounding)},
    [STORED_USER] = {"evidence.user", TEXT, STORED_EVIDENCE, MAY, SUBJECT(user)},
    [STORED_ROLLOUT] = {"evidence.rollout", OBJECT, STORED_EVIDENCE, MAY, NOWHERE},
    [STORED_TASKS] = {"rollout.tasks", COUNT, STORED_ROLLOUT, MUST, SUBJECT(rollout.tasks)},
    [STORED_DIFFERING] = {"rollout.differing", COUNT, STORED_ROLLOUT, MUST,
                          SUBJECT(rollout.differing)},
    [STORED_VARIANTS] = {"rollout.variants", ARRAY, STORED_ROLLOUT, MUST, NOWHERE},
    [STORED_VARIANT] = {"variants[]", OBJECT, STORED_VARIANTS, MAY, NOWHERE},
    [STORED_VARIANT_TASKS] = {"variant.tasks", COUNT, STORED_VARIANT, MUST, VARIANT(tasks)},
    [STORED_VARIANT_ADD] = {"variant.cap_add", LIST, STORED_VARIANT, MUST, VARIANT(cap_add)},
    [STORED_VARIANT_ADD_NAME] = {"variant.cap_add", NAME, STORED_VARIANT_ADD, MAY,
                                 VARIANT(cap_add)},
    [STORED_VARIANT_DROP] = {"variant.cap_drop", LIST, STORED_VARIANT, MUST, VARIANT(cap_drop)},
    [STORED_VARIANT_DROP_NAME] = {"variant.cap_drop", NAME, STORED_VARIANT_DROP, MAY,
                                  VARIANT(cap_drop)},
    [STORED_KERNEL] = {"evidence.kernel", OBJECT, STORED_EVIDENCE, MAY, NOWHERE},
    [STORED_KERNEL_COMPLETE] = {"kernel.complete", STORED_IS_BOOL, STORED_KERNEL, MUST,
                                SUBJECT(kernel.complete)},
    [STORED_KERNEL_UNREAD] = {"kernel.unread", COUNT, STORED_KERNEL, MAY, SUBJECT(kernel.unread)},
    [STORED_KERNEL_BOUNDING] = {"kernel.bounding", ARRAY, STORED_KERNEL, MUST, NOWHERE},
    [STORED_KERNEL_BOUNDING_CAP] = {"kernel.bounding", CAP, STORED_KERNEL_BOUNDING, MAY,
                                    REPORT(result.bounding)},
    [STORED_KERNEL_EFFECTIVE] = {"kernel.effective", ARRAY, STORED_KERNEL, MUST, NOWHERE},
    [STORED_KERNEL_EFFECTIVE_CAP] = {"kernel.effective", CAP, STORED_KERNEL_EFFECTIVE, MAY,
                                     REPORT(result.effective)},

    [STORED_GRANTED] = {"granted", ARRAY, STORED_RESULT, MUST, NOWHERE},
    [STORED_GRANTED_CAP] = {"granted", CAP, STORED_GRANTED, MAY, REPORT(result.granted)},
    [STORED_EXCESS] = {"excess", ARRAY, STORED_RESULT, MUST, NOWHERE},
    [STORED_EXCESS_CAP] = {"excess", CAP, STORED_EXCESS, MAY, REPORT(result.excess)},
    [STORED_REQUIRED] = {"required", ARRAY, STORED_RESULT, MUST, NOWHERE},
    [STORED_REQUIRED_CAP] = {"required", CAP, STORED_REQUIRED, MAY, REPORT(result.required)},
    [STORED_REMEDIES] = {"remediation", ARRAY, STORED_RESULT, MUST, NOWHERE},
    [STORED_REMEDY] = {"remediation[]", OBJECT, STORED_REMEDIES, MAY, NOWHERE},
    [STORED_REMEDY_KIND] = {"remedy.kind", STORED_IS_CHOICE, STORED_REMEDY, MUST,
                            CHOICE(result.remedy_kind, remedy_kind_find)},
    [STORED_REMEDY_SMALLEST] = {"remedy.smallest", LINES, STORED_REMEDY, MUST,
                                REPORT(result.remedy.smallest)},
    [STORED_REMEDY_LEAST] = {"remedy.least", LINES, STORED_REMEDY, MUST,
                             REPORT(result.remedy.least)},
    [STORED_REMEDY_NOTE] = {"remedy.note", WORDS, STORED_REMEDY, MUST,
                            REPORT(result.remedy.note)},

    [STORED_CHANGE] = {"change", STORED_IS_CHOICE, STORED_RESULT, MAY,
                       CHOICE(result.change, words_find_change)},
    [STORED_BASELINE] = {"baseline", OBJECT, STORED_DOCUMENT, MAY, NOWHERE},
    [STORED_BASELINE_FILE] = {"baseline.file", TEXT, STORED_BASELINE, MUST,
                              REPORT(document.baseline)},
    [STORED_BASELINE_STARTED] = {"baseline.started", STORED_IS_TIME, STORED_BASELINE, MUST,
                                 REPORT(document.baseline_started)},
    [STORED_BASELINE_COUNTS] = {"baseline.counts", OBJECT, STORED_BASELINE, MUST, NOWHERE},
    [STORED_BASELINE_WAIVED] = {"counts.waived", COUNT, STORED_BASELINE_COUNTS, MUST,
                                REPORT(document.now_waived)},
    [STORED_BASELINE_UNDECIDED] = {"counts.undecided", COUNT, STORED_BASELINE_COUNTS, MUST,
                                   REPORT(document.undecided)},
    [STORED_BASELINE_FIXED] = {"baseline.fixed", ARRAY, STORED_BASELINE, MUST, NOWHERE},
    [STORED_FIXED] = {"baseline.fixed[]", OBJECT, STORED_BASELINE_FIXED, MAY, NOWHERE},
    [STORED_FIXED_KIND] = {"fixed.kind", STORED_IS_CHOICE, STORED_FIXED, MUST,
                           CHOICE(fixed_kind, words_find_subject_kind)},
    [STORED_FIXED_NAME] = {"fixed.name", TEXT, STORED_FIXED, MUST, REPORT(fixed.name)},
    [STORED_FIXED_IMAGE] = {"fixed.image", TEXT, STORED_FIXED, MUST_OR_NULL, REPORT(fixed.image)},
    [STORED_FIXED_HOST] = {"fixed.host", TEXT, STORED_FIXED, MUST_OR_NULL, REPORT(fixed.host)},
    [STORED_FIXED_SERVICE] = {"fixed.service", TEXT, STORED_FIXED, MAY, REPORT(fixed.service)},
    [STORED_FIXED_FILE] = {"fixed.file", TEXT, STORED_FIXED, MAY, REPORT(fixed.file)},
    [STORED_FIXED_GONE] = {"fixed.gone", STORED_IS_BOOL, STORED_FIXED, MUST, REPORT(fixed.gone)},
};

package cisdocker

// #include "bridge.h"
import "C"

import (
	"fmt"
	"sync"
)

// A Verdict is the outcome for a subject, in XCCDF's words.
type Verdict int

// The verdicts.
const (
	VerdictPass          Verdict = C.CISD_PASS
	VerdictFail          Verdict = C.CISD_FAIL
	VerdictError         Verdict = C.CISD_ERROR         // the evidence could not be read
	VerdictUnknown       Verdict = C.CISD_UNKNOWN       // the evidence was read and does not decide
	VerdictNotApplicable Verdict = C.CISD_NOTAPPLICABLE // not a Linux container, or gone
	VerdictNotChecked    Verdict = C.CISD_NOTCHECKED    // evidence only: the profile manual
	VerdictInformational Verdict = C.CISD_INFORMATIONAL
)

// A Profile says how strictly to judge.
type Profile int

// The profiles.
const (
	ProfileCIS    Profile = C.CISD_PROFILE_CIS    // NET_RAW, and all beyond the default, must be required
	ProfileStrict Profile = C.CISD_PROFILE_STRICT // every capability must be required
	ProfileManual Profile = C.CISD_PROFILE_MANUAL // evidence only
)

// A Severity says how bad a failure is. They are in rising order.
type Severity int

// The severities.
const (
	SeverityLow    Severity = C.CISD_SEVERITY_LOW
	SeverityMedium Severity = C.CISD_SEVERITY_MEDIUM
	SeverityHigh   Severity = C.CISD_SEVERITY_HIGH
)

// A SubjectKind says what was judged.
type SubjectKind int

// The kinds of subjects.
const (
	KindContainer      SubjectKind = C.CISD_CONTAINER
	KindService        SubjectKind = C.CISD_SERVICE // a Swarm service
	KindComposeService SubjectKind = C.CISD_COMPOSE_SERVICE
	KindCommand        SubjectKind = C.CISD_COMMAND // a command line
)

// A Fact is a yes, a no, or not known.
type Fact int

// The facts.
const (
	NotKnown Fact = C.CISD_NOT_KNOWN
	No       Fact = C.CISD_NO
	Yes      Fact = C.CISD_YES
)

// A ReasonCode says why a verdict is what it is. A newer library may have more of them.
type ReasonCode int

// The reasons.
const (
	ReasonPrivileged                 ReasonCode = C.CISD_REASON_PRIVILEGED
	ReasonAddAll                     ReasonCode = C.CISD_REASON_ADD_ALL
	ReasonNetRawDefault              ReasonCode = C.CISD_REASON_NET_RAW_DEFAULT
	ReasonNetRawAdded                ReasonCode = C.CISD_REASON_NET_RAW_ADDED
	ReasonAddedBeyondDefault         ReasonCode = C.CISD_REASON_ADDED_BEYOND_DEFAULT
	ReasonDefaultRetained            ReasonCode = C.CISD_REASON_DEFAULT_RETAINED
	ReasonUnknownCapability          ReasonCode = C.CISD_REASON_UNKNOWN_CAPABILITY
	ReasonKernelExceedsConfig        ReasonCode = C.CISD_REASON_KERNEL_EXCEEDS_CONFIG
	ReasonRequirementExpired         ReasonCode = C.CISD_REASON_REQUIREMENT_EXPIRED
	ReasonWaiverExpired              ReasonCode = C.CISD_REASON_WAIVER_EXPIRED
	ReasonNotLinux                   ReasonCode = C.CISD_REASON_NOT_LINUX
	ReasonEvidenceUnreadable         ReasonCode = C.CISD_REASON_EVIDENCE_UNREADABLE
	ReasonEvidenceMalformed          ReasonCode = C.CISD_REASON_EVIDENCE_MALFORMED
	ReasonVanished                   ReasonCode = C.CISD_REASON_VANISHED
	ReasonUnresolvedVariable         ReasonCode = C.CISD_REASON_UNRESOLVED_VARIABLE
	ReasonAllDropped                 ReasonCode = C.CISD_REASON_ALL_DROPPED
	ReasonNetRawDropped              ReasonCode = C.CISD_REASON_NET_RAW_DROPPED
	ReasonEngineDefaultWithoutNetRaw ReasonCode = C.CISD_REASON_ENGINE_DEFAULT_WITHOUT_NET_RAW
	ReasonRequiredByPolicy           ReasonCode = C.CISD_REASON_REQUIRED_BY_POLICY
)

// A Change is what became of a subject since an older report, the baseline.
type Change int

// The changes.
const (
	ChangeNone      Change = C.CISD_CHANGE_NONE      // it neither fails nor failed; or no baseline
	ChangeNew       Change = C.CISD_CHANGE_NEW       // it fails, and did not, or was not there
	ChangeWorse     Change = C.CISD_CHANGE_WORSE     // it fails, as it did, with more in excess
	ChangeUnchanged Change = C.CISD_CHANGE_UNCHANGED // it fails, as it did
	ChangeFixed     Change = C.CISD_CHANGE_FIXED     // it failed, and does not
	ChangeWaived    Change = C.CISD_CHANGE_WAIVED    // it failed, and now that is accepted
	ChangeUndecided Change = C.CISD_CHANGE_UNDECIDED // it failed, and now could not be judged
)

// A Kernel says whether the kernel is asked what the processes of running containers can do.
type Kernel int

// When it is asked.
const (
	KernelAuto Kernel = C.CISD_KERNEL_AUTO // of engines at a socket of this machine
	KernelOn   Kernel = C.CISD_KERNEL_ON   // of every engine; what is not wholly seen cannot pass
	KernelOff  Kernel = C.CISD_KERNEL_OFF
)

// A Format is what a report is rendered as.
type Format int

// The formats.
const (
	FormatText        Format = C.CISD_FORMAT_TEXT
	FormatJSON        Format = C.CISD_FORMAT_JSON
	FormatJSONL       Format = C.CISD_FORMAT_JSONL
	FormatXCCDF       Format = C.CISD_FORMAT_XCCDF
	FormatARF         Format = C.CISD_FORMAT_ARF
	FormatSARIF       Format = C.CISD_FORMAT_SARIF
	FormatJUnit       Format = C.CISD_FORMAT_JUNIT
	FormatCSV         Format = C.CISD_FORMAT_CSV
	FormatHTML        Format = C.CISD_FORMAT_HTML
	FormatNessus      Format = C.CISD_FORMAT_NESSUS
	FormatOCSF        Format = C.CISD_FORMAT_OCSF
	FormatOpenMetrics Format = C.CISD_FORMAT_OPENMETRICS
	FormatDockerBench Format = C.CISD_FORMAT_DOCKER_BENCH
)

// A NoteKind is what there is to say of a policy's entry itself.
type NoteKind int

// The kinds of notes.
const (
	NoteStale       NoteKind = C.CISD_NOTE_STALE       // it was about no subject
	NoteExpired     NoteKind = C.CISD_NOTE_EXPIRED     // it does nothing any more
	NoteUnexplained NoteKind = C.CISD_NOTE_UNEXPLAINED // a waiver without a reason
)

// A FixForm says how far a remedy goes.
type FixForm int

// The forms.
const (
	FixSmallest FixForm = C.CISD_FIX_SMALLEST // nothing but the excess goes
	FixLeast    FixForm = C.CISD_FIX_LEAST    // all is dropped; what is wanted comes back
)

// A PolicyKey is something an entry of a policy can ask of a subject.
type PolicyKey int

// The keys.
const (
	PolicyName           PolicyKey = C.CISD_POLICY_NAME
	PolicyImage          PolicyKey = C.CISD_POLICY_IMAGE
	PolicyLabel          PolicyKey = C.CISD_POLICY_LABEL
	PolicyComposeProject PolicyKey = C.CISD_POLICY_COMPOSE_PROJECT
	PolicyComposeService PolicyKey = C.CISD_POLICY_COMPOSE_SERVICE
	PolicyService        PolicyKey = C.CISD_POLICY_SERVICE
)

// names is a table of the library's names, fetched once.
func names(count int, name func(int) *C.char) func() []string {
	return sync.OnceValue(func() []string {
		table := make([]string, count)
		for i := range table {
			table[i] = C.GoString(name(i))
		}
		return table
	})
}

// named is a name of a table; what is not in it is shown as a number.
func named(table []string, kind string, number int) string {
	if number >= 0 && number < len(table) {
		return table[number]
	}
	return fmt.Sprintf("%s(%d)", kind, number)
}

var (
	verdictNames = names(C.CISD_VERDICTS, func(i int) *C.char {
		return C.cisd_verdict_name(C.cisd_verdict(i))
	})
	profileNames = names(C.CISD_PROFILE_MANUAL+1, func(i int) *C.char {
		return C.cisd_profile_name(C.cisd_profile(i))
	})
	severityNames = names(C.CISD_SEVERITY_HIGH+1, func(i int) *C.char {
		return C.cisd_severity_name(C.cisd_severity(i))
	})
	kindNames = names(C.CISD_COMMAND+1, func(i int) *C.char {
		return C.cisd_subject_kind_name(C.cisd_subject_kind(i))
	})
	reasonNames = names(C.CISD_REASONS, func(i int) *C.char {
		return C.cisd_reason_name(C.cisd_reason(i))
	})
	formatNames = names(C.CISD_FORMATS, func(i int) *C.char {
		return C.cisd_format_name(C.cisd_format(i))
	})
	changeNames = names(C.CISD_CHANGES, func(i int) *C.char {
		return C.cisd_change_name(C.cisd_change(i))
	})
	noteNames = names(C.CISD_POLICY_NOTES, func(i int) *C.char {
		return C.cisd_policy_note_name(C.cisd_policy_note(i))
	})
	keyNames = names(C.CISD_POLICY_KEYS, func(i int) *C.char {
		return C.cisd_policy_key_name(C.cisd_policy_key(i))
	})
)

// String is "pass", "fail", and so on.
func (v Verdict) String() string { return named(verdictNames(), "Verdict", int(v)) }

// String is "cis", "strict" or "manual".
func (p Profile) String() string { return named(profileNames(), "Profile", int(p)) }

// String is "low", "medium" or "high".
func (s Severity) String() string { return named(severityNames(), "Severity", int(s)) }

// String is "container", "service", "compose-service" or "command".
func (k SubjectKind) String() string { return named(kindNames(), "SubjectKind", int(k)) }

// String is "yes", "no" or "not known".
func (f Fact) String() string {
	return named([]string{"not known", "no", "yes"}, "Fact", int(f)+1)
}

// String is the reason's stable name, such as "net-raw-default".
func (r ReasonCode) String() string {
	if table := reasonNames(); r >= 0 && int(r) < len(table) {
		return table[r]
	}
	if name := C.cisd_reason_name(C.cisd_reason(r)); name != nil {
		return C.GoString(name)
	}
	return fmt.Sprintf("ReasonCode(%d)", int(r))
}

// String is "new", "worse", and so on; "" for none.
func (c Change) String() string { return named(changeNames(), "Change", int(c)) }

// String is the format's name, such as "json".
func (f Format) String() string { return named(formatNames(), "Format", int(f)) }

// String is "stale", "expired" or "unexplained".
func (n NoteKind) String() string { return named(noteNames(), "NoteKind", int(n)) }

// String is the key's name in a policy file.
func (k PolicyKey) String() string { return named(keyNames(), "PolicyKey", int(k)) }

// Formats are all formats there are.
func Formats() []Format {
	all := make([]Format, C.CISD_FORMATS)
	for i := range all {
		all[i] = Format(i)
	}
	return all
}

// parse finds a name by one of the library's functions.
func parse(what, name string, find func(*C.char) C.cisd_code) error {
	var a arena
	defer a.free()
	if code := find(a.text(name)); code != C.CISD_OK || a.err != nil {
		return &Error{Code: ErrArgument, Message: fmt.Sprintf("unknown %s '%s'", what, name)}
	}
	return nil
}

// ParseProfile is the profile with a name.
func ParseProfile(name string) (Profile, error) {
	var found C.cisd_profile
	err := parse("profile", name, func(text *C.char) C.cisd_code {
		return C.cisd_profile_from_name(text, &found)
	})
	return Profile(found), err
}

// ParseSeverity is the severity with a name.
func ParseSeverity(name string) (Severity, error) {
	var found C.cisd_severity
	err := parse("severity", name, func(text *C.char) C.cisd_code {
		return C.cisd_severity_from_name(text, &found)
	})
	return Severity(found), err
}

// ParseFormat is the format with a name.
func ParseFormat(name string) (Format, error) {
	var found C.cisd_format
	err := parse("format", name, func(text *C.char) C.cisd_code {
		return C.cisd_format_from_name(text, &found)
	})
	return Format(found), err
}

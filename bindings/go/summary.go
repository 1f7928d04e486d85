package cisdocker

// #include "bridge.h"
import "C"

import (
	"errors"
	"time"
)

// A Summary is what an audit found, without the results.
type Summary struct {
	Rule     Rule
	Profile  Profile
	Started  time.Time
	Finished time.Time // zero while the audit goes on
	Waived   int       // how many failures are waived
	Targets  []Target  // in the order in which they were added
	Policies []string  // the files of those that were applied
	Notes    []Note    // known once the audit has ended
	Baseline string    // the name of the older report it was held against; "" for none
	Fixed    []Fixed   // what failed in the baseline and does not any more

	changes  [C.CISD_CHANGES]int
	newer    [C.CISD_SEVERITY_HIGH + 1]int
	counts   [C.CISD_VERDICTS]int
	failures [C.CISD_SEVERITY_HIGH + 1]int
}

// A Target is where subjects came from; "" stands for what is not known.
type Target struct {
	Kind          string // "engine", "inspect", ...
	URI           string // the endpoint or file
	Engine        string // "docker" or "podman"
	EngineVersion string
	Host          string // the name of the engine's host
	Note          string // what else to know, such as that it is a Swarm worker
	Complete      bool   // whether every subject was found and handled
	Err           error  // why it is not, an *Error; or nil
}

// A Note is what there is to say of a policy's entry.
type Note struct {
	Kind     NoteKind
	File     string
	Line     int
	IsWaiver bool
	About    string // what the entry asks for, in one line
	Reason   string
	Expires  string
}

// A Fixed subject failed in the baseline, and does not any more.
type Fixed struct {
	Kind    SubjectKind
	Name    string // "" for the tasks of a Swarm service
	Service string // whose tasks they are
	Image   string
	Host    string // "" where it is not known
	File    string // "" where it was declared in none
	Gone    bool   // it is not there any more; else it passes
}

// Count says how many results have a verdict; for VerdictFail, those that are not waived.
func (s *Summary) Count(verdict Verdict) int {
	if verdict < 0 || int(verdict) >= len(s.counts) {
		return 0
	}
	return s.counts[verdict]
}

// Failures says how many failures that are not waived have at least this severity.
func (s *Summary) Failures(atLeast Severity) int {
	if atLeast > SeverityHigh {
		return 0
	}
	return s.failures[max(atLeast, SeverityLow)]
}

// Changed says how many failures are new, worse or unchanged since the baseline, how many of the
// baseline's are fixed, waived or undecided.
func (s *Summary) Changed(change Change) int {
	if change < 0 || int(change) >= len(s.changes) {
		return 0
	}
	return s.changes[change]
}

// NewFailures says how many failures that are not waived are new or worse and have at least this
// severity.
func (s *Summary) NewFailures(atLeast Severity) int {
	if atLeast > SeverityHigh {
		return 0
	}
	return s.newer[max(atLeast, SeverityLow)]
}

// Err joins the errors of the targets; nil where there are none.
func (s *Summary) Err() error {
	list := make([]error, len(s.Targets))
	for i, target := range s.Targets {
		list[i] = target.Err
	}
	return errors.Join(list...)
}

func newSummary(report *C.cisd_report, readers map[int]*hook) Summary {
	s := Summary{
		Rule:     newRule(C.cisd_report_rule(report)),
		Profile:  Profile(C.cisd_report_profile(report)),
		Started:  moment(C.cisd_report_started(report)),
		Finished: moment(C.cisd_report_finished(report)),
		Waived:   int(C.cisd_report_waived(report)),
		Targets:  make([]Target, C.cisd_report_target_count(report)),
		Policies: make([]string, C.cisd_report_policy_count(report)),
		Notes:    make([]Note, C.cisd_report_note_count(report)),
		Baseline: C.GoString(C.cisd_report_baseline(report)),
		Fixed:    make([]Fixed, C.cisd_report_fixed_count(report)),
	}
	for i := range s.counts {
		s.counts[i] = int(C.cisd_report_count(report, C.cisd_verdict(i)))
	}
	for i := range s.failures {
		s.failures[i] = int(C.cisd_report_failures(report, C.cisd_severity(i)))
		s.newer[i] = int(C.cisd_report_new_failures(report, C.cisd_severity(i)))
	}
	for i := range s.changes {
		s.changes[i] = int(C.cisd_report_change_count(report, C.cisd_change(i)))
	}
	for i := range s.Targets {
		s.Targets[i] = newTarget(report, i, readers[i])
	}
	for i := range s.Policies {
		s.Policies[i] = C.GoString(C.cisd_report_policy_file(report, C.size_t(i)))
	}
	for i := range s.Notes {
		s.Notes[i] = newNote(report, C.size_t(i))
	}
	for i := range s.Fixed {
		s.Fixed[i] = newFixed(report, C.size_t(i))
	}
	return s
}

// moment is the zero time for 0, as the library has it.
func moment(seconds C.int64_t) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(int64(seconds), 0).UTC()
}

func newTarget(report *C.cisd_report, index int, reader *hook) Target {
	i := C.size_t(index)
	t := Target{
		Kind:          C.GoString(C.cisd_report_target_kind(report, i)),
		URI:           C.GoString(C.cisd_report_target_uri(report, i)),
		Engine:        C.GoString(C.cisd_report_target_engine(report, i)),
		EngineVersion: C.GoString(C.cisd_report_target_engine_version(report, i)),
		Host:          C.GoString(C.cisd_report_target_host(report, i)),
		Note:          C.GoString(C.cisd_report_target_note(report, i)),
		Complete:      C.cisd_report_target_complete(report, i) != 0,
	}
	if code := C.cisd_report_target_code(report, i); code != C.CISD_OK {
		err := &Error{Code: Code(code), Message: C.GoString(C.cisd_report_target_error(report, i))}
		if reader != nil {
			err.cause = reader.err
		}
		t.Err = err
	}
	return t
}

func newNote(report *C.cisd_report, i C.size_t) Note {
	return Note{
		Kind:     NoteKind(C.cisd_report_note(report, i)),
		File:     C.GoString(C.cisd_report_note_file(report, i)),
		Line:     int(C.cisd_report_note_line(report, i)),
		IsWaiver: C.cisd_report_note_is_waiver(report, i) != 0,
		About:    C.GoString(C.cisd_report_note_about(report, i)),
		Reason:   C.GoString(C.cisd_report_note_reason(report, i)),
		Expires:  C.GoString(C.cisd_report_note_expires(report, i)),
	}
}

func newFixed(report *C.cisd_report, i C.size_t) Fixed {
	return Fixed{
		Kind:    SubjectKind(C.cisd_report_fixed_kind(report, i)),
		Name:    C.GoString(C.cisd_report_fixed_name(report, i)),
		Service: C.GoString(C.cisd_report_fixed_service(report, i)),
		Image:   C.GoString(C.cisd_report_fixed_image(report, i)),
		Host:    C.GoString(C.cisd_report_fixed_host(report, i)),
		File:    C.GoString(C.cisd_report_fixed_file(report, i)),
		Gone:    C.cisd_report_fixed_gone(report, i) != 0,
	}
}

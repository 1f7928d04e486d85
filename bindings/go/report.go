package cisdocker

// #include "bridge.h"
import "C"

import (
	"io"
	"iter"
	"runtime"
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
	}
	for i := range s.counts {
		s.counts[i] = int(C.cisd_report_count(report, C.cisd_verdict(i)))
	}
	for i := range s.failures {
		s.failures[i] = int(C.cisd_report_failures(report, C.cisd_severity(i)))
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

// A Report is what an audit found, with the results that were collected. It never changes.
type Report struct {
	Summary
	native *shared[*C.cisd_report]
	length int
}

func newReport(native *C.cisd_report, readers map[int]*hook) *Report {
	r := &Report{
		Summary: newSummary(native, readers),
		native: &shared[*C.cisd_report]{
			what: "the report", ptr: native, ref: refReport, unref: unrefReport},
		length: int(C.cisd_report_result_count(native)),
	}
	runtime.SetFinalizer(r, func(r *Report) { r.native.close() })
	return r
}

func refReport(report *C.cisd_report)   { C.cisd_report_ref(report) }
func unrefReport(report *C.cisd_report) { C.cisd_report_unref(report) }

// Close releases the report; its Summary, and results that were kept, stay. It returns nil.
func (r *Report) Close() error {
	runtime.SetFinalizer(r, nil)
	r.native.close()
	return nil
}

// Len says how many results the report holds.
func (r *Report) Len() int { return r.length }

// Results goes through the results; see [Audit.Results]. A closed report has none left.
func (r *Report) Results() iter.Seq[*Result] {
	return func(yield func(*Result) bool) {
		record := C.bridge_record_new()
		defer C.bridge_record_free(record)
		for i := range r.length {
			result := r.at(i, record)
			if result == nil || !lend(result, func() bool { return yield(result) }) {
				return
			}
		}
	}
}

// At is a result, which the caller closes; nil where there is none.
func (r *Report) At(index int) *Result {
	if index < 0 || index >= r.length {
		return nil
	}
	record := C.bridge_record_new()
	defer C.bridge_record_free(record)
	if result := r.at(index, record); result != nil {
		return result.Keep()
	}
	return nil
}

func (r *Report) at(index int, record *C.struct_bridge_record) (result *Result) {
	_ = r.native.use(func(report *C.cisd_report) error {
		native := C.cisd_report_result(report, C.size_t(index))
		if record != nil && C.bridge_record_fill(record, native) == C.CISD_OK {
			result = newResult(C.cisd_result_ref(native), record)
		}
		return nil
	})
	return result
}

// write has a function of the library write about the report.
func (r *Report) write(w io.Writer,
	call func(*C.cisd_report, C.uintptr_t, **C.cisd_error) C.cisd_code) error {
	return r.native.use(func(report *C.cisd_report) error {
		return writing(w, func(handle C.uintptr_t, said **C.cisd_error) C.cisd_code {
			return call(report, handle, said)
		})
	})
}

// Render writes the report in a format. The options may be nil.
func (r *Report) Render(w io.Writer, format Format, options *RenderOptions) error {
	var text arena
	defer text.free()
	how := options.native(&text)
	if text.err != nil {
		return text.err
	}
	return r.write(w, func(report *C.cisd_report, handle C.uintptr_t,
		said **C.cisd_error) C.cisd_code {
		return C.bridge_report_render(report, C.cisd_format(format), how, handle, said)
	})
}

// WritePolicy writes a policy that waives for some days (0: 90) what fails, each reason to be
// written by a person.
func (r *Report) WritePolicy(w io.Writer, days uint) error {
	return r.write(w, func(report *C.cisd_report, handle C.uintptr_t,
		said **C.cisd_error) C.cisd_code {
		return C.bridge_policy_init(report, C.uint(days), handle, said)
	})
}

// WriteOverride writes a Compose file that, given after those that were audited, makes every
// Compose service pass that fails and is not waived.
func (r *Report) WriteOverride(w io.Writer, form FixForm) error {
	return r.write(w, func(report *C.cisd_report, handle C.uintptr_t,
		said **C.cisd_error) C.cisd_code {
		return C.bridge_report_write_override(report, C.cisd_fix_form(form), handle, said)
	})
}

// EditCompose writes the text of a Compose file, changed where its services fail, comments and
// layout included. ErrUnsupported where a service is written in a way that this cannot do safely.
func (r *Report) EditCompose(w io.Writer, form FixForm, name, text string) error {
	var held arena
	defer held.free()
	file, content := held.text(name), held.bytes(text)
	if held.err != nil {
		return held.err
	}
	return r.write(w, func(report *C.cisd_report, handle C.uintptr_t,
		said **C.cisd_error) C.cisd_code {
		return C.bridge_report_edit_compose(report, C.cisd_fix_form(form), file, content,
			C.size_t(len(text)), handle, said)
	})
}

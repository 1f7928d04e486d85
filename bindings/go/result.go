package cisdocker

// #include "bridge.h"
import "C"

import (
	"io"
	"runtime"
	"strings"
	"unsafe"
)

// A Result is one judged subject. Its fields are the caller's to read for as long as they like;
// its methods need the library's own object, see [Result.Keep].
type Result struct {
	Verdict  Verdict
	Severity Severity // of a failure, by the worst capability in excess; else the rule's own
	Waived   bool     // a failure that a policy accepts; it still is one
	Waiver   Waiver   // why, where Waived
	Reasons  []Reason // at least one, the weightiest first
	Change   Change   // what became of it since the baseline

	Kind    SubjectKind
	ID      string // the engine's id; "" where there is none
	Name    string // without a leading slash; "" where it is not known
	Image   string // as it was asked for, such as "nginx:latest"
	State   string // the engine's word, such as "running"
	User    string // whom the engine starts it as; "" where none is set or known
	Service string // of a Swarm task's container, its service; else ""
	File    string // what declares the subject; "" where no file does
	Line    int    // in that file, from 1; 0 where there is none
	Column  int
	Target  int // the index of its target in Summary.Targets

	Privileged  Fact
	CapAdd      CapList
	CapDrop     CapList
	Granted     Caps     // empty where the evidence could not be read
	Excess      Caps     // those of the granted that the profile does not allow
	Required    Caps     // what the policy says it needs
	UnknownCaps []string // names granted that have no number; they never make a pass
	Kernel      *KernelEvidence
	Rollout     *Rollout
	Remedies    []Remedy // none unless it failed

	native shared[*C.cisd_result]
	kept   bool
}

// A Waiver says why a failure is accepted; "" where the policy does not say.
type Waiver struct{ Reason, Owner, Ticket, Expires string }

// A Reason says why the verdict is what it is.
type Reason struct {
	Code    ReasonCode
	Caps    Caps   // what it is about; may be empty
	Message string // one sentence
}

// A CapList is a list that configures capabilities, as it was found.
type CapList struct {
	Known bool     // whether it could be read
	Names []string // in the spelling found
}

// KernelEvidence is what the kernel said of the subject's processes; nil where it was not asked.
type KernelEvidence struct {
	Complete  bool // whether all of its processes could be read
	Bounding  Caps // the union of their bounding sets
	Effective Caps // the union of their effective sets
}

// A Rollout is what a Swarm service's tasks have; nil where they could not be asked about.
type Rollout struct {
	Tasks     int // how many run
	Differing int // how many of those have other lists than the service's spec
}

// A Remedy is a fix made for the subject; safe to paste.
type Remedy struct {
	Kind     string // "docker-run", "compose", "docker-service-update" or "podman-run"
	Smallest string // the smallest change that makes the subject pass
	Least    string // drop everything, add back what is required or was added on purpose
	Note     string // what else to know; "" where there is nothing
}

// Keep takes the library's object out of the loop's hands and returns the result; Close releases
// it.
func (r *Result) Keep() *Result {
	if !r.kept {
		r.kept = true
		runtime.SetFinalizer(r, (*Result).release)
	}
	return r
}

// Close releases the library's object. The fields stay. It returns nil.
func (r *Result) Close() error {
	runtime.SetFinalizer(r, nil)
	r.release()
	return nil
}

func (r *Result) release() { r.native.close() }

// Why is the names of the reasons, with commas.
func (r *Result) Why() string {
	names := make([]string, len(r.Reasons))
	for i, reason := range r.Reasons {
		names[i] = reason.Code.String()
	}
	return strings.Join(names, ",")
}

// WriteFix writes the remedies of a failure as text to paste; nothing for what did not fail.
func (r *Result) WriteFix(w io.Writer, form FixForm) error {
	return r.native.use(func(native *C.cisd_result) error {
		return writing(w, func(handle C.uintptr_t, said **C.cisd_error) C.cisd_code {
			return C.bridge_result_write_fix(native, C.cisd_fix_form(form), handle, said)
		})
	})
}

// WriteJSON writes the result as the JSON object of the report, in one line without a line end.
func (r *Result) WriteJSON(w io.Writer) error {
	return r.native.use(func(native *C.cisd_result) error {
		return writing(w, func(handle C.uintptr_t, said **C.cisd_error) C.cisd_code {
			return C.bridge_result_write_json(native, handle, said)
		})
	})
}

// newResult takes the native result over, and all that the record says of it.
func newResult(native *C.cisd_result, record *C.struct_bridge_record) *Result {
	r := &Result{native: shared[*C.cisd_result]{
		what: "the result", ptr: native, ref: refResult, unref: unrefResult}}
	r.setNumbers(record)
	texts := newCutter(record)
	r.setTexts(&texts)
	r.Reasons = make([]Reason, record.reason_count)
	for i := range r.Reasons {
		r.Reasons[i] = Reason{Code: ReasonCode(record.reasons[i]),
			Caps: Caps(record.reason_caps[i]), Message: texts.cut()}
	}
	r.CapAdd = CapList{Known: record.lists_known[C.CISD_CAP_ADD] != 0,
		Names: texts.list(record.list_counts[C.CISD_CAP_ADD])}
	r.CapDrop = CapList{Known: record.lists_known[C.CISD_CAP_DROP] != 0,
		Names: texts.list(record.list_counts[C.CISD_CAP_DROP])}
	r.UnknownCaps = texts.list(record.unknown_count)
	r.Remedies = make([]Remedy, record.remedy_count)
	for i := range r.Remedies {
		r.Remedies[i] = Remedy{Kind: texts.cut(), Smallest: texts.cut(), Least: texts.cut(),
			Note: texts.cut()}
	}
	return r
}

func refResult(result *C.cisd_result)   { C.cisd_result_ref(result) }
func unrefResult(result *C.cisd_result) { C.cisd_result_unref(result) }

// A cutter hands out the texts of a record, in order. They are parts of one string: copied one by
// one they would cost more.
type cutter struct {
	all     string
	lengths []C.struct_bridge_text
}

func newCutter(record *C.struct_bridge_record) cutter {
	borrowed := unsafe.Slice(record.texts, int(record.text_count))
	total := 0
	for i := range borrowed {
		total += int(borrowed[i].length)
	}
	bytes := make([]byte, 0, total)
	for i := range borrowed {
		text := (*byte)(unsafe.Pointer(borrowed[i].data))
		bytes = append(bytes, unsafe.Slice(text, int(borrowed[i].length))...)
	}
	return cutter{unsafe.String(unsafe.SliceData(bytes), len(bytes)), borrowed}
}

func (c *cutter) cut() (text string) {
	length := int(c.lengths[0].length)
	text, c.all, c.lengths = c.all[:length], c.all[length:], c.lengths[1:]
	return text
}

// list is nil where it is empty.
func (c *cutter) list(count C.size_t) []string {
	if count == 0 {
		return nil
	}
	texts := make([]string, count)
	for i := range texts {
		texts[i] = c.cut()
	}
	return texts
}

func (r *Result) setNumbers(record *C.struct_bridge_record) {
	r.Verdict = Verdict(record.verdict)
	r.Severity = Severity(record.severity)
	r.Waived = record.waived != 0
	r.Kind = SubjectKind(record.kind)
	r.Change = Change(record.change)
	r.Line = int(record.line)
	r.Column = int(record.column)
	r.Target = int(record.target)
	r.Privileged = Fact(record.privileged)
	r.Granted = Caps(record.granted)
	r.Excess = Caps(record.excess)
	r.Required = Caps(record.required)
	if record.kernel_seen != 0 {
		r.Kernel = &KernelEvidence{Complete: record.kernel_complete != 0,
			Bounding: Caps(record.bounding), Effective: Caps(record.effective)}
	}
	if record.rollout_known != 0 {
		r.Rollout = &Rollout{Tasks: int(record.rollout_tasks),
			Differing: int(record.rollout_differing)}
	}
}

// setTexts takes the texts every result has, in the order of enum bridge_fixed.
func (r *Result) setTexts(texts *cutter) {
	for _, text := range [C.BRIDGE_FIXED]*string{
		C.BRIDGE_ID: &r.ID, C.BRIDGE_NAME: &r.Name, C.BRIDGE_IMAGE: &r.Image,
		C.BRIDGE_STATE: &r.State, C.BRIDGE_USER: &r.User, C.BRIDGE_SERVICE: &r.Service,
		C.BRIDGE_FILE: &r.File, C.BRIDGE_WAIVER_REASON: &r.Waiver.Reason,
		C.BRIDGE_WAIVER_OWNER: &r.Waiver.Owner, C.BRIDGE_WAIVER_TICKET: &r.Waiver.Ticket,
		C.BRIDGE_WAIVER_EXPIRES: &r.Waiver.Expires,
	} {
		*text = texts.cut()
	}
}

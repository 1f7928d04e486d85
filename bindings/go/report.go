package cisdocker

// #include "bridge.h"
import "C"

import (
	"io"
	"iter"
	"runtime"
)

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

// at is nil where the report is closed.
func (r *Report) at(index int, record *C.struct_bridge_record) (result *Result) {
	_ = r.native.use(func(report *C.cisd_report) error {
		native := C.cisd_report_result(report, C.size_t(index))
		if record == nil || C.bridge_record_fill(record, native) != C.CISD_OK {
			panic("cisdocker: out of memory") // as Go itself does
		}
		result = newResult(C.cisd_result_ref(native), record)
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

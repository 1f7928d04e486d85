package cisdocker

// #include "bridge.h"
import "C"

import (
	"io"
	"runtime/cgo"
)

// LoadReports reads JSON reports back from files and makes one of them: targets one after another,
// counts added up. They must be of the same check and profile. A report is believed: whoever wrote
// it, wrote its verdicts and remedies.
func LoadReports(paths ...string) (*Report, error) {
	if err := usable(); err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, &Error{Code: ErrArgument, Message: "there is no report to load"}
	}
	var text arena
	defer text.free()
	var native *C.cisd_report
	for _, path := range paths {
		var said *C.cisd_error
		file := text.text(path)
		if text.err != nil {
			C.cisd_report_unref(native)
			return nil, text.err
		}
		if code := C.cisd_report_load(file, &native, &said); code != C.CISD_OK {
			return nil, fault(code, said)
		}
	}
	return newReport(native, nil), nil
}

// ReadReport is LoadReports from a reader, which may hold several; name stands for it in messages.
func ReadReport(name string, reader io.Reader) (*Report, error) {
	if err := usable(); err != nil {
		return nil, err
	}
	var text arena
	defer text.free()
	shown := text.text(name)
	if text.err != nil {
		return nil, text.err
	}
	h := &hook{reader: reader}
	handle := cgo.NewHandle(h)
	defer handle.Delete()
	var native *C.cisd_report
	var said *C.cisd_error
	err := fault(C.bridge_report_load_reader(shown, C.uintptr_t(handle), &native, &said), said)
	h.resume()
	if err != nil {
		return nil, because(err, h.err)
	}
	return newReport(native, nil), nil
}

// Compare holds a report that was read back against an older one, which name stands for: its
// results get their Change, its Summary the rest. Before anything else is done with the report.
func (r *Report) Compare(name string, baseline *Report) error {
	var text arena
	defer text.free()
	shown := text.text(name)
	if text.err != nil {
		return text.err
	}
	return baseline.native.use(func(older *C.cisd_report) error {
		return r.native.change(func(report *C.cisd_report) error {
			var said *C.cisd_error
			code := C.cisd_report_compare(report, shown, older, &said)
			if code == C.CISD_OK {
				r.Summary = newSummary(report, nil)
			}
			return fault(code, said)
		})
	})
}

// SetBaseline holds what will be found against an older report, which name stands for: each result
// then has its Change. The profile is set before.
func (a *Audit) SetBaseline(name string, baseline *Report) error {
	var text arena
	shown := text.text(name)
	return baseline.native.use(func(older *C.cisd_report) error {
		return a.set(&text, func(audit *C.cisd_audit, said **C.cisd_error) C.cisd_code {
			return C.cisd_audit_set_baseline(audit, shown, older, said)
		})
	})
}

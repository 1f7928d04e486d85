package cisdocker

// #include "bridge.h"
import "C"

import (
	"context"
	"errors"
	"io"
	"iter"
	"runtime"
	"runtime/cgo"
	"time"
)

// An Audit is one run of a rule over targets: make it, configure it, then draw its results.
// Nothing is opened before the first result is asked for, and nothing can be configured after.
type Audit struct{ s *session }

// A session is what an audit is in the library, and what must live as long.
type session struct {
	gate
	native   *C.cisd_audit
	strings  arena
	handles  []cgo.Handle
	readers  map[int]*hook // by target
	targets  int
	progress *hook
}

// New is an audit of the rule with this number: "5.4", or its older number "5.3".
func New(rule string) (*Audit, error) {
	if err := usable(); err != nil {
		return nil, err
	}
	var text arena
	defer text.free()
	number := text.text(rule)
	if text.err != nil {
		return nil, text.err
	}
	s := &session{gate: gate{what: "the audit"}, readers: map[int]*hook{}}
	var said *C.cisd_error
	if code := C.cisd_audit_new(number, nil, &s.native, &said); code != C.CISD_OK {
		return nil, fault(code, said)
	}
	s.free = s.release
	a := &Audit{s}
	runtime.SetFinalizer(a, func(a *Audit) { a.s.close() })
	return a, nil
}

func (s *session) release() {
	C.cisd_audit_free(s.native)
	s.native = nil
	s.strings.free()
	for _, handle := range s.handles {
		handle.Delete()
	}
}

// Close frees the audit and closes what it had open; what is under way in another goroutine is
// cancelled. Results that were kept, reports and renderers live on. It returns nil.
func (a *Audit) Close() error {
	runtime.SetFinalizer(a, nil)
	a.s.cancel()
	a.s.close()
	return nil
}

// Cancel makes the call under way, and later ones, fail with ErrCancelled. From any goroutine.
func (a *Audit) Cancel() {
	a.s.cancel()
	runtime.KeepAlive(a)
}

func (s *session) cancel() {
	s.open(func() { C.cisd_audit_cancel(s.native) })
}

// set calls a function of the library that changes the audit, with strings that are freed then.
func (a *Audit) set(text *arena, call func(*C.cisd_audit, **C.cisd_error) C.cisd_code) error {
	defer text.free()
	if text.err != nil {
		return text.err
	}
	if err := a.s.enter(); err != nil {
		return err
	}
	defer runtime.KeepAlive(a)
	defer a.s.leave()
	var said *C.cisd_error
	return fault(call(a.s.native, &said), said)
}

// SetProfile sets the profile to judge by; ProfileCIS unless set.
func (a *Audit) SetProfile(profile Profile) error {
	return a.set(&arena{}, func(audit *C.cisd_audit, said **C.cisd_error) C.cisd_code {
		return C.cisd_audit_set_profile(audit, C.cisd_profile(profile), said)
	})
}

// SetKernel says whether the kernel is asked; KernelAuto unless set.
func (a *Audit) SetKernel(kernel Kernel) error {
	return a.set(&arena{}, func(audit *C.cisd_audit, said **C.cisd_error) C.cisd_code {
		return C.cisd_audit_set_kernel(audit, C.cisd_kernel(kernel), said)
	})
}

// SetTime fixes the report's times, so that equal evidence gives equal bytes.
func (a *Audit) SetTime(t time.Time) error {
	return a.set(&arena{}, func(audit *C.cisd_audit, said **C.cisd_error) C.cisd_code {
		return C.cisd_audit_set_time(audit, C.int64_t(t.Unix()), said)
	})
}

// SetServices says whether Swarm services are audited; they are unless told otherwise.
func (a *Audit) SetServices(wanted bool) error {
	return a.set(&arena{}, func(audit *C.cisd_audit, said **C.cisd_error) C.cisd_code {
		return C.cisd_audit_set_services(audit, truth(wanted), said)
	})
}

// Select restricts the audit to subjects that fit: of several values for one key one, of several
// keys all. The keys "name" and "image" take a shell glob, "label" takes K or K=V, "state" takes
// the engine's word.
func (a *Audit) Select(key, value string) error {
	var text arena
	what, wanted := text.text(key), text.text(value)
	return a.set(&text, func(audit *C.cisd_audit, said **C.cisd_error) C.cisd_code {
		return C.cisd_audit_select(audit, what, wanted, said)
	})
}

// TrustLabel lets subjects themselves say what they require, in a label of this key. The audited
// then writes part of its own verdict.
func (a *Audit) TrustLabel(key string) error {
	var text arena
	label := text.text(key)
	return a.set(&text, func(audit *C.cisd_audit, said **C.cisd_error) C.cisd_code {
		return C.cisd_audit_trust_label(audit, label, said)
	})
}

// AddPolicy applies a policy, beside those applied already. The policy may be closed at once.
func (a *Audit) AddPolicy(policy *Policy) error {
	return policy.native.use(func(native *C.cisd_policy) error {
		return a.set(&arena{}, func(audit *C.cisd_audit, said **C.cisd_error) C.cisd_code {
			return C.cisd_audit_add_policy(audit, native, said)
		})
	})
}

// AddPolicyFile applies the policy in a file; see [LoadPolicy].
func (a *Audit) AddPolicyFile(path string) error {
	policy, err := LoadPolicy(path)
	if err != nil {
		return err
	}
	defer policy.Close()
	return a.AddPolicy(policy)
}

// SetProgress has a function called as the work goes on: done subjects of total, which is 0 while
// it is not known; and now and then while an engine keeps the audit waiting. An error from it
// cancels the audit. It must not use the audit, Cancel aside.
func (a *Audit) SetProgress(progress func(done, total int) error) error {
	return a.set(&arena{}, func(audit *C.cisd_audit, _ **C.cisd_error) C.cisd_code {
		if progress == nil {
			a.s.progress = nil
			C.bridge_audit_set_progress(audit, 0)
			return C.CISD_OK
		}
		a.s.progress = &hook{progress: progress}
		C.bridge_audit_set_progress(audit, a.s.handle(a.s.progress))
		return C.CISD_OK
	})
}

// handle lets the library call a hook until the audit is freed.
func (s *session) handle(h *hook) C.uintptr_t {
	handle := cgo.NewHandle(h)
	s.handles = append(s.handles, handle)
	return C.uintptr_t(handle)
}

func truth(b bool) C.int {
	if b {
		return 1
	}
	return 0
}

// Results draws the results, each as it is found. A loop that is left can be gone on with by
// another one. The error is the last thing a loop sees; when the context ends, the audit is
// cancelled for good.
func (a *Audit) Results(ctx context.Context) iter.Seq2[*Result, error] {
	return func(yield func(*Result, error) bool) {
		defer runtime.KeepAlive(a)
		record := C.bridge_record_new()
		defer C.bridge_record_free(record)
		defer context.AfterFunc(ctx, a.s.cancel)()
		for {
			result, err := a.s.next(ctx, record)
			if err != nil {
				yield(nil, err)
				return
			}
			if result == nil || !lend(result, func() bool { return yield(result, nil) }) {
				return
			}
		}
	}
}

// lend releases the result after the loop's body, which may panic, unless it was kept.
func lend(result *Result, body func() bool) bool {
	defer func() {
		if !result.kept {
			result.release()
		}
	}()
	return body()
}

// next is nil at the end.
func (s *session) next(ctx context.Context, record *C.struct_bridge_record) (*Result, error) {
	if record == nil {
		return nil, fault(C.CISD_E_NO_MEMORY, nil)
	}
	if err := s.enter(); err != nil {
		return nil, err
	}
	defer s.leave()
	if ctx.Err() != nil {
		C.cisd_audit_cancel(s.native)
	}
	code := C.bridge_audit_next(s.native, record)
	if err := s.ended(ctx, code, record.error); err != nil {
		return nil, err
	}
	if record.result == nil {
		return nil, nil
	}
	return newResult(record.result, record), nil
}

// ended is what a call that drew results came to, in view of the hooks it called.
func (s *session) ended(ctx context.Context, code C.cisd_code, said *C.cisd_error) error {
	err := fault(code, said)
	for _, h := range s.readers {
		h.resume()
	}
	if s.progress != nil {
		s.progress.resume()
		err = because(err, s.progress.err)
	}
	if errors.Is(err, ErrCancelled) && errors.Unwrap(err) == nil {
		err = because(err, context.Cause(ctx))
	}
	return err
}

// Collect runs the audit to its end and returns a report that holds every result not yet drawn.
func (a *Audit) Collect(ctx context.Context) (*Report, error) {
	s := a.s
	if err := s.enter(); err != nil {
		return nil, err
	}
	defer runtime.KeepAlive(a)
	defer s.leave()
	if ctx.Err() != nil {
		C.cisd_audit_cancel(s.native)
	}
	defer context.AfterFunc(ctx, s.cancel)()
	var native *C.cisd_report
	var said *C.cisd_error
	code := C.cisd_audit_collect(s.native, &native, &said)
	if err := s.ended(ctx, code, said); err != nil {
		return nil, err
	}
	return newReport(native, s.readers), nil
}

// Summary is what the audit has found as far as it has come.
func (a *Audit) Summary() (Summary, error) {
	if err := a.s.enter(); err != nil {
		return Summary{}, err
	}
	defer runtime.KeepAlive(a)
	defer a.s.leave()
	return newSummary(C.cisd_audit_report(a.s.native), a.s.readers), nil
}

// Render draws all results and writes them in a format, those of streaming formats as they come.
// The options may be nil.
func (a *Audit) Render(ctx context.Context, w io.Writer, format Format,
	options *RenderOptions) error {
	renderer, err := a.NewRenderer(w, format, options)
	if err != nil {
		return err
	}
	defer renderer.Close()
	for result, err := range a.Results(ctx) {
		if err != nil {
			return err
		}
		if err := renderer.Add(result); err != nil {
			return err
		}
	}
	return renderer.Finish()
}

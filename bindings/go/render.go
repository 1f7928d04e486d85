package cisdocker

// #include <stdlib.h>
// #include "bridge.h"
import "C"

import (
	"io"
	"runtime"
	"runtime/cgo"
)

// RenderOptions say how to render; a format ignores what it has no use for.
type RenderOptions struct {
	Color      bool // text: with ANSI escapes
	Verbose    bool // text: every subject with its evidence
	Quiet      bool // text: failures and what could not be judged only
	Width      uint // text: columns; 0: 80
	PerSubject bool // xccdf, arf: a rule-result a subject, worst first

	// What was audited, for formats that name an asset; nothing: the host that the engine names.
	AssetHost      string
	AssetFQDN      string
	AssetAddresses []string // its IP addresses
	AssetFacts     []string // xccdf, arf: "NAME=VALUE"
}

func (o *RenderOptions) native(text *arena) *C.cisd_render_options {
	if o == nil {
		return nil
	}
	native := (*C.cisd_render_options)(text.keep(C.calloc(1, C.sizeof_cisd_render_options)))
	native.size = C.sizeof_cisd_render_options
	native.color = truth(o.Color)
	native.verbose = truth(o.Verbose)
	native.quiet = truth(o.Quiet)
	native.width = C.uint(o.Width)
	native.per_subject = truth(o.PerSubject)
	native.asset_host = text.optional(o.AssetHost)
	native.asset_fqdn = text.optional(o.AssetFQDN)
	native.asset_addresses = text.texts(o.AssetAddresses)
	native.asset_facts = text.texts(o.AssetFacts)
	return native
}

// A Renderer turns results into text of a format while they come.
type Renderer struct {
	r     *rendering
	audit *Audit // not to be garbage before the renderer
}

// A rendering is what a renderer is in the library, and what must live as long.
type rendering struct {
	gate
	audit   *gate
	native  *C.cisd_renderer
	report  *C.cisd_report
	strings arena
	hook    hook
	handle  cgo.Handle
}

// NewRenderer is a renderer for results of the audit. The options may be nil.
func (a *Audit) NewRenderer(w io.Writer, format Format, options *RenderOptions) (*Renderer, error) {
	if err := a.s.enter(); err != nil {
		return nil, err
	}
	defer runtime.KeepAlive(a)
	defer a.s.leave()
	r := &rendering{gate: gate{what: "the renderer"}, audit: &a.s.gate,
		report: C.bridge_audit_report_ref(a.s.native)}
	if err := r.begin(w, format, options); err != nil {
		return nil, err
	}
	renderer := &Renderer{r, a}
	runtime.SetFinalizer(renderer, func(renderer *Renderer) { renderer.r.close() })
	return renderer, nil
}

func (r *rendering) begin(w io.Writer, format Format, options *RenderOptions) error {
	r.hook.writer = w
	r.handle = cgo.NewHandle(&r.hook)
	r.free = r.release
	how := options.native(&r.strings)
	err := r.strings.err
	if err == nil {
		var said *C.cisd_error
		err = fault(C.bridge_renderer_new(C.cisd_format(format), r.report, how,
			C.uintptr_t(r.handle), &r.native, &said), said)
		err = because(err, r.hook.err)
	}
	if err != nil {
		r.close()
	}
	r.hook.resume()
	return err
}

func (r *rendering) release() {
	C.cisd_renderer_free(r.native)
	C.cisd_report_unref(r.report)
	r.strings.free()
	r.handle.Delete()
}

// Close frees the renderer; what it had not written yet is lost. It returns nil.
func (r *Renderer) Close() error {
	runtime.SetFinalizer(r, nil)
	r.r.close()
	return nil
}

// do calls a function of the library, while nobody draws results from the audit.
func (r *rendering) do(call func(*C.cisd_renderer, **C.cisd_error) C.cisd_code) error {
	if err := r.enter(); err != nil {
		return err
	}
	defer r.leave()
	leave, err := r.audit.hold()
	if err != nil {
		return err
	}
	defer leave()
	var said *C.cisd_error
	err = fault(call(r.native, &said), said)
	r.hook.resume()
	return because(err, r.hook.err)
}

// Add adds a result; streaming formats write it at once.
func (r *Renderer) Add(result *Result) error {
	defer runtime.KeepAlive(r)
	return result.native.use(func(native *C.cisd_result) error {
		return r.r.do(func(renderer *C.cisd_renderer, said **C.cisd_error) C.cisd_code {
			return C.cisd_renderer_add(renderer, native, said)
		})
	})
}

// Finish writes the rest. Once, after the last result; the audit may be closed by then.
func (r *Renderer) Finish() error {
	defer runtime.KeepAlive(r)
	return r.r.do(func(renderer *C.cisd_renderer, said **C.cisd_error) C.cisd_code {
		return C.cisd_renderer_finish(renderer, said)
	})
}

package cisdocker

// #include "bridge.h"
import "C"

import (
	"io"
	"runtime"
	"time"
)

// A Policy is what a site requires and what it accepts; see cisdocker-policy(5). It never changes,
// and several audits may use it at once.
type Policy struct {
	File    string // or the name given
	Entries []PolicyEntry
	native  *shared[*C.cisd_policy]
}

// A PolicyEntry is a requirement or a waiver; "" stands for what is not given.
type PolicyEntry struct {
	IsWaiver  bool
	Match     map[PolicyKey]string // what it asks of a subject
	Caps      Caps                 // required, or that a waiver covers
	CoversAll bool                 // a waiver of whatever is in excess
	Reason    string
	Owner     string
	Ticket    string
	Expires   string // "YYYY-MM-DD", that day included
	Line      int
	Never     string // why no subject can ever be what it asks for; "" if one can
}

// LoadPolicy reads a policy, YAML or JSON, from a file. ErrFormat with file, line and column for
// anything that is not understood.
func LoadPolicy(path string) (*Policy, error) {
	var text arena
	file := text.text(path)
	return readPolicy(&text, func(policy **C.cisd_policy, said **C.cisd_error) C.cisd_code {
		return C.cisd_policy_load(file, policy, said)
	})
}

// ParsePolicy reads a policy from a text that name stands for in messages.
func ParsePolicy(name, content string) (*Policy, error) {
	var text arena
	file, bytes := text.text(name), text.bytes(content)
	return readPolicy(&text, func(policy **C.cisd_policy, said **C.cisd_error) C.cisd_code {
		return C.cisd_policy_parse(file, bytes, C.size_t(len(content)), policy, said)
	})
}

func readPolicy(text *arena,
	read func(**C.cisd_policy, **C.cisd_error) C.cisd_code) (*Policy, error) {
	defer text.free()
	if text.err != nil {
		return nil, text.err
	}
	if err := usable(); err != nil {
		return nil, err
	}
	var native *C.cisd_policy
	var said *C.cisd_error
	if code := read(&native, &said); code != C.CISD_OK {
		return nil, fault(code, said)
	}
	return newPolicy(native), nil
}

func newPolicy(native *C.cisd_policy) *Policy {
	p := &Policy{
		File:    C.GoString(C.cisd_policy_file(native)),
		Entries: make([]PolicyEntry, C.cisd_policy_entry_count(native)),
		native: &shared[*C.cisd_policy]{
			what: "the policy", ptr: native, ref: refPolicy, unref: unrefPolicy},
	}
	for i := range p.Entries {
		p.Entries[i] = newPolicyEntry(native, C.size_t(i))
	}
	runtime.SetFinalizer(p, func(p *Policy) { p.native.close() })
	return p
}

func refPolicy(policy *C.cisd_policy)   { C.cisd_policy_ref(policy) }
func unrefPolicy(policy *C.cisd_policy) { C.cisd_policy_unref(policy) }

func newPolicyEntry(policy *C.cisd_policy, i C.size_t) PolicyEntry {
	entry := PolicyEntry{
		IsWaiver:  C.cisd_policy_entry_is_waiver(policy, i) != 0,
		Match:     map[PolicyKey]string{},
		Caps:      Caps(C.cisd_policy_entry_caps(policy, i)),
		CoversAll: C.cisd_policy_entry_covers_all(policy, i) != 0,
		Reason:    C.GoString(C.cisd_policy_entry_reason(policy, i)),
		Owner:     C.GoString(C.cisd_policy_entry_owner(policy, i)),
		Ticket:    C.GoString(C.cisd_policy_entry_ticket(policy, i)),
		Expires:   C.GoString(C.cisd_policy_entry_expires(policy, i)),
		Line:      int(C.cisd_policy_entry_line(policy, i)),
		Never:     C.GoString(C.cisd_policy_entry_never(policy, i)),
	}
	for key := range C.cisd_policy_key(C.CISD_POLICY_KEYS) {
		if wanted := C.cisd_policy_entry_match(policy, i, key); wanted != nil {
			entry.Match[PolicyKey(key)] = C.GoString(wanted)
		}
	}
	return entry
}

// Close releases the policy; audits that use it go on, its fields stay. It returns nil.
func (p *Policy) Close() error {
	runtime.SetFinalizer(p, nil)
	p.native.close()
	return nil
}

// Explain says in words what the policy means, and warns of what has expired at a time, of what
// can match nothing and of reasons still to be written. Of the options, which may be nil, colour
// and width count.
func (p *Policy) Explain(w io.Writer, now time.Time, options *RenderOptions) error {
	var text arena
	defer text.free()
	how := options.native(&text)
	if text.err != nil {
		return text.err
	}
	return p.native.use(func(policy *C.cisd_policy) error {
		return writing(w, func(handle C.uintptr_t, said **C.cisd_error) C.cisd_code {
			return C.bridge_policy_explain(policy, C.int64_t(now.Unix()), how, handle, said)
		})
	})
}

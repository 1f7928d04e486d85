package cisdocker

// #include <stdlib.h>
// #include "bridge.h"
import "C"

import (
	"fmt"
	"iter"
	"math/bits"
	"strings"
	"sync"
	"unsafe"
)

// A Cap is a capability, by the kernel's number.
type Cap int

// Caps is a set of capabilities: bit n is the capability with the number n.
type Caps uint64

// A CapClass says what an attacker with a capability gains. They are in rising order.
type CapClass int

// The classes.
const (
	ClassNuisance   CapClass = C.CISD_CLASS_NUISANCE    // can disturb: resource use, clocks, logs
	ClassPrivilege  CapClass = C.CISD_CLASS_PRIVILEGE   // stronger inside the container than its user should be
	ClassNetwork    CapClass = C.CISD_CLASS_NETWORK     // can forge, listen to or redirect traffic
	ClassHostEscape CapClass = C.CISD_CLASS_HOST_ESCAPE // a known way out of the container
)

// String is "nuisance", "privilege", "network" or "host-escape".
func (c CapClass) String() string {
	return C.GoString(C.cisd_cap_class_name(C.cisd_cap_class(c)))
}

var capNames = sync.OnceValue(func() []string {
	names := make([]string, C.cisd_cap_count())
	for i := range names {
		names[i] = C.GoString(C.cisd_cap_name(C.int(i)))
	}
	return names
})

// CapCount says how many capabilities have names: those below it.
func CapCount() int { return len(capNames()) }

// ParseCap is the capability with a name: any case, with or without "CAP_". Blanks are not
// trimmed, as the engine does not.
func ParseCap(name string) (Cap, error) {
	var a arena
	defer a.free()
	number := C.cisd_cap_number(a.text(name))
	if number < 0 || a.err != nil {
		return 0, &Error{Code: ErrArgument, Message: fmt.Sprintf("unknown capability '%s'", name)}
	}
	return Cap(number), nil
}

// NearestCap is the known name, without "CAP_", that is spelled most like this one: for a hint.
func NearestCap(name string) string {
	text := C.CString(name)
	defer C.free(unsafe.Pointer(text))
	return C.GoString(C.cisd_cap_nearest(text))
}

// DefaultCaps are the 14 capabilities that Docker Engine grants by default.
func DefaultCaps() Caps { return Caps(C.cisd_caps_default()) }

// String is the name, such as "CAP_NET_RAW", or the number where there is none.
func (c Cap) String() string {
	if names := capNames(); c >= 0 && int(c) < len(names) {
		return names[c]
	}
	return fmt.Sprintf("Cap(%d)", int(c))
}

// Class says what an attacker gains; what has no name counts as a way out.
func (c Cap) Class() CapClass { return CapClass(C.cisd_cap_class_of(C.int(c))) }

// Description says what the capability allows, in one sentence; "" where it has no name.
func (c Cap) Description() string { return C.GoString(C.cisd_cap_description(C.int(c))) }

// Attack says what an attacker gains by it, in one sentence; "" where it has no name.
func (c Cap) Attack() string { return C.GoString(C.cisd_cap_attack(C.int(c))) }

// Alternative says what can stand in for it; "" where nothing can.
func (c Cap) Alternative() string { return C.GoString(C.cisd_cap_alternative(C.int(c))) }

// Source says where class and sentences come from.
func (c Cap) Source() string { return C.GoString(C.cisd_cap_source(C.int(c))) }

// CapsOf is the set of these capabilities.
func CapsOf(caps ...Cap) Caps {
	var set Caps
	for _, c := range caps {
		set |= 1 << c
	}
	return set
}

// Has says whether the set has a capability.
func (s Caps) Has(c Cap) bool { return c >= 0 && c < 64 && s>>c&1 != 0 }

// Len says how many there are.
func (s Caps) Len() int { return bits.OnesCount64(uint64(s)) }

// All goes through the capabilities, in the kernel's order.
func (s Caps) All() iter.Seq[Cap] {
	return func(yield func(Cap) bool) {
		for left := uint64(s); left != 0; left &= left - 1 {
			if !yield(Cap(bits.TrailingZeros64(left))) {
				return
			}
		}
	}
}

// String is the names, with commas.
func (s Caps) String() string {
	names := make([]string, 0, s.Len())
	for c := range s.All() {
		names = append(names, c.String())
	}
	return strings.Join(names, ",")
}

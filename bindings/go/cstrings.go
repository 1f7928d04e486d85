package cisdocker

// #include <stdlib.h>
// #include "bridge.h"
import "C"

import (
	"strings"
	"unsafe"
)

// An arena is memory of C's that a call or an object needs, freed at once.
type arena struct {
	blocks []unsafe.Pointer
	err    error
}

func (a *arena) keep(block unsafe.Pointer) unsafe.Pointer {
	a.blocks = append(a.blocks, block)
	return block
}

// text is a string for C, which could not say that it holds a NUL.
func (a *arena) text(s string) *C.char {
	if strings.IndexByte(s, 0) >= 0 {
		a.err = &Error{Code: ErrArgument, Message: "a string holds a NUL"}
	}
	return (*C.char)(a.keep(unsafe.Pointer(C.CString(s))))
}

// optional is NULL for nothing.
func (a *arena) optional(s string) *C.char {
	if s == "" {
		return nil
	}
	return a.text(s)
}

// texts is an array of strings that ends with NULL; NULL for none.
func (a *arena) texts(list []string) **C.char {
	if len(list) == 0 {
		return nil
	}
	size := C.size_t(len(list)+1) * C.size_t(unsafe.Sizeof((*C.char)(nil)))
	array := (**C.char)(a.keep(C.malloc(size)))
	entries := unsafe.Slice(array, len(list)+1)
	for i, s := range list {
		entries[i] = a.text(s)
	}
	entries[len(list)] = nil
	return array
}

func (a *arena) free() {
	for _, block := range a.blocks {
		C.free(block)
	}
	a.blocks = nil
}

// bytes is a text that goes with its length, and may hold anything.
func (a *arena) bytes(s string) *C.char {
	return (*C.char)(a.keep(unsafe.Pointer(C.CString(s))))
}

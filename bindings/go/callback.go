package cisdocker

// #include "bridge.h"
import "C"

import (
	"io"
	"runtime/cgo"
	"unsafe"
)

// A hook is Go code that the library calls, and how that ended. A panic must not unwind the
// library's frames: it is caught here and goes on after the library has returned.
type hook struct {
	reader   io.Reader
	writer   io.Writer
	progress func(done, total int) error
	err      error
	panicked any
}

// call is 0 where f did well.
func (h *hook) call(f func() error) (status C.int) {
	status = 1
	defer func() {
		if p := recover(); p != nil {
			h.panicked = p
		}
	}()
	if err := f(); err != nil {
		h.err = err
		return status
	}
	return 0
}

// resume goes on with a panic that was caught.
func (h *hook) resume() {
	if p := h.panicked; p != nil {
		h.panicked = nil
		panic(p)
	}
}

// fill reads at least one byte, unless the end was reached.
func fill(reader io.Reader, buffer []byte) (int, error) {
	const patience = 100
	for range patience {
		switch n, err := reader.Read(buffer); {
		case n > 0:
			return n, nil
		case err == io.EOF:
			return 0, nil
		case err != nil:
			return 0, err
		}
	}
	return 0, io.ErrNoProgress
}

func hookOf(handle C.uintptr_t) *hook { return cgo.Handle(handle).Value().(*hook) }

//export cisdockerGoRead
func cisdockerGoRead(handle C.uintptr_t, buffer unsafe.Pointer, size C.size_t,
	length *C.size_t) C.int {
	h := hookOf(handle)
	return h.call(func() error {
		n, err := fill(h.reader, unsafe.Slice((*byte)(buffer), int(size)))
		*length = C.size_t(n)
		return err
	})
}

//export cisdockerGoWrite
func cisdockerGoWrite(handle C.uintptr_t, data unsafe.Pointer, length C.size_t) C.int {
	h := hookOf(handle)
	return h.call(func() error {
		_, err := h.writer.Write(unsafe.Slice((*byte)(data), int(length)))
		return err
	})
}

//export cisdockerGoProgress
func cisdockerGoProgress(handle C.uintptr_t, done, total C.size_t) C.int {
	h := hookOf(handle)
	return h.call(func() error { return h.progress(int(done), int(total)) })
}

// writing lets the library write to w in one call.
func writing(w io.Writer, call func(C.uintptr_t, **C.cisd_error) C.cisd_code) error {
	h := &hook{writer: w}
	handle := cgo.NewHandle(h)
	defer handle.Delete()
	var said *C.cisd_error
	err := fault(call(C.uintptr_t(handle), &said), said)
	h.resume()
	return because(err, h.err)
}

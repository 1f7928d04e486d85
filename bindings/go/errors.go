package cisdocker

// #cgo pkg-config: libcisdocker
// #include "bridge.h"
import "C"

import "errors"

// A Code says why a call failed. The set is closed. A code is an error too, to be asked for with
// errors.Is.
type Code int

// The codes.
const (
	ErrNoMemory    Code = C.CISD_E_NO_MEMORY   // an allocation failed
	ErrArgument    Code = C.CISD_E_ARGUMENT    // an argument is out of range or unknown
	ErrState       Code = C.CISD_E_STATE       // the call does not fit what was done before
	ErrIO          Code = C.CISD_E_IO          // a file could not be read
	ErrConnect     Code = C.CISD_E_CONNECT     // nobody answers at the endpoint
	ErrPermission  Code = C.CISD_E_PERMISSION  // the caller may not read the file or use the endpoint
	ErrTimeout     Code = C.CISD_E_TIMEOUT     // the answer did not come in time
	ErrProtocol    Code = C.CISD_E_PROTOCOL    // the answer is not what the protocol allows
	ErrFormat      Code = C.CISD_E_FORMAT      // the text is malformed; the message says where
	ErrLimit       Code = C.CISD_E_LIMIT       // more than the documented limit
	ErrUnsupported Code = C.CISD_E_UNSUPPORTED // well-formed, but nothing the library can work with
	ErrCancelled   Code = C.CISD_E_CANCELLED   // the audit was cancelled
	ErrCallback    Code = C.CISD_E_CALLBACK    // a reader or writer failed
	ErrInternal    Code = C.CISD_E_INTERNAL    // a defect of the library: please report it
)

// String is the code's name, such as "timeout".
func (c Code) String() string { return C.GoString(C.cisd_code_name(C.cisd_code(c))) }

// Error is the code's name.
func (c Code) Error() string { return c.String() }

// An Error says what went wrong, in one line.
type Error struct {
	Code    Code
	Message string
	cause   error
}

// Error is the message, and what the caller's own code said, if that is why.
func (e *Error) Error() string {
	if e.cause == nil {
		return e.Message
	}
	return e.Message + ": " + e.cause.Error()
}

// Unwrap is the error of a reader, a writer, a progress function or a context, or nil.
func (e *Error) Unwrap() error { return e.cause }

// Is says whether the target is the error's code.
func (e *Error) Is(target error) bool {
	code, ok := target.(Code)
	return ok && code == e.Code
}

// fault takes over what a call into the library said.
func fault(code C.cisd_code, said *C.cisd_error) error {
	if code == C.CISD_OK {
		return nil
	}
	message := Code(code).String()
	if said != nil {
		message = C.GoString(C.cisd_error_message(said))
		C.cisd_error_free(said)
	}
	return &Error{Code: Code(code), Message: message}
}

// because names the caller's own error as the cause of the library's, where that can be.
func because(err, cause error) error {
	var own *Error
	if cause != nil && errors.As(err, &own) &&
		(own.Code == ErrCallback || own.Code == ErrCancelled) {
		own.cause = cause
	}
	return err
}

package cisdocker

import "sync"

// A shared object of the library, by its pointer, never changes and counts its references. A call
// takes one of its own, so that nobody has to wait before closing.
type shared[P comparable] struct {
	what  string
	mu    sync.Mutex
	ptr   P
	ref   func(P)
	unref func(P)
}

// use calls f with the object, which lives until f returns.
func (s *shared[P]) use(f func(P) error) error {
	var none P
	s.mu.Lock()
	ptr := s.ptr
	if ptr != none {
		s.ref(ptr)
	}
	s.mu.Unlock()
	if ptr == none {
		return &Error{Code: ErrState, Message: s.what + " is closed"}
	}
	defer s.unref(ptr)
	return f(ptr)
}

// change calls f with the object, which nobody else may have a reference to.
func (s *shared[P]) change(f func(P) error) error {
	var none P
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ptr == none {
		return &Error{Code: ErrState, Message: s.what + " is closed"}
	}
	return f(s.ptr)
}

func (s *shared[P]) close() {
	var none P
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ptr != none {
		s.unref(s.ptr)
		s.ptr = none
	}
}

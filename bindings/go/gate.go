package cisdocker

import "sync"

// A gate lets one goroutine at a time use an object of the library, and frees the object once,
// after the last use. It refuses rather than waits: who waits may be the one that is waited for.
type gate struct {
	what   string
	mu     sync.Mutex
	busy   bool
	closed bool
	free   func()
}

func (g *gate) enter() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return &Error{Code: ErrState, Message: g.what + " is closed"}
	}
	return g.begin()
}

func (g *gate) begin() error {
	if g.busy {
		return &Error{Code: ErrState, Message: g.what + " is in use by another goroutine or a callback"}
	}
	g.busy = true
	return nil
}

// hold keeps everybody else out, where the object is there still, until what it returns is called.
func (g *gate) hold() (func(), error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed && !g.busy {
		return func() {}, nil
	}
	return g.leave, g.begin()
}

func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.busy = false
	if g.closed {
		g.free()
	}
}

// open calls f if the object is there; it is not freed meanwhile.
func (g *gate) open(f func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.closed || g.busy {
		f()
	}
}

// close frees the object, or has whoever uses it do so.
func (g *gate) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return
	}
	g.closed = true
	if !g.busy {
		g.free()
	}
}

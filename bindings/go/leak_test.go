package cisdocker_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"testing"

	"cisdocker.io/cisdocker"
)

const (
	iterations = 10_000
	warmUp     = 4_000
	// What resident memory may grow by, all iterations together.
	tolerated = 4 << 20
	// The same where another thread frees than the one that allocated: its heap gets holes. Were
	// nothing freed, it would be some 80 MB.
	toleratedByThreads = 16 << 20
)

// resident is this process's resident memory in bytes, without what Go could give back.
func resident(t *testing.T) int {
	t.Helper()
	collectGarbage()
	debug.FreeOSMemory()
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Skip("there is no /proc/self/statm")
	}
	var size, pages int
	_, err = fmt.Sscan(string(text), &size, &pages)
	must(t, err)
	return pages * os.Getpagesize()
}

// collectGarbage returns when the finalizers of what was garbage have run.
func collectGarbage() {
	for range 2 {
		done := make(chan struct{})
		runtime.SetFinalizer(&struct{ done chan struct{} }{done}, func(last *struct{ done chan struct{} }) {
			close(last.done)
		})
		runtime.GC()
		<-done
	}
}

// growth is what memory grows by over many iterations, after some that fill what is kept.
func growth(t *testing.T, iterate func()) int {
	t.Helper()
	for range warmUp {
		iterate()
	}
	before := resident(t)
	for range iterations {
		iterate()
	}
	return resident(t) - before
}

func closing(t *testing.T, closer io.Closer) {
	t.Helper()
	must(t, closer.Close())
}

// useAll makes one of everything, fails once in each way, and releases it.
func useAll(t *testing.T, saved []byte) {
	policy, err := cisdocker.ParsePolicy("p", "required:\n  - name: web-1\n    capabilities: [CHOWN]\n    reason: x\n")
	must(t, err)
	defer closing(t, policy)
	_, err = cisdocker.ParsePolicy("p", "nonsense: 1")
	wantCode(t, err, cisdocker.ErrFormat)
	audit, err := cisdocker.New("5.4")
	must(t, err)
	defer closing(t, audit)
	must(t, audit.AddPolicy(policy))
	must(t, audit.AddInspectReader("saved", bytes.NewReader(saved)))
	must(t, audit.AddEngine("unix:///nowhere/x.sock", &cisdocker.EngineOptions{
		SSHEnvironment: []string{"A=B"}}))
	must(t, audit.SetProgress(func(int, int) error { return nil }))
	renderer, err := audit.NewRenderer(io.Discard, cisdocker.FormatJSON,
		&cisdocker.RenderOptions{AssetHost: "h", AssetFacts: []string{"a=b"}})
	must(t, err)
	defer closing(t, renderer)
	must(t, renderer.Add(first(t, audit).Keep())) // the finalizer's
	for range audit.Results(context.Background()) {
		break
	}
	report, err := audit.Collect(context.Background())
	must(t, err)
	defer closing(t, report)
	for result := range report.Results() {
		must(t, result.WriteFix(io.Discard, cisdocker.FixSmallest))
	}
	must(t, report.Render(io.Discard, cisdocker.FormatText, nil))
}

func TestMemoryIsFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	saved := inspected(4)
	if grown := growth(t, func() { useAll(t, saved) }); grown > tolerated {
		t.Errorf("memory grew by %d bytes in %d iterations", grown, iterations)
	} else {
		t.Logf("memory grew by %d bytes in %d iterations", grown, iterations)
	}
}

// Guards the test above: a result that somebody holds on to is seen.
func TestLeaksAreSeen(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	var held []*cisdocker.Result
	saved := inspected(1)
	grown := growth(t, func() {
		audit, err := cisdocker.New("5.4")
		must(t, err)
		must(t, audit.AddInspectReader("saved", bytes.NewReader(saved)))
		held = append(held, first(t, audit))
		must(t, audit.Close())
	})
	if grown <= tolerated {
		t.Errorf("%d results held, and memory grew by %d bytes only", len(held), grown)
	}
	for _, result := range held {
		must(t, result.Close())
	}
}

// What nobody closed is released once it is garbage.
func TestGarbageIsReleased(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	saved, round := inspected(4), 0
	if grown := growth(t, func() {
		if round++; round%100 == 0 {
			collectGarbage()
		}
		audit, err := cisdocker.New("5.4")
		must(t, err)
		must(t, audit.AddInspectReader("saved", bytes.NewReader(saved)))
		report, err := audit.Collect(context.Background())
		must(t, err)
		_ = report.At(0)
	}); grown > toleratedByThreads {
		t.Errorf("memory grew by %d bytes in %d iterations", grown, iterations)
	}
}

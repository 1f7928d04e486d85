package cisdocker_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"sync"
	"testing"

	"cisdocker.io/cisdocker"
)

// inspected is saved output of docker inspect with as many containers.
func inspected(count int) []byte {
	var out bytes.Buffer
	for i := range count {
		fmt.Fprintf(&out, `{"Id":"%064d","Name":"/web-%d","Config":{"Image":"nginx"},`+
			`"HostConfig":{"Privileged":false,"CapAdd":["SYS_ADMIN"],"CapDrop":null}}`+"\n", i, i)
	}
	return out.Bytes()
}

func TestAuditsAtOnce(t *testing.T) {
	const audits, containers = 4, 200
	saved := inspected(containers)
	var all sync.WaitGroup
	for range audits {
		all.Add(1)
		go func() {
			defer all.Done()
			audit, err := cisdocker.New("5.4")
			if err != nil {
				t.Error(err)
				return
			}
			defer audit.Close()
			if err := audit.AddInspectReader("saved", bytes.NewReader(saved)); err != nil {
				t.Error(err)
				return
			}
			count := 0
			for result, err := range audit.Results(context.Background()) {
				if err != nil || result.Verdict != cisdocker.VerdictFail {
					t.Errorf("%+v, %v", result, err)
				}
				count++
			}
			if count != containers {
				t.Errorf("%d results, wanted %d", count, containers)
			}
		}()
	}
	all.Wait()
}

func TestResultsAndReportsAreShared(t *testing.T) {
	audit := newAudit(t)
	must(t, audit.AddInspectReader("saved", bytes.NewReader(inspected(100))))
	report, err := audit.Collect(context.Background())
	must(t, err)
	policy, err := cisdocker.ParsePolicy("p", "required: []")
	must(t, err)
	result := report.At(0)
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			for one := range report.Results() {
				if err := one.WriteJSON(io.Discard); err != nil {
					t.Error(err)
				}
			}
			// These may find what another goroutine has closed, and then say so.
			_ = result.WriteFix(io.Discard, cisdocker.FixLeast)
			_ = commands(t, 1).AddPolicy(policy)
			result.Close()
			policy.Close()
		}()
	}
	all.Wait()
	must(t, report.Close())
}

func TestCancelFromAnotherGoroutine(t *testing.T) {
	audit := newAudit(t)
	reading := make(chan struct{})
	cancelled := make(chan struct{})
	once := sync.OnceFunc(func() { close(reading) })
	endless := readerFunc(func(p []byte) (int, error) {
		once()
		<-cancelled
		return copy(p, inspected(1)), nil
	})
	must(t, audit.AddInspectReader("endless", endless))
	go func() {
		<-reading
		audit.Cancel()
		close(cancelled)
	}()
	_, err := audit.Collect(context.Background())
	wantCode(t, err, cisdocker.ErrCancelled)
}

func TestSecondGoroutineIsRefused(t *testing.T) {
	audit := newAudit(t)
	reading, refused := make(chan struct{}), make(chan struct{})
	var inner error
	once := sync.OnceFunc(func() { close(reading); <-refused })
	must(t, audit.AddInspectReader("slow", readerFunc(func([]byte) (int, error) {
		once()
		return 0, io.EOF
	})))
	go func() {
		<-reading
		_, inner = audit.Summary()
		close(refused)
	}()
	report, err := audit.Collect(context.Background())
	must(t, err)
	must(t, report.Close())
	wantCode(t, inner, cisdocker.ErrState)
}

func TestCloseWhileItIsUsed(t *testing.T) {
	audit := newAudit(t)
	reading, closed := make(chan struct{}), make(chan struct{})
	once := sync.OnceFunc(func() { close(reading); <-closed })
	must(t, audit.AddInspectReader("slow", readerFunc(func(p []byte) (int, error) {
		once()
		return copy(p, inspected(1)), nil
	})))
	go func() {
		<-reading
		audit.Close()
		close(closed)
	}()
	_, err := audit.Collect(context.Background())
	wantCode(t, err, cisdocker.ErrCancelled)
}

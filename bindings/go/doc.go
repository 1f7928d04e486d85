// Package cisdocker decides CIS Docker Benchmark 5.4, "Ensure that Linux kernel capabilities are
// restricted within containers", and shows the evidence. It is libcisdocker for Go.
//
// Make an [Audit], add targets, and range over its results:
//
//	audit, err := cisdocker.New("5.4")
//	if err != nil {
//		return err
//	}
//	defer audit.Close()
//	if err := audit.AddEngine("unix:///var/run/docker.sock", nil); err != nil {
//		return err
//	}
//	for result, err := range audit.Results(ctx) {
//		if err != nil {
//			return err
//		}
//		fmt.Println(result.Verdict, result.Name)
//	}
//
// # Results and memory
//
// Results come as they are found; nothing is gathered behind the caller's back. The fields of a
// [Result] are Go's own and stay. What it is in the library, which [Result.WriteFix],
// [Result.WriteJSON] and [Renderer.Add] need, is released when the loop asks for the next one,
// unless [Result.Keep] was called: then [Result.Close] releases it. Everything with a Close method
// is also released once it is garbage, at some time.
//
// # Errors
//
// An error is an [*Error] with a [Code] and one line of text; errors.Is compares codes
// (errors.Is(err, cisdocker.ErrTimeout)) and finds what a caller's own reader, writer, progress
// function or context said. A container that cannot be read is a result with the verdict
// [VerdictError], a target that cannot be reached is a [Target] with an Err: neither ends a loop.
//
// # Goroutines
//
// Different objects may be used at once. A [Result], a [Report] and a [Policy] never change: any
// number of goroutines may use one. An [Audit] and its renderers are for one at a time, and say
// [ErrState] to a second one, also to one that a callback is; [Audit.Cancel] and Close may be
// called by any.
package cisdocker

// Audit prints what fails on the local engine, and why. The argument may be another engine's URL.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"os/signal"

	"cisdocker.io/cisdocker"
)

func main() {
	log.SetFlags(0)
	uri := "unix:///var/run/docker.sock"
	if len(os.Args) > 1 {
		uri = os.Args[1]
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := audit(ctx, uri); err != nil {
		log.Fatalln("audit:", err)
	}
}

func audit(ctx context.Context, uri string) error {
	audit, err := cisdocker.New("5.4")
	if err != nil {
		return err
	}
	defer audit.Close()
	if err := audit.AddEngine(uri, nil); err != nil {
		return err
	}
	for result, err := range audit.Results(ctx) {
		if err != nil {
			return err
		}
		if result.Verdict == cisdocker.VerdictFail {
			fmt.Printf("%q: %s\n", result.Name, result.Reasons[0].Message)
		}
	}
	summary, err := audit.Summary()
	if err != nil {
		return err
	}
	fmt.Printf("%d passed, %d failed, %d waived\n", summary.Count(cisdocker.VerdictPass),
		summary.Count(cisdocker.VerdictFail), summary.Waived)
	return summary.Targets[0].Err
}

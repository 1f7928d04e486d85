package main // plugin ENGINE [POLICY]: what fails rule 5.4, why, and the smallest change that passes

import (
	"cisdocker.io/cisdocker"
	"context"
	"fmt"
	"os"
	"strings"
)

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "plugin:", err)
		os.Exit(2)
	}
}

func main() {
	audit, err := cisdocker.New("5.4")
	check(err)
	words := append(os.Args, "", "") // what is not given is empty
	check(audit.AddEngine(words[1], nil))
	if words[2] != "" {
		check(audit.AddPolicyFile(words[2]))
	}
	for result, err := range audit.Results(context.Background()) {
		check(err)
		if result.Verdict == cisdocker.VerdictFail && !result.Waived {
			var text strings.Builder
			fmt.Fprintf(&text, "%s: %s\n", result.Name, result.Why())
			check(result.WriteFix(&text, cisdocker.FixSmallest))
			fmt.Println(strings.ReplaceAll(strings.TrimSuffix(text.String(), "\n"), "\n", "\n  "))
		}
	}
	summary, err := audit.Summary()
	check(err)
	check(summary.Err())
	os.Exit(min(summary.Count(cisdocker.VerdictFail), 1))
}

package cisdocker_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"cisdocker.io/cisdocker"
)

// The results of an audit, and the fix of what fails.
func Example() {
	audit, err := cisdocker.New("5.4")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer audit.Close()
	if err := audit.AddCommand("docker run --name web --cap-add=SYS_TIME nginx"); err != nil {
		fmt.Println(err)
		return
	}
	for result, err := range audit.Results(context.Background()) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(result.Verdict, result.Name, result.Excess)
		fmt.Println(result.Remedies[0].Smallest)
	}
	// Output:
	// fail web CAP_NET_RAW,CAP_SYS_TIME
	// --cap-drop=NET_RAW
}

// A report in another format, written while the results come.
func ExampleAudit_Render() {
	audit, err := cisdocker.New("5.4")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer audit.Close()
	saved := strings.NewReader(`{"Id": "1", "Name": "/db", "HostConfig": {"CapDrop": ["ALL"]}}`)
	if err := audit.AddInspectReader("saved.json", saved); err != nil {
		fmt.Println(err)
		return
	}
	err = audit.Render(context.Background(), os.Stdout, cisdocker.FormatOpenMetrics, nil)
	fmt.Println(err)
}

// Errors have a code, whatever the message says.
func ExampleError() {
	_, err := cisdocker.ParsePolicy("site.yaml", "required:\n  - name: web\n    capabilities: [NET_ADMINN]\n")
	fmt.Println(errors.Is(err, cisdocker.ErrFormat))
	fmt.Println(err)
	// Output:
	// true
	// cannot read 'site.yaml': line 3, column 20: unknown capability 'NET_ADMINN' (did you mean NET_ADMIN?)
}

// A result's fields may be used for as long as one likes.
func ExampleAudit_Results() {
	audit, err := cisdocker.New("5.4")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer audit.Close()
	if err := audit.AddCommand("docker run --cap-drop=ALL --name safe nginx"); err != nil {
		fmt.Println(err)
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	byName := map[string]*cisdocker.Result{}
	for result, err := range audit.Results(ctx) {
		if err != nil {
			fmt.Println(err)
			return
		}
		byName[result.Name] = result
	}
	fmt.Println(byName["safe"].Reasons[0].Code)
	// Output: all-dropped
}

func ExampleCap_Description() {
	netRaw, err := cisdocker.ParseCap("net_raw")
	fmt.Println(netRaw, netRaw.Class(), err)
	// Output: CAP_NET_RAW network <nil>
}

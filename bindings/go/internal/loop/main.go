// Loop prints how many seconds each of some loops over every result of a saved inspect file takes.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"strconv"
	"time"

	"cisdocker.io/cisdocker"
)

// loop touches of every result what a scanner would, and returns how much that was.
func loop(path string) (results, touched int, err error) {
	audit, err := cisdocker.New("5.4")
	if err != nil {
		return 0, 0, err
	}
	defer audit.Close()
	if err := audit.AddInspect(path); err != nil {
		return 0, 0, err
	}
	for result, err := range audit.Results(context.Background()) {
		if err != nil {
			return 0, 0, err
		}
		results++
		touched += len(result.Name) + int(result.Verdict)
		for _, reason := range result.Reasons {
			touched += int(reason.Code) + len(reason.Message)
		}
	}
	return results, touched, nil
}

func main() {
	log.SetFlags(0)
	words := append(os.Args, "1")
	if len(words) < 3 {
		log.Fatalln("loop: usage: loop FILE [TIMES]")
	}
	times, err := strconv.Atoi(words[2])
	if err != nil {
		log.Fatalln("loop:", err)
	}
	for range times {
		begun := time.Now()
		results, touched, err := loop(words[1])
		if err != nil {
			log.Fatalln("loop:", err)
		}
		seconds := time.Since(begun).Seconds()
		fmt.Printf("%.6f %d results, %d touched\n", seconds, results, touched)
	}
}

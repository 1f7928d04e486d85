package cisdocker

// #include "bridge.h"
import "C"

import (
	"fmt"
	"sync"
)

// needed is the oldest library this package works with.
var needed = [3]int{0, 1, 0}

// Version is the version of the library in use, such as "0.1.0".
func Version() string { return C.GoString(C.cisd_version()) }

// usable says why the library that was loaded cannot be used, if so.
var usable = sync.OnceValue(func() error { return fits(Version()) })

func fits(version string) error {
	var found [3]int
	_, err := fmt.Sscanf(version, "%d.%d.%d", &found[0], &found[1], &found[2])
	for i := range needed {
		if err != nil || found[i] < needed[i] {
			return &Error{Code: ErrUnsupported, Message: fmt.Sprintf(
				"libcisdocker %d.%d.%d or later is needed: loaded '%s'",
				needed[0], needed[1], needed[2], version)}
		}
		if found[i] > needed[i] {
			break
		}
	}
	return nil
}

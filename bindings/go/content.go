package cisdocker

// #include "bridge.h"
import "C"

import "io"

// Content is a file that a scanner loads to decide the check itself.
type Content struct {
	Name        string
	Description string // what it is, and for which scanner, in one sentence
	IsProgram   bool   // a script, which a scanner runs only if the file may be executed
}

// Contents are the files there are.
func Contents() []Content {
	contents := make([]Content, C.cisd_content_count())
	for i := range contents {
		contents[i] = Content{
			Name:        C.GoString(C.cisd_content_name(C.size_t(i))),
			Description: C.GoString(C.cisd_content_description(C.size_t(i))),
			IsProgram:   C.cisd_content_is_program(C.size_t(i)) != 0,
		}
	}
	return contents
}

// WriteContent writes the file with a name.
func WriteContent(w io.Writer, name string) error {
	var text arena
	defer text.free()
	file := text.text(name)
	if text.err != nil {
		return text.err
	}
	return writing(w, func(handle C.uintptr_t, said **C.cisd_error) C.cisd_code {
		return C.bridge_content_write(file, handle, said)
	})
}

package cisdocker

// #include <stdlib.h>
// #include "bridge.h"
import "C"

import (
	"io"
	"time"
)

// EngineOptions say how to talk to an engine. The zero value is good.
type EngineOptions struct {
	Timeout     time.Duration // for one request; 0: 30 s
	TimeLimit   time.Duration // for the whole engine; 0: 600 s
	Connections int           // at once, 1 to 16; 0: 8, or 1 through ssh

	// Files in PEM. With any of them, tcp:// is TLS and the engine is verified: by this authority
	// alone, or by those of the system where it is "". Keys are not encrypted.
	TLSAuthority, TLSCertificate, TLSKey string

	SSHProgram     string   // the path of ssh; "": /usr/bin/ssh
	SSHEnvironment []string // what ssh gets as environment, "K=V"
}

// milliseconds rounds up: a limit that is set must not become none.
func milliseconds(d time.Duration) C.long {
	if d > 0 {
		d += time.Millisecond - 1
	}
	return C.long(d / time.Millisecond)
}

func (o *EngineOptions) native(text *arena) *C.cisd_engine_options {
	if o == nil {
		return nil
	}
	native := (*C.cisd_engine_options)(text.keep(C.calloc(1, C.sizeof_cisd_engine_options)))
	native.size = C.sizeof_cisd_engine_options
	native.timeout_ms = milliseconds(o.Timeout)
	native.time_limit_ms = milliseconds(o.TimeLimit)
	native.connections = C.uint(o.Connections)
	native.tls_authority = text.optional(o.TLSAuthority)
	native.tls_certificate = text.optional(o.TLSCertificate)
	native.tls_key = text.optional(o.TLSKey)
	native.ssh_program = text.optional(o.SSHProgram)
	native.ssh_environment = text.texts(o.SSHEnvironment)
	return native
}

// add adds a target; the strings then live as long as the audit. The hook is what the library
// calls for it, or nil.
func (a *Audit) add(text *arena, h *hook,
	call func(*C.cisd_audit, **C.cisd_error) C.cisd_code) error {
	return a.set(text, func(audit *C.cisd_audit, said **C.cisd_error) C.cisd_code {
		code := call(audit, said)
		if code != C.CISD_OK {
			return code
		}
		s := a.s
		s.strings.blocks, text.blocks = append(s.strings.blocks, text.blocks...), nil
		if h != nil {
			s.readers[s.targets] = h
		}
		s.targets++
		return code
	})
}

// AddEngine adds a live engine: "unix:///absolute/path" of its socket, "tcp://host[:port][/path]"
// or "ssh://[user@]host[:port][/path]". The options may be nil. Several engines are worked on side
// by side. Only GET requests are sent.
func (a *Audit) AddEngine(uri string, options *EngineOptions) error {
	var text arena
	where, how := text.text(uri), options.native(&text)
	return a.add(&text, nil, func(audit *C.cisd_audit, said **C.cisd_error) C.cisd_code {
		return C.cisd_audit_add_engine(audit, where, how, said)
	})
}

// AddInspect adds a file of saved output of docker inspect, docker service inspect or podman
// inspect.
func (a *Audit) AddInspect(path string) error {
	var text arena
	file := text.text(path)
	return a.add(&text, nil, func(audit *C.cisd_audit, said **C.cisd_error) C.cisd_code {
		return C.cisd_audit_add_inspect(audit, file, said)
	})
}

// AddInspectReader adds such output from a reader, which is read while results are drawn. The name
// stands for it in messages and in the report. Where the reader fails, the target's Err says so.
func (a *Audit) AddInspectReader(name string, reader io.Reader) error {
	h := &hook{reader: reader}
	var text arena
	shown := text.text(name)
	return a.add(&text, h, func(audit *C.cisd_audit, said **C.cisd_error) C.cisd_code {
		return C.bridge_audit_add_inspect_reader(audit, shown, a.s.handle(h), said)
	})
}

// ComposeOptions are a Compose project. Files are required.
type ComposeOptions struct {
	Files            []string // merged as Compose merges them, the later over the earlier
	EnvFiles         []string // the later wins; none: .env beside the project
	Environment      []string // "K=V": wins over the files; the process's own is not read
	Profiles         []string // only services active with these; none: every service
	ProjectDirectory string   // where paths start; "": the first file's folder
	Stack            bool     // as docker stack deploy reads it
}

func (o *ComposeOptions) native(text *arena) *C.cisd_compose_options {
	native := (*C.cisd_compose_options)(text.keep(C.calloc(1, C.sizeof_cisd_compose_options)))
	native.size = C.sizeof_cisd_compose_options
	native.files, native.file_count = text.texts(o.Files), C.size_t(len(o.Files))
	native.env_files, native.env_file_count = text.texts(o.EnvFiles), C.size_t(len(o.EnvFiles))
	native.environment = text.texts(o.Environment)
	native.environment_count = C.size_t(len(o.Environment))
	native.profiles, native.profile_count = text.texts(o.Profiles), C.size_t(len(o.Profiles))
	native.project_directory = text.optional(o.ProjectDirectory)
	native.stack = truth(o.Stack)
	return native
}

// AddCompose adds the services that Compose files declare.
func (a *Audit) AddCompose(options ComposeOptions) error {
	var text arena
	how := options.native(&text)
	return a.add(&text, nil, func(audit *C.cisd_audit, said **C.cisd_error) C.cisd_code {
		return C.cisd_audit_add_compose(audit, how, said)
	})
}

// AddRoot adds an engine's data root on disk: no engine is needed. The directory is Docker
// Engine's, Podman's storage, one that has these in it, or the root directory of a machine.
func (a *Audit) AddRoot(directory string) error {
	var text arena
	where := text.text(directory)
	return a.add(&text, nil, func(audit *C.cisd_audit, said **C.cisd_error) C.cisd_code {
		return C.cisd_audit_add_root(audit, where, said)
	})
}

// AddCommand adds one command line, such as "docker run nginx". It is split as a shell does;
// nothing is expanded or executed.
func (a *Audit) AddCommand(line string) error {
	var text arena
	shown := text.text(line)
	return a.add(&text, nil, func(audit *C.cisd_audit, said **C.cisd_error) C.cisd_code {
		return C.cisd_audit_add_command(audit, shown, said)
	})
}

package cisdocker

// #include "bridge.h"
import "C"

// A DockerContext is what the docker command calls an endpoint and its keys; "" stands for what it
// does not have. The context "default" has neither name nor host.
type DockerContext struct {
	Name        string
	Host        string // as AddEngine takes it
	Authority   string // paths, for EngineOptions
	Certificate string
	Key         string
}

// LoadDockerContext finds a context in the docker command's configuration folder (~/.docker, as a
// rule); the name "" means the current one.
func LoadDockerContext(folder, name string) (DockerContext, error) {
	var text arena
	defer text.free()
	where, which := text.text(folder), text.optional(name)
	if text.err != nil {
		return DockerContext{}, text.err
	}
	var native *C.cisd_context
	var said *C.cisd_error
	if code := C.cisd_context_load(where, which, &native, &said); code != C.CISD_OK {
		return DockerContext{}, fault(code, said)
	}
	defer C.cisd_context_free(native)
	return DockerContext{
		Name:        C.GoString(C.cisd_context_name(native)),
		Host:        C.GoString(C.cisd_context_host(native)),
		Authority:   C.GoString(C.cisd_context_authority(native)),
		Certificate: C.GoString(C.cisd_context_certificate(native)),
		Key:         C.GoString(C.cisd_context_key(native)),
	}, nil
}

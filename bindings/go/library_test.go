package cisdocker_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"cisdocker.io/cisdocker"
)

// run is what a command says, and whether it went well.
func run(t *testing.T, environment []string, name string, words ...string) (string, bool) {
	t.Helper()
	command := exec.Command(name, words...)
	command.Env = append(os.Environ(), environment...)
	var out bytes.Buffer
	command.Stdout, command.Stderr = &out, &out
	err := command.Run()
	return out.String(), err == nil
}

// build builds a program with the package anew: Go's cache does not know what pkg-config said.
func build(t *testing.T, program string, environment ...string) (string, bool) {
	t.Helper()
	return run(t, environment, "go", "build", "-o", program,
		"-gcflags=cisdocker.io/cisdocker=-trimpath="+t.TempDir(), "./internal/loop")
}

func write(t *testing.T, path, text string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(path), 0o700))
	must(t, os.WriteFile(path, []byte(text), 0o600))
}

func TestLibraryIsMissingWhereItIsBuilt(t *testing.T) {
	if testing.Short() {
		t.Skip("builds")
	}
	said, good := build(t, os.DevNull, "PKG_CONFIG_LIBDIR=/nowhere", "PKG_CONFIG_PATH=/nowhere")
	if good || !strings.Contains(said, "libcisdocker") {
		t.Errorf("the build said: %s", said)
	}
}

func TestLibraryIsTooOldWhereItIsBuilt(t *testing.T) {
	if testing.Short() {
		t.Skip("builds")
	}
	folder := t.TempDir()
	write(t, filepath.Join(folder, "include/cisdocker/cisdocker.h"),
		strings.Replace(header(t), "#define CISD_VERSION_MINOR 1", "#define CISD_VERSION_MINOR 0", 1))
	write(t, filepath.Join(folder, "libcisdocker.pc"), fmt.Sprintf(
		"Name: old\nDescription: old\nVersion: 0.0.1\nCflags: -I%s/include\nLibs: -lcisdocker\n", folder))
	said, good := build(t, os.DevNull, "PKG_CONFIG_PATH="+folder)
	if good || !strings.Contains(said, "libcisdocker 0.1.0 or later is needed") {
		t.Errorf("the build said: %s", said)
	}
}

// An older library stands in for the one that was built against.
func TestLibraryIsTooOldWhereItIsRun(t *testing.T) {
	if old := os.Getenv("CISDOCKER_TEST_OLD"); old != "" {
		_, err := cisdocker.New("5.4")
		wantCode(t, err, cisdocker.ErrUnsupported)
		if wanted := "libcisdocker 0.1.0 or later is needed: loaded '" + old + "'"; err.Error() != wanted {
			t.Errorf("the error is '%v', wanted '%s'", err, wanted)
		}
		_, err = cisdocker.ParsePolicy("p", "required: []")
		wantCode(t, err, cisdocker.ErrUnsupported)
		return
	}
	for _, version := range []string{"0.0.9", "what"} {
		folder := t.TempDir()
		source, object := filepath.Join(folder, "old.c"), filepath.Join(folder, "old.so")
		write(t, source, fmt.Sprintf("const char *cisd_version(void) { return \"%s\"; }\n", version))
		if said, good := run(t, nil, "cc", "-shared", "-fPIC", "-o", object, source); !good {
			t.Skipf("there is no C compiler: %s", said)
		}
		said, good := run(t, []string{"CISDOCKER_TEST_OLD=" + version, "LD_PRELOAD=" + object},
			os.Args[0], "-test.run=^TestLibraryIsTooOldWhereItIsRun$", "-test.v")
		if !good || !strings.Contains(said, "--- PASS") {
			t.Errorf("%s", said)
		}
	}
}

func TestLibraryIsMissingWhereItIsRun(t *testing.T) {
	if testing.Short() {
		t.Skip("builds")
	}
	program := filepath.Join(t.TempDir(), "loop")
	if said, good := build(t, program); !good {
		t.Fatal(said)
	}
	said, good := run(t, []string{"LD_LIBRARY_PATH=/nowhere"}, program, "x")
	if strings.HasPrefix(said, "loop:") {
		t.Skip("the library is installed where it is always found")
	}
	if good || !strings.Contains(said, "libcisdocker.so") {
		t.Errorf("the program said: %s", said)
	}
}

func TestVersion(t *testing.T) {
	if !strings.Contains(cisdocker.Version(), ".") {
		t.Errorf("the version is '%s'", cisdocker.Version())
	}
}

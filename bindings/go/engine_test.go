package cisdocker_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cisdocker.io/cisdocker"
)

// engine answers as a Docker Engine with some containers, and is at the URL that is returned.
func engine(t *testing.T, answers map[string]string) string {
	t.Helper()
	socket := filepath.Join(t.TempDir(), "docker.sock")
	listener, err := net.Listen("unix", socket)
	must(t, err)
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer, found := answers[strings.TrimPrefix(r.URL.Path, "/v1.41")]
		w.Header().Set("Content-Type", "application/json")
		if !found {
			w.WriteHeader(http.StatusNotFound)
			answer = `{"message": "no such thing"}`
		}
		fmt.Fprint(w, answer)
	})}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	return "unix://" + socket
}

// twoContainers are one that passes, and one that has SYS_ADMIN.
func twoContainers() map[string]string {
	safe, risky := strings.Repeat("a", 64), strings.Repeat("b", 64)
	inspected := func(id, name, host string) string {
		return fmt.Sprintf(`{"Id": "%s", "Name": "/%s", "Platform": "linux",
			"State": {"Status": "exited"}, "Config": {"Image": "nginx"}, "HostConfig": %s}`,
			id, name, host)
	}
	return map[string]string{
		"/version": `{"Version": "20.10.24", "ApiVersion": "1.41", "MinAPIVersion": "1.12",
			"Os": "linux", "Components": [{"Name": "Engine", "Version": "20.10.24"}]}`,
		"/info": `{"Name": "web-1", "OSType": "linux", "ServerVersion": "20.10.24",
			"Swarm": {"LocalNodeState": "inactive"}}`,
		"/containers/json": fmt.Sprintf(`[{"Id": "%s", "Names": ["/safe"]},
			{"Id": "%s", "Names": ["/risky"]}]`, safe, risky),
		"/containers/" + safe + "/json":  inspected(safe, "safe", `{"CapDrop": ["ALL"]}`),
		"/containers/" + risky + "/json": inspected(risky, "risky", `{"CapAdd": ["SYS_ADMIN"]}`),
	}
}

func TestEngine(t *testing.T) {
	audit := newAudit(t)
	must(t, audit.SetKernel(cisdocker.KernelOff))
	must(t, audit.AddEngine(engine(t, twoContainers()), nil))
	report, err := audit.Collect(context.Background())
	must(t, err)
	defer report.Close()
	target := report.Targets[0]
	if !target.Complete || target.Host != "web-1" || target.Engine != "docker" ||
		target.EngineVersion != "20.10.24" || report.Err() != nil {
		t.Errorf("target %+v", target)
	}
	if report.Count(cisdocker.VerdictPass) != 1 || report.Count(cisdocker.VerdictFail) != 1 {
		t.Errorf("report %+v", report.Summary)
	}
}

func TestContextEndsWaitingForAnEngine(t *testing.T) {
	listener, err := net.Listen("unix", filepath.Join(t.TempDir(), "silent.sock"))
	must(t, err)
	defer listener.Close()
	audit := newAudit(t)
	must(t, audit.AddEngine("unix://"+listener.Addr().String(), nil))
	ctx, cancel := context.WithCancel(context.Background())
	answered := make(chan struct{})
	defer close(answered)
	go func() {
		if connection, err := listener.Accept(); err == nil {
			defer connection.Close()
			cancel()
			<-answered
		}
	}()
	_, err = audit.Collect(ctx)
	wantCode(t, err, cisdocker.ErrCancelled)
}

// program builds an example, or skips where it is not beside the binding.
func program(t *testing.T, folder string, files ...string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("builds")
	}
	if found, err := filepath.Glob(filepath.Join(folder, "*.go")); err != nil || found == nil {
		t.Skipf("there is no %s", folder)
	}
	path := filepath.Join(t.TempDir(), "program")
	command := exec.Command("go", append([]string{"build", "-o", path}, files...)...)
	command.Dir = folder
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%s", said)
	}
	return path
}

// said is what a program prints on stdout and on stderr, and its exit status.
func said(path string, words ...string) (out, errors string, status int) {
	var stdout, stderr bytes.Buffer
	command := exec.Command(path, words...)
	command.Stdout, command.Stderr = &stdout, &stderr
	_ = command.Run()
	return stdout.String(), stderr.String(), command.ProcessState.ExitCode()
}

func TestExampleOfAnAudit(t *testing.T) {
	path := program(t, "examples/audit")
	out, _, status := said(path, engine(t, twoContainers()))
	wanted := "\"risky\": adds capabilities beyond the engine's default set\n" +
		"1 passed, 1 failed, 0 waived\n"
	if out != wanted || status != 0 {
		t.Errorf("exit status %d:\n%swanted:\n%s", status, out, wanted)
	}
	_, errors, status := said(path, "unix:///nowhere.sock")
	if !strings.HasPrefix(errors, "audit: cannot connect") || status != 1 {
		t.Errorf("exit status %d: %s", status, errors)
	}
}

func TestPlugin(t *testing.T) {
	path := program(t, "../../examples/plugin", "plugin.go")
	uri := engine(t, twoContainers())
	out, errors, status := said(path, uri)
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if status != 1 || errors != "" || lines[0] != "risky: added-beyond-default,net-raw-default" {
		t.Errorf("exit status %d:\n%s%s", status, out, errors)
	}
	for _, line := range lines[1:] {
		if !strings.HasPrefix(line, "  ") {
			t.Errorf("not indented: %q", line)
		}
	}
	policy := filepath.Join(t.TempDir(), "policy.yaml")
	write(t, policy, "waivers:\n  - name: risky\n    reason: old\n    capabilities: ALL\n")
	if out, errors, status := said(path, uri, policy); status != 0 || out+errors != "" {
		t.Errorf("waived, but exit status %d:\n%s%s", status, out, errors)
	}
	write(t, policy, "nonsense: 1\n")
	for _, words := range [][]string{{}, {"unix:///nowhere.sock"}, {uri, policy}} {
		out, errors, status := said(path, words...)
		if status != 2 || out != "" || !strings.HasPrefix(errors, "plugin: ") ||
			strings.Count(errors, "\n") != 1 {
			t.Errorf("%q: exit status %d:\n%s%s", words, status, out, errors)
		}
	}
}

// The lines that the README opens with are a program's, but for what is around them.
func TestReadme(t *testing.T) {
	if testing.Short() {
		t.Skip("builds")
	}
	text, err := os.ReadFile("README.md")
	must(t, err)
	_, code, _ := strings.Cut(string(text), "```go\n")
	code, _, found := strings.Cut(code, "```")
	if !found || !strings.Contains(code, "unix:///var/run/docker.sock") {
		t.Fatalf("the README opens with %q", code)
	}
	uri := engine(t, twoContainers())
	code = strings.ReplaceAll(code, "unix:///var/run/docker.sock", uri)
	here, err := os.Getwd()
	must(t, err)
	folder := t.TempDir()
	write(t, filepath.Join(folder, "go.mod"), "module cisdocker.io/readme\n\ngo 1.23\n\n"+
		"require cisdocker.io/cisdocker v0.0.0\n\nreplace cisdocker.io/cisdocker => "+here+"\n")
	write(t, filepath.Join(folder, "main.go"), "package main\n\nimport (\n\"context\"\n\"fmt\"\n"+
		"\"log\"\n\n\"cisdocker.io/cisdocker\"\n)\n\nfunc run(ctx context.Context) error {\n"+code+
		"return nil\n}\n\nfunc main() {\nif err := run(context.Background()); err != nil {\n"+
		"log.Fatal(err)\n}\n}\n")
	out, errors, status := said(program(t, folder))
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	slices.Sort(lines)
	wanted := []string{"fail risky added-beyond-default,net-raw-default", "pass safe all-dropped"}
	if !slices.Equal(lines, wanted) || errors != "" || status != 0 {
		t.Errorf("exit status %d:\n%s%swanted:\n%s", status, out, errors, wanted)
	}
}

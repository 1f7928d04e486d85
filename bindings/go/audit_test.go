package cisdocker_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"cisdocker.io/cisdocker"
)

// commands makes an audit of as many command lines, all of which fail.
func commands(t testing.TB, count int) *cisdocker.Audit {
	t.Helper()
	audit := newAudit(t)
	for range count {
		must(t, audit.AddCommand("docker run --name web --cap-add=SYS_ADMIN nginx"))
	}
	return audit
}

// first is the first result, kept.
func first(t testing.TB, audit *cisdocker.Audit) *cisdocker.Result {
	t.Helper()
	for result, err := range audit.Results(context.Background()) {
		must(t, err)
		return result.Keep()
	}
	t.Fatal("no result")
	return nil
}

func wantCode(t testing.TB, err error, code cisdocker.Code) {
	t.Helper()
	var own *cisdocker.Error
	if !errors.Is(err, code) || !errors.As(err, &own) || own.Code != code {
		t.Fatalf("the error is %v, wanted the code %v", err, code)
	}
}

func TestResultHasItsEvidence(t *testing.T) {
	result := first(t, commands(t, 1))
	defer result.Close()
	sysAdmin, err := cisdocker.ParseCap("sys_admin")
	must(t, err)
	if result.Verdict != cisdocker.VerdictFail || result.Name != "web" || result.Image != "nginx" ||
		result.Kind != cisdocker.KindCommand || result.Privileged != cisdocker.No ||
		result.Severity != cisdocker.SeverityHigh || !result.Excess.Has(sysAdmin) {
		t.Errorf("result %+v", result)
	}
	if !result.CapAdd.Known || !slices.Equal(result.CapAdd.Names, []string{"SYS_ADMIN"}) {
		t.Errorf("cap_add %+v", result.CapAdd)
	}
	if reason := result.Reasons[0]; reason.Code != cisdocker.ReasonAddedBeyondDefault ||
		reason.Message == "" || !reason.Caps.Has(sysAdmin) {
		t.Errorf("reason %+v", reason)
	}
}

func TestErrorsHaveCodeAndMessage(t *testing.T) {
	_, err := cisdocker.New("9.9")
	wantCode(t, err, cisdocker.ErrArgument)
	if err.Error() != "there is no such rule" {
		t.Errorf("message %q", err)
	}
	_, err = cisdocker.LoadPolicy("/nowhere/policy.yaml")
	wantCode(t, err, cisdocker.ErrIO)
	_, err = cisdocker.ParsePolicy("p", "exceptions: []")
	wantCode(t, err, cisdocker.ErrFormat)
	wantCode(t, newAudit(t).AddInspect("a\x00b"), cisdocker.ErrArgument)
	if errors.Is(err, cisdocker.ErrTimeout) {
		t.Error("an error has two codes")
	}
}

func TestWithoutTargets(t *testing.T) {
	for _, err := range newAudit(t).Results(context.Background()) {
		wantCode(t, err, cisdocker.ErrState)
		return
	}
	t.Error("no error")
}

func TestSettingsAfterTheFirstResult(t *testing.T) {
	audit := commands(t, 2)
	must(t, first(t, audit).Close())
	wantCode(t, audit.SetProfile(cisdocker.ProfileStrict), cisdocker.ErrState)
	wantCode(t, audit.AddCommand("docker run x"), cisdocker.ErrState)
}

func TestLoopLeftInTheMiddle(t *testing.T) {
	audit := commands(t, 5)
	for range 2 {
		must(t, first(t, audit).Close())
	}
	rest := 0
	for _, err := range audit.Results(context.Background()) {
		must(t, err)
		rest++
	}
	if rest != 3 {
		t.Errorf("%d results were left, wanted 3", rest)
	}
}

func TestFieldsOutliveTheLoop(t *testing.T) {
	var result *cisdocker.Result
	audit := commands(t, 1)
	for one, err := range audit.Results(context.Background()) {
		must(t, err)
		result = one
	}
	must(t, audit.Close())
	if result.Name != "web" || len(result.Remedies) == 0 {
		t.Errorf("result %+v", result)
	}
	wantCode(t, result.WriteJSON(io.Discard), cisdocker.ErrState)
}

func TestKeptResultOutlivesItsAudit(t *testing.T) {
	audit := commands(t, 1)
	result := first(t, audit)
	must(t, audit.Close())
	var out bytes.Buffer
	must(t, result.WriteFix(&out, cisdocker.FixSmallest))
	if !strings.Contains(out.String(), "--cap-drop=NET_RAW") {
		t.Errorf("the fix is %q", out.String())
	}
	must(t, result.Close())
	must(t, result.Close())
	wantCode(t, result.WriteFix(&out, cisdocker.FixSmallest), cisdocker.ErrState)
}

func TestPanicInTheLoopIsTheLoops(t *testing.T) {
	audit := commands(t, 2)
	func() {
		defer func() {
			if recover() != "enough" {
				t.Error("another panic, or none")
			}
		}()
		for range audit.Results(context.Background()) {
			panic("enough")
		}
	}()
	must(t, first(t, audit).Close())
}

func TestClosedAudit(t *testing.T) {
	audit := commands(t, 1)
	must(t, audit.Close())
	must(t, audit.Close())
	audit.Cancel()
	wantCode(t, audit.AddCommand("docker run x"), cisdocker.ErrState)
	_, err := audit.Summary()
	wantCode(t, err, cisdocker.ErrState)
	for _, err := range audit.Results(context.Background()) {
		wantCode(t, err, cisdocker.ErrState)
	}
}

func TestContextCancelsForGood(t *testing.T) {
	audit := commands(t, 3)
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	why := errors.New("the user left")
	var last error
	count := 0
	for _, err := range audit.Results(ctx) {
		if last = err; err == nil {
			count++
			cancel(why)
		}
	}
	wantCode(t, last, cisdocker.ErrCancelled)
	if count != 1 || !errors.Is(last, why) {
		t.Errorf("%d results, then %v", count, last)
	}
	_, err := audit.Collect(context.Background())
	wantCode(t, err, cisdocker.ErrCancelled)
}

func TestDeadlineIsTheCause(t *testing.T) {
	ctx, cancel := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer cancel()
	_, err := commands(t, 1).Collect(ctx)
	wantCode(t, err, cisdocker.ErrCancelled)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the error is %v", err)
	}
}

func TestProgress(t *testing.T) {
	audit := commands(t, 3)
	var told []int
	must(t, audit.SetProgress(func(done, _ int) error {
		told = append(told, done)
		return nil
	}))
	report, err := audit.Collect(context.Background())
	must(t, err)
	defer report.Close()
	if !slices.Equal(told, []int{1, 2, 3}) {
		t.Errorf("told %v", told)
	}
}

func TestProgressThatFails(t *testing.T) {
	audit := commands(t, 3)
	why := errors.New("no more")
	must(t, audit.SetProgress(func(int, int) error { return why }))
	_, err := audit.Collect(context.Background())
	wantCode(t, err, cisdocker.ErrCancelled)
	if !errors.Is(err, why) {
		t.Errorf("the error is %v", err)
	}
}

func TestProgressThatUsesTheAudit(t *testing.T) {
	audit := commands(t, 1)
	var inside error
	must(t, audit.SetProgress(func(int, int) error {
		_, inside = audit.Summary()
		return nil
	}))
	must(t, first(t, audit).Close())
	wantCode(t, inside, cisdocker.ErrState)
}

func TestCloseFromWithinACallback(t *testing.T) {
	audit := commands(t, 2)
	must(t, audit.SetProgress(func(int, int) error { return audit.Close() }))
	var last error
	for _, err := range audit.Results(context.Background()) {
		last = err
	}
	wantCode(t, last, cisdocker.ErrState)
}

func TestPanicInACallback(t *testing.T) {
	audit := commands(t, 1)
	must(t, audit.SetProgress(func(int, int) error { panic("in the callback") }))
	defer func() {
		if recover() != "in the callback" {
			t.Error("another panic, or none")
		}
	}()
	first(t, audit)
}

func TestReaderThatFails(t *testing.T) {
	audit := newAudit(t)
	why := errors.New("the disk is gone")
	must(t, audit.AddInspectReader("saved.json", iotest.ErrReader(why)))
	report, err := audit.Collect(context.Background())
	must(t, err)
	defer report.Close()
	target := report.Targets[0]
	wantCode(t, target.Err, cisdocker.ErrCallback)
	if target.Complete || !errors.Is(target.Err, why) || target.URI != "saved.json" {
		t.Errorf("target %+v", target)
	}
}

func TestReaderThatNeverReads(t *testing.T) {
	audit := newAudit(t)
	must(t, audit.AddInspectReader("slow", readerFunc(func([]byte) (int, error) { return 0, nil })))
	report, err := audit.Collect(context.Background())
	must(t, err)
	defer report.Close()
	if !errors.Is(report.Targets[0].Err, io.ErrNoProgress) {
		t.Errorf("the error is %v", report.Targets[0].Err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

func TestWriterThatFails(t *testing.T) {
	why := errors.New("no space")
	full := writerFunc(func([]byte) (int, error) { return 0, why })
	audit := commands(t, 2)
	err := audit.Render(context.Background(), full, cisdocker.FormatJSONL, nil)
	wantCode(t, err, cisdocker.ErrCallback)
	if !errors.Is(err, why) {
		t.Errorf("the error is %v", err)
	}
	report, err := audit.Collect(context.Background())
	must(t, err)
	defer report.Close()
	for _, format := range cisdocker.Formats() {
		wantCode(t, report.Render(full, format, nil), cisdocker.ErrCallback)
	}
}

func TestRendererAfterItsAudit(t *testing.T) {
	for _, format := range cisdocker.Formats() {
		var before, after bytes.Buffer
		for _, out := range []*bytes.Buffer{&before, &after} {
			audit := commands(t, 1)
			must(t, audit.SetTime(time.Unix(0, 0)))
			renderer, err := audit.NewRenderer(out, format, nil)
			must(t, err)
			for result, err := range audit.Results(context.Background()) {
				must(t, err)
				must(t, renderer.Add(result))
			}
			if out == &after {
				must(t, audit.Close())
			}
			must(t, renderer.Finish())
			must(t, renderer.Close())
			wantCode(t, renderer.Finish(), cisdocker.ErrState)
		}
		if before.Len() == 0 || !bytes.Equal(before.Bytes(), after.Bytes()) {
			t.Errorf("%v is not the same after the audit was closed", format)
		}
	}
}

func TestRenderOptions(t *testing.T) {
	var plain, coloured bytes.Buffer
	must(t, commands(t, 1).Render(context.Background(), &plain, cisdocker.FormatText, nil))
	must(t, commands(t, 1).Render(context.Background(), &coloured, cisdocker.FormatText,
		&cisdocker.RenderOptions{Color: true, Verbose: true, Width: 60}))
	if bytes.Contains(plain.Bytes(), []byte("\x1b[")) ||
		!bytes.Contains(coloured.Bytes(), []byte("\x1b[")) {
		t.Error("colours are not as asked for")
	}
	var named bytes.Buffer
	must(t, commands(t, 1).Render(context.Background(), &named, cisdocker.FormatSARIF,
		&cisdocker.RenderOptions{AssetHost: "web-1", AssetAddresses: []string{"192.0.2.7"}}))
	if !strings.Contains(named.String(), "web-1") {
		t.Error("the asset's name is missing")
	}
}

func TestEngineThatIsNotThere(t *testing.T) {
	audit := newAudit(t)
	socket := filepath.Join(t.TempDir(), "none.sock")
	must(t, audit.AddEngine("unix://"+socket, &cisdocker.EngineOptions{
		Timeout: time.Second, Connections: 2, SSHEnvironment: []string{"A=B"}}))
	report, err := audit.Collect(context.Background())
	must(t, err)
	defer report.Close()
	wantCode(t, report.Targets[0].Err, cisdocker.ErrConnect)
	wantCode(t, newAudit(t).AddEngine("unix:///x", &cisdocker.EngineOptions{Connections: 17}),
		cisdocker.ErrArgument)
	wantCode(t, newAudit(t).AddEngine("http://x", nil), cisdocker.ErrUnsupported)
}

func TestReportOutlivesItsAudit(t *testing.T) {
	audit := commands(t, 2)
	report, err := audit.Collect(context.Background())
	must(t, err)
	must(t, audit.Close())
	if report.Len() != 2 || report.Count(cisdocker.VerdictFail) != 2 ||
		report.Failures(cisdocker.SeverityHigh) != 2 || report.At(2) != nil {
		t.Errorf("report %+v", report.Summary)
	}
	one := report.At(1)
	must(t, report.Close())
	if report.At(0) != nil || len(slices.Collect(report.Results())) != 0 {
		t.Error("a closed report has results")
	}
	must(t, one.WriteJSON(io.Discard))
	must(t, one.Close())
	wantCode(t, report.Render(io.Discard, cisdocker.FormatJSON, nil), cisdocker.ErrState)
}

const composeFile = "# mine\nservices:\n  web:\n    image: nginx\n    cap_add: [SYS_ADMIN]\n"

func composeReport(t *testing.T) *cisdocker.Report {
	t.Helper()
	path := filepath.Join(t.TempDir(), "compose.yaml")
	must(t, os.WriteFile(path, []byte(composeFile), 0o600))
	audit := newAudit(t)
	must(t, audit.AddCompose(cisdocker.ComposeOptions{Files: []string{path}}))
	report, err := audit.Collect(context.Background())
	must(t, err)
	t.Cleanup(func() { report.Close() })
	return report
}

func TestComposeIsMended(t *testing.T) {
	report := composeReport(t)
	file := report.At(0).File
	var override, edited, policy bytes.Buffer
	must(t, report.WriteOverride(&override, cisdocker.FixLeast))
	must(t, report.EditCompose(&edited, cisdocker.FixSmallest, file, composeFile))
	must(t, report.WritePolicy(&policy, 7))
	if !strings.Contains(override.String(), "cap_drop") ||
		!strings.HasPrefix(edited.String(), "# mine\n") ||
		!strings.Contains(edited.String(), "NET_RAW") {
		t.Errorf("override:\n%s\nedited:\n%s", override.String(), edited.String())
	}
	parsed, err := cisdocker.ParsePolicy("generated", policy.String())
	must(t, err)
	defer parsed.Close()
	if len(parsed.Entries) != 1 || !parsed.Entries[0].IsWaiver {
		t.Errorf("policy:\n%s", policy.String())
	}
}

func TestPolicyIsExplained(t *testing.T) {
	policy, err := cisdocker.ParsePolicy("site.yaml", `
waivers:
  - name: "web-*"
    capabilities: [NET_RAW]
    reason: pings
    owner: ops
    expires: 2026-01-31
`)
	must(t, err)
	entry := policy.Entries[0]
	netRaw, _ := cisdocker.ParseCap("NET_RAW")
	if entry.Match[cisdocker.PolicyName] != "web-*" || entry.Caps != cisdocker.CapsOf(netRaw) ||
		entry.Reason != "pings" || entry.Owner != "ops" || entry.Expires != "2026-01-31" ||
		entry.Line != 3 || policy.File != "site.yaml" || len(entry.Match) != 1 {
		t.Errorf("entry %+v", entry)
	}
	var out bytes.Buffer
	must(t, policy.Explain(&out, time.Unix(1800000000, 0), nil))
	if !strings.Contains(out.String(), "expired") {
		t.Errorf("explained:\n%s", out.String())
	}
	must(t, policy.Close())
	wantCode(t, policy.Explain(&out, time.Now(), nil), cisdocker.ErrState)
	wantCode(t, newAudit(t).AddPolicy(policy), cisdocker.ErrState)
}

func TestDockerContext(t *testing.T) {
	found, err := cisdocker.LoadDockerContext(t.TempDir(), "")
	must(t, err)
	if found != (cisdocker.DockerContext{}) {
		t.Errorf("context %+v", found)
	}
	_, err = cisdocker.LoadDockerContext(t.TempDir(), "nobody")
	wantCode(t, err, cisdocker.ErrArgument)
}

// saved is the JSON report of an audit of one command line, in a file.
func saved(t *testing.T, line string) string {
	t.Helper()
	audit := newAudit(t)
	must(t, audit.AddCommand(line))
	var out bytes.Buffer
	must(t, audit.Render(context.Background(), &out, cisdocker.FormatJSON, nil))
	path := filepath.Join(t.TempDir(), "report.json")
	must(t, os.WriteFile(path, out.Bytes(), 0o600))
	return path
}

func load(t *testing.T, paths ...string) *cisdocker.Report {
	t.Helper()
	report, err := cisdocker.LoadReports(paths...)
	must(t, err)
	t.Cleanup(func() { report.Close() })
	return report
}

func TestReportsAreReadBack(t *testing.T) {
	good, bad := saved(t, "docker run --cap-drop=ALL a"), saved(t, "docker run --name b b")
	report := load(t, good, bad)
	if report.Len() != 2 || len(report.Targets) != 2 || report.Count(cisdocker.VerdictFail) != 1 {
		t.Errorf("report %+v", report.Summary)
	}
	text, err := os.ReadFile(bad)
	must(t, err)
	again, err := cisdocker.ReadReport("again", iotest.OneByteReader(bytes.NewReader(text)))
	must(t, err)
	defer again.Close()
	var out bytes.Buffer
	must(t, again.Render(&out, cisdocker.FormatJSON, nil))
	if !bytes.Equal(out.Bytes(), text) {
		t.Errorf("rendered again:\n%s\nwas:\n%s", out.Bytes(), text)
	}
}

func TestReportsThatCannotBeReadBack(t *testing.T) {
	good := saved(t, "docker run a")
	_, err := cisdocker.LoadReports()
	wantCode(t, err, cisdocker.ErrArgument)
	_, err = cisdocker.LoadReports(good, "/nowhere/report.json")
	wantCode(t, err, cisdocker.ErrIO)
	_, err = cisdocker.LoadReports(good, "a\x00b")
	wantCode(t, err, cisdocker.ErrArgument)
	why := errors.New("the disk is gone")
	_, err = cisdocker.ReadReport("x", iotest.ErrReader(why))
	if wantCode(t, err, cisdocker.ErrCallback); !errors.Is(err, why) {
		t.Errorf("the error is %v", err)
	}
}

func TestChangesSinceABaseline(t *testing.T) {
	older := load(t, saved(t, "docker run --name web nginx"))
	newer := load(t, saved(t, "docker run --name web --cap-add=SYS_ADMIN nginx"))
	must(t, newer.Compare("yesterday", older))
	one := newer.At(0)
	defer one.Close()
	if one.Change != cisdocker.ChangeWorse || newer.Baseline != "yesterday" ||
		newer.Changed(cisdocker.ChangeWorse) != 1 || newer.NewFailures(cisdocker.SeverityHigh) != 1 {
		t.Errorf("change %v, summary %+v", one.Change, newer.Summary)
	}
	wantCode(t, newer.Compare("again", older), cisdocker.ErrState)
}

func TestAuditAgainstABaseline(t *testing.T) {
	older := load(t, saved(t, "docker run --name web nginx"))
	audit := newAudit(t)
	must(t, audit.SetBaseline("yesterday", older))
	must(t, audit.AddCommand("docker run --name web --cap-drop=ALL nginx"))
	one := first(t, audit)
	defer one.Close()
	report, err := audit.Collect(context.Background())
	must(t, err)
	defer report.Close()
	if one.Change != cisdocker.ChangeFixed || len(report.Fixed) != 1 ||
		report.Fixed[0].Name != "web" || report.Fixed[0].Gone {
		t.Errorf("change %v, fixed %+v", one.Change, report.Fixed)
	}
}

package cisdocker_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"cisdocker.io/cisdocker"
)

// There are many; fewer mean that they were not found.
const leastScenarios = 70

// A line of a case that is about a result, and what it says.
type about struct{ name, rest string }

type expectation struct {
	name, verdict, reasons string
	granted, excess        cisdocker.Caps
	unknown                string
}

// A scenario is what the file case says; tests/scenarios/README.md describes it.
type scenario struct {
	texts  map[string][]string // by key, in order
	time   int64
	exit   int
	expect []expectation
}

// scenarioKeys are the keys whose values are kept as they are.
var scenarioKeys = strings.Fields(`why inspect compose env-file env compose-profile
	project-directory stack root run at profile select policy trust-label waived note remedy least
	refused`)

func (s *scenario) text(key string) string {
	if list := s.texts[key]; len(list) > 0 {
		return list[0]
	}
	return ""
}

// abouts are the lines of a key, each a name and the rest.
func (s *scenario) abouts(key string) []about {
	var list []about
	for _, line := range s.texts[key] {
		name, rest, _ := strings.Cut(line, " ")
		list = append(list, about{decoded(name), decoded(rest)})
	}
	return list
}

// decoded undoes %XX, and the dash that stands for nothing.
func decoded(text string) string {
	if text == "-" {
		return ""
	}
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		if i+2 < len(text) && text[i] == '%' {
			if code, err := strconv.ParseUint(text[i+1:i+3], 16, 8); err == nil {
				out.WriteByte(byte(code))
				i += 2
				continue
			}
		}
		out.WriteByte(text[i])
	}
	return out.String()
}

func readScenario(t *testing.T, folder string) *scenario {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(folder, "case"))
	if err != nil {
		t.Fatal(err)
	}
	s := &scenario{texts: map[string][]string{}, exit: -1}
	for number, line := range strings.Split(strings.TrimSuffix(string(content), "\n"), "\n") {
		key, value, _ := strings.Cut(line, " ")
		if err := s.take(key, value); err != nil {
			t.Fatalf("case:%d: %v", number+1, err)
		}
	}
	if s.text("why") == "" || s.exit < 0 {
		t.Fatal("case: has no why or no exit")
	}
	return s
}

func (s *scenario) take(key, value string) (err error) {
	switch {
	case key == "time":
		s.time, err = strconv.ParseInt(value, 10, 64)
	case key == "exit":
		s.exit, err = strconv.Atoi(value)
	case key == "expect":
		var e expectation
		e, err = newExpectation(value)
		s.expect = append(s.expect, e)
	case slices.Contains(scenarioKeys, key):
		s.texts[key] = append(s.texts[key], value)
	default:
		err = fmt.Errorf("unknown key '%s'", key)
	}
	return err
}

func newExpectation(value string) (expectation, error) {
	var e expectation
	words := strings.Split(value, " ")
	if len(words) < 5 || len(words) > 6 {
		return e, errors.New("an expectation has five or six words")
	}
	e.name, e.verdict, e.reasons = decoded(words[0]), words[1], words[2]
	for i, set := range []struct {
		key   string
		value *cisdocker.Caps
	}{{"granted=", &e.granted}, {"excess=", &e.excess}} {
		text, found := strings.CutPrefix(words[3+i], set.key)
		bits, err := strconv.ParseUint(text, 16, 64)
		if !found || err != nil {
			return e, fmt.Errorf("not a set: '%s'", words[3+i])
		}
		*set.value = cisdocker.Caps(bits)
	}
	if len(words) == 6 {
		text, found := strings.CutPrefix(words[5], "unknown=")
		if !found {
			return e, fmt.Errorf("not understood: '%s'", words[5])
		}
		e.unknown = text
	}
	return e, nil
}

// scenarioFolder is the folder of the scenarios.
func scenarioFolder(t testing.TB) string {
	t.Helper()
	folder := os.Getenv("CISDOCKER_SCENARIOS")
	if folder != "" {
		return folder
	}
	folder, err := filepath.Abs("../../tests/scenarios")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the scenarios are not beside the binding: set CISDOCKER_SCENARIOS")
	}
	return folder
}

// enter makes a folder the current one for a test.
func enter(t testing.TB, folder string) {
	t.Helper()
	before, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chdir(folder); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.Chdir(before); err != nil {
			t.Fatal(err)
		}
	})
}

func TestScenarios(t *testing.T) {
	cases, err := filepath.Glob(filepath.Join(scenarioFolder(t), "*", "case"))
	if err != nil || len(cases) < leastScenarios {
		t.Fatalf("only %d scenarios in %s", len(cases), scenarioFolder(t))
	}
	for _, path := range cases {
		folder := filepath.Dir(path)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			s := readScenario(t, folder)
			enter(t, folder)
			if s.text("refused") != "" {
				s.checkRefused(t)
				return
			}
			s.checkCollected(t)
			s.checkDrawn(t, false)
			s.checkDrawn(t, true)
		})
	}
}

func TestScenarioKeysAreKnown(t *testing.T) {
	s := &scenario{texts: map[string][]string{}}
	if err := s.take("whatever", "x"); err == nil {
		t.Error("an unknown key was taken")
	}
}

func (s *scenario) checkRefused(t *testing.T) {
	var first error
	for _, path := range s.texts["policy"] {
		policy, err := cisdocker.LoadPolicy(path)
		if err == nil {
			policy.Close()
		} else if first == nil {
			first = err
		}
	}
	if first == nil || first.Error() != s.text("refused") {
		t.Errorf("refused: %v\nwanted: %s", first, s.text("refused"))
	}
}

// audit is the scenario's; byteByByte hands the files in through slow readers.
func (s *scenario) audit(t *testing.T, byteByByte bool) *cisdocker.Audit {
	t.Helper()
	audit := newAudit(t)
	must(t, audit.SetTime(time.Unix(s.time, 0)))
	if name := s.text("profile"); name != "" {
		profile, err := cisdocker.ParseProfile(name)
		must(t, err)
		must(t, audit.SetProfile(profile))
	}
	if key := s.text("trust-label"); key != "" {
		must(t, audit.TrustLabel(key))
	}
	for _, selection := range s.texts["select"] {
		key, value, _ := strings.Cut(selection, " ")
		must(t, audit.Select(key, value))
	}
	for _, path := range s.texts["policy"] {
		policy, err := cisdocker.LoadPolicy(path)
		must(t, err)
		must(t, audit.AddPolicy(policy))
		must(t, policy.Close())
	}
	s.addTargets(t, audit, byteByByte)
	return audit
}

func (s *scenario) addTargets(t *testing.T, audit *cisdocker.Audit, byteByByte bool) {
	t.Helper()
	for _, path := range s.texts["inspect"] {
		content, err := os.ReadFile(path)
		if byteByByte && err == nil {
			must(t, audit.AddInspectReader(path, iotest.OneByteReader(bytes.NewReader(content))))
		} else {
			must(t, audit.AddInspect(path))
		}
	}
	if files := s.texts["compose"]; len(files) > 0 {
		must(t, audit.AddCompose(cisdocker.ComposeOptions{
			Files: files, EnvFiles: s.texts["env-file"], Environment: s.texts["env"],
			Profiles: s.texts["compose-profile"], Stack: s.text("stack") != "",
			ProjectDirectory: s.text("project-directory"),
		}))
	}
	for _, directory := range s.texts["root"] {
		must(t, audit.AddRoot(directory))
	}
	for _, path := range s.texts["run"] {
		line, err := os.ReadFile(path)
		must(t, err)
		must(t, audit.AddCommand(string(line)))
	}
}

func (s *scenario) checkCollected(t *testing.T) {
	audit := s.audit(t, false)
	defer audit.Close()
	report, err := audit.Collect(context.Background())
	must(t, err)
	defer report.Close()
	results := slices.Collect(report.Results())
	s.checkResults(t, results)
	s.checkNotes(t, report.Notes)
	s.checkSummary(t, &report.Summary)
	checkFiles(t, func(format cisdocker.Format) ([]byte, error) {
		var out bytes.Buffer
		err := report.Render(&out, format, nil)
		return out.Bytes(), err
	})
}

func (s *scenario) checkDrawn(t *testing.T, byteByByte bool) {
	audit := s.audit(t, byteByByte)
	defer audit.Close()
	outputs := map[cisdocker.Format]*bytes.Buffer{}
	var renderers []*cisdocker.Renderer
	for _, format := range wantedFormats() {
		outputs[format] = &bytes.Buffer{}
		renderer, err := audit.NewRenderer(outputs[format], format, nil)
		must(t, err)
		defer renderer.Close()
		renderers = append(renderers, renderer)
	}
	var results []*cisdocker.Result
	for result, err := range audit.Results(context.Background()) {
		must(t, err)
		results = append(results, result)
		for _, renderer := range renderers {
			must(t, renderer.Add(result))
		}
	}
	for _, renderer := range renderers {
		must(t, renderer.Finish())
	}
	s.checkResults(t, results)
	summary, err := audit.Summary()
	must(t, err)
	s.checkSummary(t, &summary)
	checkFiles(t, func(format cisdocker.Format) ([]byte, error) {
		return outputs[format].Bytes(), nil
	})
}

// wantedFormats are those that a file says something about; JSON always is.
func wantedFormats() []cisdocker.Format {
	return slices.DeleteFunc(cisdocker.Formats(), func(format cisdocker.Format) bool {
		_, err := os.Stat("expected." + format.String())
		return err != nil && format != cisdocker.FormatJSON
	})
}

func checkFiles(t *testing.T, render func(cisdocker.Format) ([]byte, error)) {
	t.Helper()
	for _, format := range wantedFormats() {
		path := "expected." + format.String()
		expected, err := os.ReadFile(path)
		must(t, err)
		written, err := render(format)
		must(t, err)
		if !bytes.Equal(expected, written) {
			t.Errorf("%s: written was\n%s", path, written)
		}
	}
}

func (s *scenario) checkSummary(t *testing.T, summary *cisdocker.Summary) {
	t.Helper()
	if status := exitStatus(summary); status != s.exit {
		t.Errorf("exit status %d, wanted %d", status, s.exit)
	}
	var lines strings.Builder
	for _, target := range summary.Targets {
		var err *cisdocker.Error
		if errors.As(target.Err, &err) {
			lines.WriteString(err.Message + "\n")
		}
	}
	expected, err := os.ReadFile("expected.err")
	if err != nil && !os.IsNotExist(err) {
		t.Error(err)
	}
	if lines.String() != string(expected) {
		t.Errorf("errors of targets:\n%swanted:\n%s", lines.String(), expected)
	}
}

func exitStatus(summary *cisdocker.Summary) int {
	if summary.Count(cisdocker.VerdictFail) > 0 {
		return 1
	}
	incomplete := slices.ContainsFunc(summary.Targets, func(target cisdocker.Target) bool {
		return !target.Complete
	})
	unsure := summary.Count(cisdocker.VerdictError) + summary.Count(cisdocker.VerdictUnknown)
	if incomplete || unsure > 0 {
		return 3
	}
	return 0
}

func (s *scenario) checkResults(t *testing.T, results []*cisdocker.Result) {
	t.Helper()
	if len(results) != len(s.expect) {
		t.Fatalf("%d results, wanted %d", len(results), len(s.expect))
	}
	for i, result := range results {
		if found := summarised(result); found != s.expect[i] {
			t.Errorf("result %+v\nwanted %+v", found, s.expect[i])
		}
	}
	s.checkPlaces(t, results)
	s.checkWaived(t, results)
	s.checkRemedies(t, results, "remedy", func(r cisdocker.Remedy) string { return r.Smallest })
	s.checkRemedies(t, results, "least", func(r cisdocker.Remedy) string { return r.Least })
}

func summarised(result *cisdocker.Result) expectation {
	var reasons, unknown []string
	for _, reason := range result.Reasons {
		reasons = append(reasons, reason.Code.String())
	}
	for _, name := range result.UnknownCaps {
		unknown = append(unknown, encoded(name))
	}
	return expectation{result.Name, result.Verdict.String(), strings.Join(reasons, ","),
		result.Granted, result.Excess, strings.Join(unknown, ",")}
}

func encoded(name string) string {
	var out strings.Builder
	for i := range len(name) {
		if c := name[i]; c > 0x20 && c < 0x7F && c != '%' && c != ',' {
			out.WriteByte(c)
		} else {
			fmt.Fprintf(&out, "%%%02X", c)
		}
	}
	return out.String()
}

func (s *scenario) checkPlaces(t *testing.T, results []*cisdocker.Result) {
	t.Helper()
	for _, at := range s.abouts("at") {
		index := slices.IndexFunc(results, func(r *cisdocker.Result) bool { return r.Name == at.name })
		if index < 0 {
			t.Errorf("at: there is no result '%s'", at.name)
			continue
		}
		r := results[index]
		if place := fmt.Sprintf("%s:%d:%d", r.File, r.Line, r.Column); place != at.rest {
			t.Errorf("'%s' is at %s, wanted %s", at.name, place, at.rest)
		}
	}
}

func (s *scenario) checkWaived(t *testing.T, results []*cisdocker.Result) {
	t.Helper()
	var waived []about
	for _, result := range results {
		if result.Waived {
			waived = append(waived, about{result.Name, result.Waiver.Reason})
		}
	}
	wanted := s.abouts("waived")
	byName := func(a, b about) int {
		return strings.Compare(a.name+"\x00"+a.rest, b.name+"\x00"+b.rest)
	}
	slices.SortFunc(waived, byName)
	slices.SortFunc(wanted, byName)
	if !slices.Equal(waived, wanted) {
		t.Errorf("waived: %q, wanted %q", waived, wanted)
	}
}

func (s *scenario) checkRemedies(t *testing.T, results []*cisdocker.Result, key string,
	form func(cisdocker.Remedy) string) {
	t.Helper()
	for _, wanted := range s.abouts(key) {
		if !slices.ContainsFunc(results, func(result *cisdocker.Result) bool {
			return result.Name == wanted.name &&
				slices.ContainsFunc(result.Remedies, func(remedy cisdocker.Remedy) bool {
					return remedy.Kind+" "+form(remedy) == wanted.rest
				})
		}) {
			t.Errorf("no result has the %s %q", key, wanted)
		}
	}
}

func (s *scenario) checkNotes(t *testing.T, notes []cisdocker.Note) {
	t.Helper()
	var found []string
	for _, note := range notes {
		found = append(found, fmt.Sprintf("%s %s:%d", note.Kind, note.File, note.Line))
	}
	if !slices.Equal(found, s.texts["note"]) {
		t.Errorf("notes %q, wanted %q", found, s.texts["note"])
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// newAudit is closed with the test.
func newAudit(t testing.TB) *cisdocker.Audit {
	t.Helper()
	audit, err := cisdocker.New("5.4")
	must(t, err)
	t.Cleanup(func() { audit.Close() })
	return audit
}

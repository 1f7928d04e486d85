package cisdocker_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cisdocker.io/cisdocker"
)

func TestCapabilities(t *testing.T) {
	netRaw, err := cisdocker.ParseCap("cap_net_raw")
	must(t, err)
	if netRaw != 13 || netRaw.String() != "CAP_NET_RAW" || netRaw.Class() != cisdocker.ClassNetwork ||
		netRaw.Class().String() != "network" {
		t.Errorf("NET_RAW is %d %v %v", int(netRaw), netRaw, netRaw.Class())
	}
	for c := range cisdocker.Cap(cisdocker.CapCount()) {
		if again, err := cisdocker.ParseCap(c.String()); err != nil || again != c {
			t.Errorf("%v is parsed as %v: %v", c, again, err)
		}
		if c.Description() == "" || c.Attack() == "" || c.Source() == "" {
			t.Errorf("%v is not described", c)
		}
	}
	if netRaw.Alternative() == "" || cisdocker.NearestCap("NET_RAWW") != "NET_RAW" {
		t.Error("no alternative to NET_RAW, or no hint")
	}
	_, err = cisdocker.ParseCap("ALL")
	wantCode(t, err, cisdocker.ErrArgument)
	if defaults := cisdocker.DefaultCaps(); defaults.Len() != 14 || !defaults.Has(netRaw) ||
		defaults.Has(64) || defaults.Has(-1) {
		t.Errorf("the default is %v", cisdocker.DefaultCaps())
	}
	if set := cisdocker.CapsOf(netRaw, 0); set.String() != "CAP_CHOWN,CAP_NET_RAW" {
		t.Errorf("the set is %v", set)
	}
	if cisdocker.Cap(63).String() != "Cap(63)" {
		t.Error("a number without a name has one")
	}
}

func TestRules(t *testing.T) {
	rule, err := cisdocker.FindRule("5.3")
	must(t, err)
	if rule.ID != "5.4" || rule.Level != 1 || rule.Severity != "medium" ||
		!slices.Contains(cisdocker.Rules(), rule) || rule.Remediation == "" {
		t.Errorf("rule %+v", rule)
	}
	_, err = cisdocker.FindRule("1.1")
	wantCode(t, err, cisdocker.ErrArgument)
}

func TestNames(t *testing.T) {
	for _, format := range cisdocker.Formats() {
		if again, err := cisdocker.ParseFormat(format.String()); err != nil || again != format {
			t.Errorf("%v is parsed as %v: %v", format, again, err)
		}
	}
	profile, err := cisdocker.ParseProfile("strict")
	must(t, err)
	severity, err := cisdocker.ParseSeverity("high")
	must(t, err)
	if profile != cisdocker.ProfileStrict || severity != cisdocker.SeverityHigh {
		t.Errorf("parsed as %v and %v", profile, severity)
	}
	_, err = cisdocker.ParseFormat("pdf")
	wantCode(t, err, cisdocker.ErrArgument)
	for name, found := range map[string]string{
		"not known":       cisdocker.NotKnown.String(),
		"compose-service": cisdocker.KindComposeService.String(),
		"stale":           cisdocker.NoteStale.String(),
		"image":           cisdocker.PolicyImage.String(),
		"all-dropped":     cisdocker.ReasonAllDropped.String(),
		"Verdict(99)":     cisdocker.Verdict(99).String(),
		"ReasonCode(999)": cisdocker.ReasonCode(999).String(),
		"timeout":         cisdocker.ErrTimeout.String(),
	} {
		if found != name {
			t.Errorf("'%s' is called '%s'", name, found)
		}
	}
}

// Functions of the library that Go has another way for.
var otherwise = map[string]string{
	"cisd_audit_run":  "Results is Go's own loop",
	"cisd_error_code": "the call that failed returns it",
}

// The header's functions are all used: what is new there is missed here.
func TestWholeHeader(t *testing.T) {
	functions := regexp.MustCompile(`(?m)^CISD_API[^;]*?\b(cisd_\w+)\(`)
	text := header(t)
	used := sources(t)
	found := functions.FindAllStringSubmatch(text, -1)
	if len(found) < 100 {
		t.Fatalf("only %d functions in the header", len(found))
	}
	for _, match := range found {
		if !regexp.MustCompile(`\b`+match[1]+`\(`).MatchString(used) && otherwise[match[1]] == "" {
			t.Errorf("%s is not used", match[1])
		}
	}
}

// The header's constants that end a set are those of the vocabulary here.
func TestWholeVocabulary(t *testing.T) {
	used := sources(t)
	constants := regexp.MustCompile(`(?m)^    (CISD_\w+)(?: = -?\d+)?,?`)
	found := constants.FindAllStringSubmatch(header(t), -1)
	if len(found) < 70 {
		t.Fatalf("only %d constants in the header", len(found))
	}
	for _, match := range found {
		if !strings.Contains(used, match[1]) && match[1] != "CISD_OK" {
			t.Errorf("%s is not used", match[1])
		}
	}
}

func header(t *testing.T) string {
	t.Helper()
	flags, err := exec.Command("pkg-config", "--cflags-only-I", "libcisdocker").Output()
	if err != nil {
		t.Skip("pkg-config does not find the library's header")
	}
	folders := append(strings.Fields(strings.ReplaceAll(string(flags), "-I", "")), "/usr/include")
	for _, folder := range folders {
		text, err := os.ReadFile(filepath.Join(folder, "cisdocker", "cisdocker.h"))
		if err == nil {
			return string(text)
		}
	}
	t.Fatal("the library's header is not where pkg-config says")
	return ""
}

func sources(t *testing.T) string {
	t.Helper()
	paths, err := filepath.Glob("*.*")
	must(t, err)
	var all strings.Builder
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		text, err := os.ReadFile(path)
		must(t, err)
		all.Write(text)
	}
	return all.String()
}

func TestContents(t *testing.T) {
	contents := cisdocker.Contents()
	if len(contents) == 0 {
		t.Fatal("there is no content")
	}
	for _, content := range contents {
		var out strings.Builder
		must(t, cisdocker.WriteContent(&out, content.Name))
		if out.Len() == 0 || content.Description == "" {
			t.Errorf("%s is empty or not described", content.Name)
		}
	}
	wantCode(t, cisdocker.WriteContent(&strings.Builder{}, "nothing"), cisdocker.ErrArgument)
}

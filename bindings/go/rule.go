package cisdocker

// #include "bridge.h"
import "C"

import "fmt"

// A Rule is a check of a benchmark.
type Rule struct {
	ID          string // "5.4"
	Title       string
	Benchmark   string // "CIS Docker Benchmark"
	Version     string // of the benchmark the number belongs to
	Versions    string // every version and the number it has there, for people
	Severity    string
	References  string // related controls, for people
	Rationale   string // why it matters
	Decision    string // how the library decides it
	Remediation string // how to fix a failure
	Level       int    // 1 or 2
}

func newRule(rule *C.cisd_rule) Rule {
	text := func(field C.cisd_rule_field) string {
		return C.GoString(C.cisd_rule_text(rule, field))
	}
	return Rule{
		ID:          text(C.CISD_RULE_ID),
		Title:       text(C.CISD_RULE_TITLE),
		Benchmark:   text(C.CISD_RULE_BENCHMARK),
		Version:     text(C.CISD_RULE_VERSION),
		Versions:    text(C.CISD_RULE_VERSIONS),
		Severity:    text(C.CISD_RULE_SEVERITY),
		References:  text(C.CISD_RULE_REFERENCES),
		Rationale:   text(C.CISD_RULE_RATIONALE),
		Decision:    text(C.CISD_RULE_DECISION),
		Remediation: text(C.CISD_RULE_REMEDIATION),
		Level:       int(C.cisd_rule_level(rule)),
	}
}

// Rules are the checks the library has.
func Rules() []Rule {
	rules := make([]Rule, C.cisd_rule_count())
	for i := range rules {
		rules[i] = newRule(C.cisd_rule_at(C.size_t(i)))
	}
	return rules
}

// FindRule is the check with a number: "5.4", or "5.3" as benchmarks 1.1 to 1.5 call the same.
func FindRule(number string) (Rule, error) {
	var a arena
	defer a.free()
	rule := C.cisd_rule_find(a.text(number))
	if rule == nil || a.err != nil {
		return Rule{}, &Error{Code: ErrArgument, Message: fmt.Sprintf("unknown rule '%s'", number)}
	}
	return newRule(rule), nil
}

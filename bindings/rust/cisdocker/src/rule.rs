//! The checks of benchmarks.

use std::fmt;

use cisdocker_sys as sys;

use crate::error::{Code, Error};
use crate::text;

/// A check of a benchmark.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Rule(*const sys::cisd_rule);

// Rules are static and never change.
unsafe impl Send for Rule {}
unsafe impl Sync for Rule {}

/// The checks the library has.
pub fn rules() -> impl Iterator<Item = Rule> {
    (0..unsafe { sys::cisd_rule_count() }).map(|index| Rule(unsafe { sys::cisd_rule_at(index) }))
}

impl Rule {
    /// The check with a number: "5.4", or "5.3" as benchmarks 1.1 to 1.5 call the same.
    pub fn find(number: &str) -> Result<Rule, Error> {
        let text = text::c_string(number)?;
        let rule = unsafe { sys::cisd_rule_find(text.as_ptr()) };
        if rule.is_null() {
            return Err(Error::new(Code::Argument, format!("unknown rule '{number}'")));
        }
        Ok(Rule(rule))
    }

    /// A rule that the library handed out.
    pub(crate) fn of(rule: *const sys::cisd_rule) -> Rule {
        Rule(rule)
    }

    fn text(self, field: sys::cisd_rule_field) -> &'static str {
        unsafe { text::borrowed(sys::cisd_rule_text(self.0, field)) }
    }

    /// "5.4".
    pub fn id(self) -> &'static str {
        self.text(sys::CISD_RULE_ID)
    }

    /// What it asks for.
    pub fn title(self) -> &'static str {
        self.text(sys::CISD_RULE_TITLE)
    }

    /// "CIS Docker Benchmark".
    pub fn benchmark(self) -> &'static str {
        self.text(sys::CISD_RULE_BENCHMARK)
    }

    /// The version of the benchmark that the number belongs to.
    pub fn version(self) -> &'static str {
        self.text(sys::CISD_RULE_VERSION)
    }

    /// Every version and the number it has there, for people.
    pub fn versions(self) -> &'static str {
        self.text(sys::CISD_RULE_VERSIONS)
    }

    /// "medium".
    pub fn severity(self) -> &'static str {
        self.text(sys::CISD_RULE_SEVERITY)
    }

    /// Related controls, for people.
    pub fn references(self) -> &'static str {
        self.text(sys::CISD_RULE_REFERENCES)
    }

    /// Why it matters.
    pub fn rationale(self) -> &'static str {
        self.text(sys::CISD_RULE_RATIONALE)
    }

    /// How the library decides it.
    pub fn decision(self) -> &'static str {
        self.text(sys::CISD_RULE_DECISION)
    }

    /// How to fix a failure.
    pub fn remediation(self) -> &'static str {
        self.text(sys::CISD_RULE_REMEDIATION)
    }

    /// Its level in its benchmark: 1 or 2.
    pub fn level(self) -> i32 {
        unsafe { sys::cisd_rule_level(self.0) }
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rule").field("id", &self.id()).field("title", &self.title()).finish()
    }
}

//! Runs every scenario of tests/scenarios; its README describes the file `case`.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use cisdocker::{
    Audit, CheckResult, ComposeOptions, Error, Format, Note, Policy, RenderOptions, Renderer,
    Summary, Verdict,
};

/// There are many; fewer mean that they were not found.
const LEAST: usize = 70;

/// The keys whose values are kept as they are.
const KEYS: &[&str] = &[
    "why",
    "inspect",
    "compose",
    "env-file",
    "env",
    "compose-profile",
    "project-directory",
    "stack",
    "root",
    "run",
    "at",
    "profile",
    "select",
    "policy",
    "trust-label",
    "waived",
    "note",
    "remedy",
    "least",
    "refused",
];

#[derive(Debug, PartialEq)]
struct Expectation {
    name: String,
    verdict: String,
    reasons: String,
    granted: u64,
    excess: u64,
    unknown: String,
}

/// What the file `case` says.
#[derive(Default)]
struct Scenario {
    texts: HashMap<String, Vec<String>>,
    time: u64,
    exit: Option<i32>,
    expect: Vec<Expectation>,
}

/// Undoes %XX, and the dash that stands for nothing.
fn decoded(text: &str) -> String {
    if text == "-" {
        return String::new();
    }
    let mut out = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if *first == b'%' => {
                out.push(byte);
                rest = &after[2..];
            }
            _ => {
                out.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(out).unwrap()
}

fn encoded(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_graphic() && byte != b'%' && byte != b',';
    let one = |byte: u8| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    name.bytes().map(one).collect()
}

fn set(word: &str, key: &str) -> Result<u64, String> {
    word.strip_prefix(key)
        .and_then(|digits| u64::from_str_radix(digits, 16).ok())
        .ok_or_else(|| format!("not a set: '{word}'"))
}

fn expectation(value: &str) -> Result<Expectation, String> {
    let words: Vec<_> = value.split(' ').collect();
    let (name, verdict, reasons, granted, excess, unknown) = match words[..] {
        [name, verdict, reasons, granted, excess] => (name, verdict, reasons, granted, excess, ""),
        [name, verdict, reasons, granted, excess, unknown] => {
            let unknown = unknown.strip_prefix("unknown=").ok_or("not understood")?;
            (name, verdict, reasons, granted, excess, unknown)
        }
        _ => return Err("an expectation has five or six words".to_owned()),
    };
    Ok(Expectation {
        name: decoded(name),
        verdict: verdict.to_owned(),
        reasons: reasons.to_owned(),
        granted: set(granted, "granted=")?,
        excess: set(excess, "excess=")?,
        unknown: unknown.to_owned(),
    })
}

impl Scenario {
    fn read(folder: &Path) -> Result<Scenario, String> {
        let text = fs::read_to_string(folder.join("case")).map_err(|error| error.to_string())?;
        let mut scenario = Scenario::default();
        for line in text.lines() {
            let (key, value) = line.split_once(' ').ok_or("a line without a blank")?;
            scenario.take(key, value)?;
        }
        if scenario.text("why").is_none() || scenario.exit.is_none() {
            return Err("has no why or no exit".to_owned());
        }
        Ok(scenario)
    }

    fn take(&mut self, key: &str, value: &str) -> Result<(), String> {
        match key {
            "time" => self.time = value.parse().map_err(|_| "not a time")?,
            "exit" => self.exit = Some(value.parse().map_err(|_| "not a status")?),
            "expect" => self.expect.push(expectation(value)?),
            _ if KEYS.contains(&key) => {
                self.texts.entry(key.to_owned()).or_default().push(value.to_owned());
            }
            _ => return Err(format!("unknown key '{key}'")),
        }
        Ok(())
    }

    fn list(&self, key: &str) -> &[String] {
        self.texts.get(key).map_or(&[], Vec::as_slice)
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.list(key).first().map(String::as_str)
    }

    /// The lines of a key, each a name and the rest.
    fn abouts(&self, key: &str) -> Vec<(String, String)> {
        let split = |line: &String| {
            let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
            (decoded(name), decoded(rest))
        };
        self.list(key).iter().map(split).collect()
    }

    fn audit(&self, byte_by_byte: bool) -> Result<Audit, Error> {
        let mut audit = Audit::new("5.4")?;
        audit.set_time(UNIX_EPOCH + Duration::from_secs(self.time))?;
        if let Some(profile) = self.text("profile") {
            audit.set_profile(profile.parse()?)?;
        }
        if let Some(key) = self.text("trust-label") {
            audit.trust_label(key)?;
        }
        for selection in self.list("select") {
            let (key, value) = selection.split_once(' ').unwrap();
            audit.select(key, value)?;
        }
        for path in self.list("policy") {
            audit.add_policy(&Policy::load(path)?)?;
        }
        self.add_targets(&mut audit, byte_by_byte)?;
        Ok(audit)
    }

    fn add_targets(&self, audit: &mut Audit, byte_by_byte: bool) -> Result<(), Error> {
        for path in self.list("inspect") {
            match fs::read(path) {
                Ok(bytes) if byte_by_byte => {
                    audit.add_inspect_reader(path, ByteByByte(Cursor::new(bytes)))?
                }
                _ => audit.add_inspect(path)?,
            }
        }
        if !self.list("compose").is_empty() {
            let paths = |key| self.list(key).iter().map(PathBuf::from).collect();
            audit.add_compose(&ComposeOptions {
                files: paths("compose"),
                env_files: paths("env-file"),
                environment: self.list("env").to_vec(),
                profiles: self.list("compose-profile").to_vec(),
                project_directory: self.text("project-directory").map(PathBuf::from),
                stack: self.text("stack").is_some(),
            })?;
        }
        for directory in self.list("root") {
            audit.add_root(directory)?;
        }
        for path in self.list("run") {
            audit.add_command(&fs::read_to_string(path).unwrap())?;
        }
        Ok(())
    }
}

/// Reads one byte at a time.
struct ByteByByte<R>(R);

impl<R: Read> Read for ByteByByte<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let size = buffer.len().min(1);
        self.0.read(&mut buffer[..size])
    }
}

/// What went wrong, a line each.
#[derive(Default)]
struct Complaints(Vec<String>);

impl Complaints {
    fn expect(&mut self, good: bool, what: impl FnOnce() -> String) {
        if !good {
            self.0.push(what());
        }
    }

    fn equal<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, found: T, wanted: T) {
        self.expect(found == wanted, || format!("{what}: {found:?}\nwanted: {wanted:?}"));
    }
}

/// The formats that a file says something about; JSON always is.
fn wanted_formats() -> impl Iterator<Item = Format> {
    Format::ALL
        .iter()
        .copied()
        .filter(|format| *format == Format::Json || Path::new(&expected(*format)).exists())
}

fn expected(format: Format) -> String {
    format!("expected.{format}")
}

fn check_bytes(complaints: &mut Complaints, format: Format, written: &[u8]) {
    let wanted = fs::read(expected(format)).unwrap_or_default();
    complaints.expect(wanted == written, || {
        format!("{}: written was\n{}", expected(format), String::from_utf8_lossy(written))
    });
}

fn exit_status(summary: &Summary) -> i32 {
    if summary.count(Verdict::Fail) > 0 {
        return 1;
    }
    let unsure = summary.count(Verdict::Error) + summary.count(Verdict::Unknown);
    let incomplete = summary.targets.iter().any(|target| !target.complete);
    if incomplete || unsure > 0 {
        3
    } else {
        0
    }
}

fn summarised(result: &CheckResult) -> Expectation {
    let reasons: Vec<_> = result.reasons().map(|reason| reason.code.name()).collect();
    let unknown: Vec<_> = result.unknown_caps().map(encoded).collect();
    Expectation {
        name: result.name().to_owned(),
        verdict: result.verdict().name().to_owned(),
        reasons: reasons.join(","),
        granted: result.granted().bits(),
        excess: result.excess().bits(),
        unknown: unknown.join(","),
    }
}

impl Scenario {
    fn check_summary(&self, complaints: &mut Complaints, summary: &Summary) {
        complaints.equal("exit status", exit_status(summary), self.exit.unwrap());
        let errors: String = summary
            .targets
            .iter()
            .filter_map(|target| target.error.as_ref())
            .map(|error| format!("{}\n", error.message()))
            .collect();
        let wanted = fs::read_to_string("expected.err").unwrap_or_default();
        complaints.equal("errors of targets", errors, wanted);
    }

    fn check_results(&self, complaints: &mut Complaints, results: &[CheckResult]) {
        let found: Vec<_> = results.iter().map(summarised).collect();
        complaints.equal("results", &found, &self.expect);
        for (name, place) in self.abouts("at") {
            let found = results.iter().find(|result| result.name() == name).and_then(|result| {
                let at = result.location()?;
                Some(format!("{}:{}:{}", at.file, at.line, at.column))
            });
            complaints.equal(&name, found, Some(place));
        }
        let mut waived: Vec<_> = results
            .iter()
            .filter_map(|one| Some((one.name().to_owned(), one.waiver()?.reason.to_owned())))
            .collect();
        let mut wanted = self.abouts("waived");
        waived.sort();
        wanted.sort();
        complaints.equal("waived", waived, wanted);
        self.check_remedies(complaints, results);
    }

    fn check_remedies(&self, complaints: &mut Complaints, results: &[CheckResult]) {
        for key in ["remedy", "least"] {
            for (name, wanted) in self.abouts(key) {
                let found = results.iter().filter(|result| result.name() == name).any(|result| {
                    result.remedies().any(|remedy| {
                        let text = if key == "least" { remedy.least } else { remedy.smallest };
                        format!("{} {text}", remedy.kind) == wanted
                    })
                });
                complaints.expect(found, || format!("no result has the {key} {name} {wanted:?}"));
            }
        }
    }

    fn check_notes(&self, complaints: &mut Complaints, notes: &[Note]) {
        let line = |note: &Note| format!("{} {}:{}", note.kind, note.file, note.line);
        let found: Vec<_> = notes.iter().map(line).collect();
        complaints.equal("notes", found.as_slice(), self.list("note"));
    }

    fn check_refused(&self, complaints: &mut Complaints) {
        let refused = self.list("policy").iter().find_map(|path| Policy::load(path).err());
        let said = refused.as_ref().map(Error::message);
        complaints.equal("refused", said, self.text("refused"));
    }

    fn check_collected(&self, complaints: &mut Complaints) -> Result<(), Error> {
        let report = self.audit(false)?.collect()?;
        let results: Vec<_> = report.results().collect();
        self.check_results(complaints, &results);
        self.check_notes(complaints, &report.summary().notes);
        self.check_summary(complaints, report.summary());
        for format in wanted_formats() {
            let mut written = Vec::new();
            report.render(format, &RenderOptions::default(), &mut written)?;
            check_bytes(complaints, format, &written);
        }
        Ok(())
    }

    fn check_drawn(&self, complaints: &mut Complaints, byte_by_byte: bool) -> Result<(), Error> {
        let mut audit = self.audit(byte_by_byte)?;
        let mut renderers: Vec<(Format, Renderer<Vec<u8>>)> = wanted_formats()
            .map(|format| {
                Ok((format, audit.renderer(format, &RenderOptions::default(), Vec::new())?))
            })
            .collect::<Result<_, Error>>()?;
        let mut results = Vec::new();
        for result in &mut audit {
            let result = result?;
            for (_, renderer) in &mut renderers {
                renderer.add(&result)?;
            }
            results.push(result);
        }
        for (format, renderer) in renderers {
            check_bytes(complaints, format, &renderer.finish()?);
        }
        self.check_results(complaints, &results);
        self.check_summary(complaints, &audit.summary()?);
        Ok(())
    }

    fn run(&self) -> Complaints {
        let mut complaints = Complaints::default();
        if self.text("refused").is_some() {
            self.check_refused(&mut complaints);
            return complaints;
        }
        let ways = [
            self.check_collected(&mut complaints),
            self.check_drawn(&mut complaints, false),
            self.check_drawn(&mut complaints, true),
        ];
        for error in ways.into_iter().filter_map(Result::err) {
            complaints.0.push(format!("the audit failed: {error}"));
        }
        complaints
    }
}

fn folder() -> PathBuf {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/scenarios");
    env::var_os("CISDOCKER_SCENARIOS").map_or_else(|| beside.into(), PathBuf::from)
}

/// One test for all: each works in its own folder, which is the process's.
#[test]
fn every_scenario() {
    let listed = fs::read_dir(folder()).expect("the scenarios, or CISDOCKER_SCENARIOS set to them");
    let mut folders: Vec<_> = listed
        .map(|entry| fs::canonicalize(entry.unwrap().path()).unwrap())
        .filter(|path| path.join("case").exists())
        .collect();
    folders.sort();
    assert!(folders.len() >= LEAST, "only {} scenarios", folders.len());
    let mut failed = Vec::new();
    for folder in folders {
        env::set_current_dir(&folder).unwrap();
        let said = match Scenario::read(&folder) {
            Ok(scenario) => scenario.run().0,
            Err(error) => vec![format!("case: {error}")],
        };
        if !said.is_empty() {
            failed.push(format!("{}: {}", folder.display(), said.join("\n")));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn unknown_keys_are_refused() {
    assert!(Scenario::default().take("whatever", "x").is_err());
    assert!(Scenario::default().take("expect", "a pass b granted=x excess=0").is_err());
}

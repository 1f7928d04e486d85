//! Audits, their errors and what they call.

use std::error::Error as _;
use std::fs;
use std::io::{self, Cursor, Read, Write};
use std::ops::ControlFlow;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use cisdocker::{
    Audit, Cap, Caps, Change, CheckResult, Code, ComposeOptions, DockerContext, EngineOptions,
    Error, Fact, FixForm, Format, Policy, PolicyKey, Profile, ReasonCode, RenderOptions, Report,
    Severity, SubjectKind, Verdict,
};

/// An audit of as many command lines, all of which fail.
fn commands(count: usize) -> Audit {
    let mut audit = Audit::new("5.4").unwrap();
    for _ in 0..count {
        audit.add_command("docker run --name web --cap-add=SYS_ADMIN nginx").unwrap();
    }
    audit
}

fn first(audit: &mut Audit) -> CheckResult {
    audit.results().next().expect("a result").unwrap()
}

fn code<T>(result: Result<T, Error>) -> Option<Code> {
    result.err().map(|error| error.code())
}

fn cap(name: &str) -> Cap {
    name.parse().unwrap()
}

#[test]
fn a_result_has_its_evidence() {
    let result = first(&mut commands(1));
    assert_eq!(result.verdict(), Verdict::Fail);
    assert_eq!((result.name(), result.image()), ("web", "nginx"));
    assert_eq!(result.kind(), SubjectKind::Command);
    assert_eq!(result.privileged(), Fact::No);
    assert_eq!(result.severity(), Severity::High);
    assert_eq!(result.change(), Change::None);
    assert_eq!(result.excess(), Caps::from_iter([cap("NET_RAW"), cap("SYS_ADMIN")]));
    assert_eq!(result.cap_add(), Some(vec!["SYS_ADMIN"]));
    assert_eq!(result.cap_drop(), Some(Vec::new()));
    assert_eq!(result.location(), None);
    assert_eq!((result.kernel(), result.rollout(), result.waiver()), (None, None, None));
    let reason = result.reasons().next().unwrap();
    assert_eq!(reason.code, ReasonCode::AddedBeyondDefault);
    assert!(reason.caps.contains(cap("SYS_ADMIN")) && !reason.message.is_empty());
    assert!(format!("{result:?}").contains("\"web\""));
}

#[test]
fn errors_have_code_and_message() {
    let error = Audit::new("9.9").unwrap_err();
    assert_eq!(error.code(), Code::Argument);
    assert_eq!(error.to_string(), "there is no such rule");
    assert_eq!(code(Policy::load("/nowhere/policy.yaml")), Some(Code::Io));
    assert_eq!(code(Policy::parse("p", b"exceptions: []")), Some(Code::Format));
    assert_eq!(code(commands(0).add_inspect("a\0b")), Some(Code::Argument));
    assert_eq!(code(commands(0).results().next().unwrap()), Some(Code::State));
}

#[test]
fn settings_after_the_first_result_are_refused() {
    let mut audit = commands(2);
    first(&mut audit);
    assert_eq!(code(audit.set_profile(Profile::Strict)), Some(Code::State));
    assert_eq!(code(audit.add_command("docker run x")), Some(Code::State));
}

#[test]
fn an_iteration_left_in_the_middle_goes_on() {
    let mut audit = commands(5);
    first(&mut audit);
    first(&mut audit);
    assert_eq!(audit.results().map(Result::unwrap).count(), 3);
    assert!(audit.results().next().is_none());
}

#[test]
fn a_result_outlives_its_audit() {
    let mut audit = commands(1);
    let result = first(&mut audit);
    let again = result.clone();
    drop((audit, result));
    let mut fix = Vec::new();
    again.write_fix(FixForm::Smallest, &mut fix).unwrap();
    assert!(String::from_utf8(fix).unwrap().contains("--cap-drop=NET_RAW"));
    let mut json = Vec::new();
    again.write_json(&mut json).unwrap();
    assert!(json.starts_with(b"{\"subject\""));
}

#[test]
fn cancelling_is_for_good() {
    let mut audit = commands(3);
    let canceller = audit.canceller();
    let mut results = audit.results();
    results.next().unwrap().unwrap();
    canceller.clone().cancel();
    assert_eq!(code(results.next().unwrap()), Some(Code::Cancelled));
    assert!(results.next().is_none());
    assert_eq!(code(audit.collect()), Some(Code::Cancelled));
    drop(audit);
    canceller.cancel();
}

#[test]
fn progress_is_told() {
    let mut audit = commands(3);
    let told = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&told);
    audit.set_progress(|_, _| ControlFlow::Break(())).unwrap();
    audit
        .set_progress(move |done, _| {
            seen.lock().unwrap().push(done);
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(audit.collect().unwrap().len(), 3);
    assert_eq!(*told.lock().unwrap(), [1, 2, 3]);
}

#[test]
fn progress_can_cancel() {
    let mut audit = commands(3);
    audit.set_progress(|_, _| ControlFlow::Break(())).unwrap();
    assert_eq!(code(audit.collect()), Some(Code::Cancelled));
}

#[test]
fn a_panic_in_a_callback_goes_through() {
    let mut audit = commands(1);
    audit.set_progress(|_, _| panic!("in the callback")).unwrap();
    let caught = catch_unwind(AssertUnwindSafe(|| first(&mut audit))).unwrap_err();
    assert_eq!(caught.downcast_ref(), Some(&"in the callback"));
    assert_eq!(code(audit.collect()), Some(Code::Cancelled));
}

/// Fails, as a writer and as a reader.
#[derive(Debug)]
struct Broken;

impl Write for Broken {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::new(io::ErrorKind::Other, "no space"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::new(io::ErrorKind::Other, "the disk is gone"))
    }
}

#[test]
fn a_reader_that_fails_is_the_targets_error() {
    let mut audit = commands(1);
    audit.add_inspect_reader("saved.json", Broken).unwrap();
    let report = audit.collect().unwrap();
    let target = &report.summary().targets[1];
    let error = target.error.as_ref().unwrap();
    assert_eq!((error.code(), target.complete), (Code::Callback, false));
    assert_eq!(error.source().unwrap().to_string(), "the disk is gone");
    assert_eq!(report.summary().error().unwrap().message(), error.message());
    assert_eq!(report.summary().targets[0].error.as_ref().map(Error::code), None);
}

#[test]
fn a_panic_in_a_reader_goes_through() {
    struct Panics;
    impl Read for Panics {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            panic!("in the reader")
        }
    }
    let mut audit = Audit::new("5.4").unwrap();
    audit.add_inspect_reader("x", Panics).unwrap();
    assert!(catch_unwind(AssertUnwindSafe(|| audit.results().count())).is_err());
}

#[test]
fn a_writer_that_fails_ends_the_rendering() {
    let error = commands(2).render(Format::Jsonl, &RenderOptions::default(), Broken).unwrap_err();
    assert_eq!(error.code(), Code::Callback);
    assert_eq!(error.source().unwrap().to_string(), "no space");
    let report = commands(2).collect().unwrap();
    for format in Format::ALL {
        let done = report.render(*format, &RenderOptions::default(), Broken);
        assert_eq!(code(done), Some(Code::Callback), "{format}");
    }
}

/// A writer that asks the audit, whose turn it is.
struct Asks(Arc<Mutex<Audit>>, Option<Code>);

impl Write for Asks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.1 = code(self.0.lock().unwrap().summary());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_callback_that_uses_the_audit_is_refused() {
    let mut audit = commands(1);
    let result = first(&mut audit);
    let audit = Arc::new(Mutex::new(audit));
    let asks = Asks(Arc::clone(&audit), None);
    let options = RenderOptions::default();
    let renderer = audit.lock().unwrap().renderer(Format::Jsonl, &options, asks);
    let mut renderer = renderer.unwrap();
    renderer.add(&result).unwrap();
    assert_eq!(renderer.finish().unwrap().1, Some(Code::State));
}

#[test]
fn a_renderer_outlives_its_audit() {
    let mut audit = commands(1);
    let options = RenderOptions { color: true, width: Some(60), ..RenderOptions::default() };
    let mut renderer = audit.renderer(Format::Text, &options, Vec::new()).unwrap();
    let dropped = audit.renderer(Format::Json, &options, Vec::new()).unwrap();
    renderer.add(&first(&mut audit)).unwrap();
    drop((audit, dropped));
    let text = String::from_utf8(renderer.finish().unwrap()).unwrap();
    assert!(text.contains("\x1b["), "{text}");
}

#[test]
fn assets_are_named() {
    let options = RenderOptions {
        asset_host: Some("web-1".to_owned()),
        asset_addresses: vec!["192.0.2.7".to_owned()],
        ..RenderOptions::default()
    };
    let text = commands(1).render(Format::Sarif, &options, Vec::new()).unwrap();
    assert!(String::from_utf8(text).unwrap().contains("web-1"));
}

#[test]
fn engines_that_are_not_there() {
    let mut audit = Audit::new("5.4").unwrap();
    let options = EngineOptions {
        timeout: Some(Duration::from_secs(1)),
        connections: Some(2),
        ssh_environment: vec!["A=B".to_owned()],
        ..EngineOptions::default()
    };
    audit.add_engine_with("unix:///nowhere/x.sock", &options).unwrap();
    let summary = audit.collect().unwrap().summary().clone();
    assert_eq!(summary.error().map(Error::code), Some(Code::Connect));
    let too_many = EngineOptions { connections: Some(17), ..EngineOptions::default() };
    assert_eq!(code(audit.add_engine_with("unix:///x", &too_many)), Some(Code::Argument));
    assert_eq!(code(commands(0).add_engine("http://x")), Some(Code::Unsupported));
}

#[test]
fn a_report_outlives_its_audit() {
    let report = commands(2).collect().unwrap();
    let summary = report.summary();
    assert_eq!((report.len(), report.is_empty()), (2, false));
    assert_eq!(summary.count(Verdict::Fail), 2);
    assert_eq!(summary.failures(Severity::High), 2);
    assert_eq!(summary.rule.id(), "5.4");
    assert!(summary.started.is_some() && summary.finished.is_some());
    assert!(report.get(2).is_none());
    let result = report.get(1).unwrap();
    drop(report);
    assert_eq!(result.name(), "web");
}

const COMPOSE: &str = "# mine\nservices:\n  web:\n    image: nginx\n    cap_add: [SYS_ADMIN]\n";

/// A file of its own for a test.
fn file(name: &str, text: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(std::process::id().to_string());
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn compose_files_are_mended() {
    let path = file("compose.yaml", COMPOSE.as_bytes());
    let mut audit = Audit::new("5.4").unwrap();
    audit
        .add_compose(&ComposeOptions { files: vec![path.clone()], ..ComposeOptions::default() })
        .unwrap();
    let report = audit.collect().unwrap();
    let result = report.get(0).unwrap();
    let at = result.location().unwrap();
    assert_eq!((at.file, at.line), (path.to_str().unwrap(), 5));
    let (mut edited, mut written, mut policy) = (Vec::new(), Vec::new(), Vec::new());
    report.edit_compose(FixForm::Smallest, at.file, COMPOSE.as_bytes(), &mut edited).unwrap();
    report.write_override(FixForm::Least, &mut written).unwrap();
    report.write_policy(7, &mut policy).unwrap();
    assert!(edited.starts_with(b"# mine\n") && edited.len() > COMPOSE.len());
    assert!(String::from_utf8(written).unwrap().contains("cap_drop"));
    assert!(Policy::parse("generated", &policy).unwrap().entries().all(|entry| entry.is_waiver));
}

#[test]
fn policies_are_read_and_explained() {
    let policy = Policy::parse(
        "site.yaml",
        b"waivers:\n  - name: 'web-*'\n    capabilities: [NET_RAW]\n    reason: pings\n    expires: 2026-01-31\n",
    )
    .unwrap();
    assert_eq!((policy.file(), policy.entries().len()), ("site.yaml", 1));
    let entry = policy.entries().next().unwrap();
    assert_eq!(entry.matching, [(PolicyKey::Name, "web-*")]);
    assert_eq!(entry.caps, Caps::from_iter([cap("NET_RAW")]));
    assert_eq!((entry.reason, entry.owner, entry.expires), ("pings", "", "2026-01-31"));
    assert_eq!((entry.line, entry.never, entry.covers_all), (2, None, false));
    let mut text = Vec::new();
    let now = UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    policy.clone().explain(now, &RenderOptions::default(), &mut text).unwrap();
    assert!(String::from_utf8(text).unwrap().contains("expired"));
}

/// The JSON report of an audit of one command line.
fn saved(line: &str) -> Vec<u8> {
    let mut audit = Audit::new("5.4").unwrap();
    audit.add_command(line).unwrap();
    audit.render(Format::Json, &RenderOptions::default(), Vec::new()).unwrap()
}

#[test]
fn reports_are_read_back() {
    let text = saved("docker run --name b b");
    let good = file("good.json", &saved("docker run --cap-drop=ALL a"));
    let bad = file("bad.json", &text);
    let report = Report::load([&good, &bad]).unwrap();
    assert_eq!((report.len(), report.summary().count(Verdict::Fail)), (2, 1));
    let again = Report::read("again", Cursor::new(&text)).unwrap();
    let mut written = Vec::new();
    again.render(Format::Json, &RenderOptions::default(), &mut written).unwrap();
    assert_eq!(written, text);
    assert_eq!(code(Report::load([&good, &"/nowhere/x.json".into()])), Some(Code::Io));
    assert_eq!(code(Report::load(Vec::<PathBuf>::new())), Some(Code::Argument));
    let error = Report::read("x", Broken).unwrap_err();
    assert_eq!(error.source().unwrap().to_string(), "the disk is gone");
}

#[test]
fn changes_since_a_baseline() {
    let older = Report::read("older", &saved("docker run --name web nginx")[..]).unwrap();
    let worse = saved("docker run --name web --cap-add=SYS_ADMIN nginx");
    let mut newer = Report::read("newer", &worse[..]).unwrap();
    newer.compare("yesterday", &older).unwrap();
    let summary = newer.summary();
    assert_eq!(summary.baseline.as_deref(), Some("yesterday"));
    assert_eq!((summary.changed(Change::Worse), summary.new_failures(Severity::High)), (1, 1));
    assert_eq!(newer.get(0).unwrap().change(), Change::Worse);
    let other = newer.clone();
    assert_eq!(code(newer.compare("again", &older)), Some(Code::State));
    drop(other);

    let mut audit = Audit::new("5.4").unwrap();
    audit.set_baseline("yesterday", &older).unwrap();
    audit.add_command("docker run --name web --cap-drop=ALL nginx").unwrap();
    assert_eq!(first(&mut audit).change(), Change::Fixed);
    let fixed = audit.collect().unwrap().summary().fixed.clone();
    assert_eq!((fixed.len(), fixed[0].name.as_str(), fixed[0].gone), (1, "web", false));
}

#[test]
fn docker_contexts_are_found() {
    let folder = file("config", b"").parent().unwrap().to_owned();
    assert_eq!(DockerContext::load(&folder, None).unwrap(), DockerContext::default());
    assert_eq!(code(DockerContext::load(&folder, Some("nobody"))), Some(Code::Argument));
}

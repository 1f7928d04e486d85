//! Resident memory stays flat. Alone in its process, one test after another.

use std::fs;
use std::io::{self, Cursor};
use std::ops::ControlFlow;

use cisdocker::{Audit, CheckResult, Code, EngineOptions, FixForm, Format, Policy, RenderOptions};

const ITERATIONS: usize = 10_000;
const WARM_UP: usize = 1_000;
/// What memory may grow by, all iterations together.
const TOLERATED: usize = 1 << 20;

fn resident() -> usize {
    let text = fs::read_to_string("/proc/self/statm").unwrap();
    text.split(' ').nth(1).unwrap().parse::<usize>().unwrap() * 4096
}

/// What memory grows by, after iterations that fill what is kept.
fn growth(mut iterate: impl FnMut()) -> usize {
    (0..WARM_UP).for_each(|_| iterate());
    let before = resident();
    (0..ITERATIONS).for_each(|_| iterate());
    resident().saturating_sub(before)
}

fn inspected() -> Vec<u8> {
    let one =
        |name| format!("{{\"Name\":\"/{name}\",\"HostConfig\":{{\"CapAdd\":[\"SYS_ADMIN\"]}}}}\n");
    ["a", "b", "c", "d"].map(one).concat().into_bytes()
}

/// Makes one of everything, and fails once in each way.
fn use_all(saved: &[u8]) {
    let policy = b"required:\n  - name: a\n    capabilities: [CHOWN]\n    reason: x\n";
    let policy = Policy::parse("p", policy).unwrap();
    assert_eq!(Policy::parse("p", b"nonsense: 1").unwrap_err().code(), Code::Format);
    let mut audit = Audit::new("5.4").unwrap();
    audit.add_policy(&policy).unwrap();
    audit.add_inspect_reader("saved", Cursor::new(saved.to_vec())).unwrap();
    let options =
        EngineOptions { ssh_environment: vec!["A=B".to_owned()], ..EngineOptions::default() };
    audit.add_engine_with("unix:///nowhere/x.sock", &options).unwrap();
    audit.set_progress(|_, _| ControlFlow::Break(())).unwrap();
    audit.set_progress(|_, _| ControlFlow::Continue(())).unwrap();
    let options = RenderOptions { asset_host: Some("h".to_owned()), ..RenderOptions::default() };
    let mut renderer = audit.renderer(Format::Json, &options, Vec::new()).unwrap();
    let _unfinished = audit.renderer(Format::Text, &options, Vec::new()).unwrap();
    renderer.add(&audit.results().next().unwrap().unwrap()).unwrap();
    renderer.finish().unwrap();
    let _canceller = audit.canceller();
    let report = audit.collect().unwrap();
    for result in report.results() {
        result.clone().write_fix(FixForm::Smallest, io::sink()).unwrap();
    }
    report.render(Format::Text, &options, io::sink()).unwrap();
}

#[test]
fn memory_is_flat_and_leaks_are_seen() {
    let saved = inspected();
    let grown = growth(|| use_all(&saved));
    assert!(grown <= TOLERATED, "memory grew by {grown} bytes in {ITERATIONS} iterations");

    let mut held: Vec<CheckResult> = Vec::new();
    let leaked = growth(|| {
        let mut audit = Audit::new("5.4").unwrap();
        audit.add_command("docker run x").unwrap();
        held.push(audit.results().next().unwrap().unwrap());
    });
    assert!(leaked > TOLERATED, "{} results held, and memory grew by {leaked} bytes", held.len());
}

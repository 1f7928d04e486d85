//! Several threads at once.

use std::io::{self, Cursor, Read};
use std::sync::mpsc;
use std::thread;

use cisdocker::{
    Audit, Canceller, CheckResult, Code, Error, Format, Policy, RenderOptions, Renderer, Report,
    Verdict,
};

fn inspected(count: usize) -> Vec<u8> {
    let one = |number| {
        format!(
            "{{\"Id\":\"{number:064}\",\"Name\":\"/web-{number}\",\"Config\":{{\"Image\":\"nginx\"}},\
             \"HostConfig\":{{\"Privileged\":false,\"CapAdd\":[\"SYS_ADMIN\"],\"CapDrop\":null}}}}\n"
        )
    };
    (0..count).map(one).collect::<String>().into_bytes()
}

fn audit(count: usize) -> Audit {
    let mut audit = Audit::new("5.4").unwrap();
    audit.add_inspect_reader("saved", Cursor::new(inspected(count))).unwrap();
    audit
}

#[test]
fn what_may_cross_threads() {
    fn sent<T: Send>() {}
    fn shared<T: Send + Sync>() {}
    sent::<Audit>();
    sent::<Renderer<Vec<u8>>>();
    shared::<CheckResult>();
    shared::<Report>();
    shared::<Policy>();
    shared::<Canceller>();
    shared::<Error>();
}

#[test]
fn audits_at_once() {
    let threads: Vec<_> = (0..4)
        .map(|_| {
            thread::spawn(|| {
                let fails = |one: Result<CheckResult, _>| one.unwrap().verdict() == Verdict::Fail;
                audit(200).results().filter(|_| true).map(fails).filter(|fails| *fails).count()
            })
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), 200);
    }
}

#[test]
fn results_are_rendered_by_another_thread() {
    let mut audit = audit(100);
    let mut renderer = audit.renderer(Format::Csv, &RenderOptions::default(), Vec::new()).unwrap();
    let (give, take) = mpsc::channel::<CheckResult>();
    let rendering = thread::spawn(move || {
        for result in take {
            renderer.add(&result).unwrap();
        }
        renderer.finish().unwrap()
    });
    for result in &mut audit {
        give.send(result.unwrap()).unwrap();
    }
    drop(give);
    let text = String::from_utf8(rendering.join().unwrap()).unwrap();
    assert_eq!(text.lines().count(), 101);
}

#[test]
fn a_report_is_read_by_all() {
    let report = audit(100).collect().unwrap();
    let result = report.get(0).unwrap();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for one in report.results() {
                    one.write_json(io::sink()).unwrap();
                }
                assert_eq!(result.clone().name(), "web-0");
            });
        }
    });
}

/// Says that it is asked, then waits until it may answer, without an end.
struct Endless(mpsc::Sender<()>, mpsc::Receiver<()>);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.send(()).is_ok() {
            let _ = self.1.recv();
        }
        let bytes = inspected(1);
        buffer[..bytes.len()].copy_from_slice(&bytes);
        Ok(bytes.len())
    }
}

#[test]
fn cancelled_by_another_thread() {
    let ((asked, is_asked), (answer, may_answer)) = (mpsc::channel(), mpsc::channel());
    let mut audit = Audit::new("5.4").unwrap();
    audit.add_inspect_reader("endless", Endless(asked, may_answer)).unwrap();
    let canceller = audit.canceller();
    let cancelling = thread::spawn(move || {
        is_asked.recv().unwrap();
        canceller.cancel();
        drop((is_asked, answer));
    });
    assert_eq!(audit.collect().unwrap_err().code(), Code::Cancelled);
    cancelling.join().unwrap();
}

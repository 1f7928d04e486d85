//! Prints what fails on the local engine, and why. The argument may be another engine's URL.

use cisdocker::{Audit, Error, Verdict};

fn audit(uri: &str) -> Result<(), Error> {
    let mut audit = Audit::new("5.4")?;
    audit.add_engine(uri)?;
    for result in &mut audit {
        let result = result?;
        if result.verdict() == Verdict::Fail {
            let why = result.reasons().next().map_or("", |reason| reason.message);
            println!("{:?}: {why}", result.name());
        }
    }
    let summary = audit.summary()?;
    let (passed, failed) = (summary.count(Verdict::Pass), summary.count(Verdict::Fail));
    println!("{passed} passed, {failed} failed, {} waived", summary.waived);
    summary.error().cloned().map_or(Ok(()), Err)
}

fn main() {
    let uri = std::env::args().nth(1).unwrap_or_else(|| "unix:///var/run/docker.sock".to_owned());
    if let Err(error) = audit(&uri) {
        eprintln!("audit: {error}");
        std::process::exit(1);
    }
}

//! plugin ENGINE [POLICY]: what fails rule 5.4, why, and the smallest change that passes.
use cisdocker::{Audit, Error, FixForm, Policy, Verdict};
use std::process::exit;

fn scan(engine: &str, policy: Option<&str>) -> Result<bool, Error> {
    let mut audit = Audit::new("5.4")?;
    audit.add_engine(engine)?;
    if let Some(path) = policy {
        audit.add_policy(&Policy::load(path)?)?;
    }
    for result in &mut audit {
        let result = result?;
        if result.verdict() == Verdict::Fail && !result.is_waived() {
            let reasons: Vec<_> = result.reasons().map(|reason| reason.code.name()).collect();
            println!("{}: {}", result.name(), reasons.join(","));
            let mut fix = Vec::new();
            result.write_fix(FixForm::Smallest, &mut fix)?;
            for line in String::from_utf8_lossy(&fix).lines() {
                println!("  {line}");
            }
        }
    }
    let summary = audit.summary()?;
    summary.error().cloned().map_or(Ok(summary.count(Verdict::Fail) > 0), Err)
}

fn main() {
    let words: Vec<String> = std::env::args().collect();
    let engine = words.get(1).map_or("", String::as_str);
    match scan(engine, words.get(2).map(String::as_str)) {
        Ok(found) => exit(found.into()),
        Err(error) => {
            eprintln!("plugin: {error}");
            exit(2);
        }
    }
}

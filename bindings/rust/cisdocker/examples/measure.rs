//! Prints how many seconds each of some loops over every result of a saved inspect file takes.

use std::time::Instant;

use cisdocker::{Audit, Error};

/// Touches of every result what a scanner would, and returns how much that was.
fn measure(path: &str) -> Result<(usize, usize), Error> {
    let mut audit = Audit::new("5.4")?;
    audit.add_inspect(path)?;
    let (mut results, mut touched) = (0, 0);
    for result in &mut audit {
        let result = result?;
        results += 1;
        touched += result.name().len() + result.verdict() as usize;
        for reason in result.reasons() {
            touched += reason.code.name().len() + reason.message.len();
        }
    }
    Ok((results, touched))
}

fn main() {
    let path = std::env::args().nth(1).expect("usage: measure FILE [TIMES]");
    let times = std::env::args().nth(2).map_or(1, |times| times.parse().expect("a number"));
    for _ in 0..times {
        let begun = Instant::now();
        let (results, touched) = measure(&path).expect("the audit");
        let seconds = begun.elapsed().as_secs_f64();
        println!("{seconds:.6} {results} results, {touched} touched");
    }
}

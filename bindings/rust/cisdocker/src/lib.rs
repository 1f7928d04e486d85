//! Decides CIS Docker Benchmark 5.4, "Ensure that Linux kernel capabilities are restricted within
//! containers", and shows the evidence. It is libcisdocker for Rust.
//!
//! Make an [`Audit`], add targets, and iterate over its results:
//!
//! ```
//! # fn main() -> Result<(), cisdocker::Error> {
//! let mut audit = cisdocker::Audit::new("5.4")?;
//! audit.add_command("docker run --name web --cap-add=SYS_TIME nginx")?;
//! for result in &mut audit {
//!     let result = result?;
//!     println!("{} {}: {}", result.verdict(), result.name(), result.excess());
//! #   assert_eq!(result.excess().to_string(), "CAP_NET_RAW,CAP_SYS_TIME");
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Results
//!
//! Results come as they are found; nothing is gathered behind the caller's back. A [`CheckResult`]
//! is a counted reference to something that never changes: cheap to clone, `Send` and `Sync`, and
//! it outlives its audit. Its texts are borrowed from it. Texts of the library are UTF-8; the bytes
//! of a caller's own path that are not end a text.
//!
//! # Errors
//!
//! An [`Error`] has a [`Code`] and one line of text; its `source()` is what a caller's own reader or
//! writer said. A container that cannot be read is a result with the verdict
//! [`Verdict::Error`], a target that cannot be reached is a [`Target`] with an error: neither ends
//! an iteration.
//!
//! # Threads
//!
//! An [`Audit`] is `Send`; a [`Canceller`] stops it from any thread. A [`Report`], a [`Policy`] and
//! results may be used by any number of threads.
#![deny(unsafe_op_in_unsafe_fn)]
#![warn(missing_debug_implementations, missing_docs)]

mod audit;
mod callback;
mod capability;
mod content;
mod docker_context;
mod error;
mod policy;
mod render;
mod report;
mod result;
mod rule;
mod sources;
mod summary;
mod text;
mod turn;
mod version;
mod vocabulary;

pub use audit::{Audit, Canceller, Results};
pub use capability::{Cap, CapClass, Caps};
pub use content::{contents, write_content, Content};
pub use docker_context::DockerContext;
pub use error::{Code, Error};
pub use policy::{Policy, PolicyEntry, PolicyKey};
pub use render::{RenderOptions, Renderer};
pub use report::Report;
pub use result::{CheckResult, KernelEvidence, Location, Reason, Remedy, Rollout, Waiver};
pub use rule::{rules, Rule};
pub use sources::{ComposeOptions, EngineOptions};
pub use summary::{Fixed, Note, Summary, Target};
pub use version::version;
pub use vocabulary::{
    Change, Fact, FixForm, Format, Kernel, NoteKind, Profile, ReasonCode, Severity, SubjectKind,
    Verdict,
};

/// The README's code is compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

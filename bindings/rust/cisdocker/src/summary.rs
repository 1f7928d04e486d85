//! What an audit found, without the results.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use cisdocker_sys as sys;

use crate::error::{Code, Error};
use crate::rule::Rule;
use crate::text;
use crate::vocabulary::{Change, NoteKind, Profile, Severity, SubjectKind, Verdict};

/// What an audit found, without the results.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Summary {
    /// What was decided.
    pub rule: Rule,
    /// How strictly.
    pub profile: Profile,
    /// When it began, if it has.
    pub started: Option<SystemTime>,
    /// When it ended, if it has.
    pub finished: Option<SystemTime>,
    /// How many failures are waived.
    pub waived: usize,
    /// In the order in which they were added.
    pub targets: Vec<Target>,
    /// The files of the policies that were applied.
    pub policies: Vec<String>,
    /// Notes about entries of policies: known once the audit has ended.
    pub notes: Vec<Note>,
    /// The name of the older report it was held against, if it was.
    pub baseline: Option<String>,
    /// What failed in the baseline and does not any more.
    pub fixed: Vec<Fixed>,
    counts: Vec<usize>,
    failures: Vec<usize>,
    changes: Vec<usize>,
    new_failures: Vec<usize>,
}

/// Where subjects came from; "" stands for what is not known.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Target {
    /// "engine", "inspect", and so on.
    pub kind: String,
    /// The endpoint or file.
    pub uri: String,
    /// "docker" or "podman".
    pub engine: String,
    /// The engine's version.
    pub engine_version: String,
    /// The name of the engine's host.
    pub host: String,
    /// What else to know, such as that it is a Swarm worker.
    pub note: Option<String>,
    /// Whether every subject was found and handled.
    pub complete: bool,
    /// Why it is not.
    pub error: Option<Error>,
}

/// What there is to say of a policy's entry.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Note {
    /// What.
    pub kind: NoteKind,
    /// The policy's file.
    pub file: String,
    /// The line the entry begins at.
    pub line: u32,
    /// A waiver, or a requirement.
    pub is_waiver: bool,
    /// What the entry asks for, in one line.
    pub about: String,
    /// Why, as the policy says.
    pub reason: String,
    /// Until when, as the policy says.
    pub expires: String,
}

/// A subject that failed in the baseline and does not any more.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fixed {
    /// What it was.
    pub kind: SubjectKind,
    /// "" for the tasks of a Swarm service.
    pub name: String,
    /// Whose tasks they are.
    pub service: Option<String>,
    /// Its image.
    pub image: String,
    /// "" where it is not known.
    pub host: String,
    /// The file it was declared in, if it was.
    pub file: Option<String>,
    /// It is not there any more; else it passes.
    pub gone: bool,
}

/// 0 stands for no time.
fn moment(seconds: i64) -> Option<SystemTime> {
    let since = Duration::from_secs(seconds.unsigned_abs());
    match seconds {
        0 => None,
        1.. => UNIX_EPOCH.checked_add(since),
        _ => UNIX_EPOCH.checked_sub(since),
    }
}

impl Summary {
    /// # Safety
    /// The report must be alive, and nobody may change it meanwhile.
    pub(crate) unsafe fn of(report: *const sys::cisd_report) -> Summary {
        unsafe {
            Summary {
                rule: Rule::of(sys::cisd_report_rule(report)),
                profile: Profile::from_raw(sys::cisd_report_profile(report)),
                started: moment(sys::cisd_report_started(report)),
                finished: moment(sys::cisd_report_finished(report)),
                waived: sys::cisd_report_waived(report),
                targets: each(sys::cisd_report_target_count(report), |i| Target::of(report, i)),
                policies: each(sys::cisd_report_policy_count(report), |i| {
                    text::owned(sys::cisd_report_policy_file(report, i))
                }),
                notes: each(sys::cisd_report_note_count(report), |i| Note::of(report, i)),
                baseline: owned(sys::cisd_report_baseline(report)),
                fixed: each(sys::cisd_report_fixed_count(report), |i| Fixed::of(report, i)),
                counts: every(Verdict::ALL, |v| sys::cisd_report_count(report, v.to_raw())),
                failures: every(Severity::ALL, |s| sys::cisd_report_failures(report, s.to_raw())),
                changes: every(Change::ALL, |c| sys::cisd_report_change_count(report, c.to_raw())),
                new_failures: every(Severity::ALL, |s| {
                    sys::cisd_report_new_failures(report, s.to_raw())
                }),
            }
        }
    }

    /// How many results have a verdict; for [`Verdict::Fail`], those that are not waived.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.counts[verdict as usize]
    }

    /// How many failures that are not waived have at least this severity.
    pub fn failures(&self, at_least: Severity) -> usize {
        self.failures[at_least as usize]
    }

    /// How many failures are new, worse or unchanged since the baseline, how many of the baseline's
    /// are fixed, waived or undecided.
    pub fn changed(&self, change: Change) -> usize {
        self.changes[change as usize]
    }

    /// How many failures that are not waived are new or worse and have at least this severity.
    pub fn new_failures(&self, at_least: Severity) -> usize {
        self.new_failures[at_least as usize]
    }

    /// The first error of a target, if there is one.
    pub fn error(&self) -> Option<&Error> {
        self.targets.iter().find_map(|target| target.error.as_ref())
    }
}

fn each<T>(count: usize, one: impl Fn(usize) -> T) -> Vec<T> {
    (0..count).map(one).collect()
}

fn every<T: Copy>(all: &[T], one: impl Fn(T) -> usize) -> Vec<usize> {
    all.iter().map(|&value| one(value)).collect()
}

unsafe fn owned(text: *const std::os::raw::c_char) -> Option<String> {
    unsafe { text::optional(text) }.map(str::to_owned)
}

impl Target {
    unsafe fn of(report: *const sys::cisd_report, index: usize) -> Target {
        unsafe {
            let code = sys::cisd_report_target_code(report, index);
            let message = sys::cisd_report_target_error(report, index);
            Target {
                kind: text::owned(sys::cisd_report_target_kind(report, index)),
                uri: text::owned(sys::cisd_report_target_uri(report, index)),
                engine: text::owned(sys::cisd_report_target_engine(report, index)),
                engine_version: text::owned(sys::cisd_report_target_engine_version(report, index)),
                host: text::owned(sys::cisd_report_target_host(report, index)),
                note: owned(sys::cisd_report_target_note(report, index)),
                complete: sys::cisd_report_target_complete(report, index) != 0,
                error: if code == sys::CISD_OK {
                    None
                } else {
                    Some(Error::new(Code::from_raw(code), text::borrowed(message)))
                },
            }
        }
    }
}

impl Note {
    unsafe fn of(report: *const sys::cisd_report, index: usize) -> Note {
        unsafe {
            Note {
                kind: NoteKind::from_raw(sys::cisd_report_note(report, index)),
                file: text::owned(sys::cisd_report_note_file(report, index)),
                line: sys::cisd_report_note_line(report, index),
                is_waiver: sys::cisd_report_note_is_waiver(report, index) != 0,
                about: text::owned(sys::cisd_report_note_about(report, index)),
                reason: text::owned(sys::cisd_report_note_reason(report, index)),
                expires: text::owned(sys::cisd_report_note_expires(report, index)),
            }
        }
    }
}

impl Fixed {
    unsafe fn of(report: *const sys::cisd_report, index: usize) -> Fixed {
        unsafe {
            Fixed {
                kind: SubjectKind::from_raw(sys::cisd_report_fixed_kind(report, index)),
                name: text::owned(sys::cisd_report_fixed_name(report, index)),
                service: owned(sys::cisd_report_fixed_service(report, index)),
                image: text::owned(sys::cisd_report_fixed_image(report, index)),
                host: text::owned(sys::cisd_report_fixed_host(report, index)),
                file: owned(sys::cisd_report_fixed_file(report, index)),
                gone: sys::cisd_report_fixed_gone(report, index) != 0,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_indexed_by_their_enumerations() {
        for (index, verdict) in Verdict::ALL.iter().enumerate() {
            assert_eq!(*verdict as usize, index);
            assert_eq!(verdict.to_raw() as usize, index);
        }
        assert_eq!(Verdict::ALL.len(), sys::CISD_VERDICTS);
        assert_eq!(Change::ALL.len(), sys::CISD_CHANGES);
    }

    #[test]
    fn times_may_be_before_1970() {
        assert_eq!(moment(0), None);
        assert_eq!(moment(-1), Some(UNIX_EPOCH - Duration::from_secs(1)));
    }
}

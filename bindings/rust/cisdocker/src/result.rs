//! Judged subjects.

use std::fmt;
use std::io::Write;
use std::ptr::NonNull;

use cisdocker_sys as sys;

use crate::callback::writing;
use crate::capability::Caps;
use crate::error::Error;
use crate::text;
use crate::vocabulary::{Change, Fact, FixForm, ReasonCode, Severity, SubjectKind, Verdict};

/// One judged subject: a counted reference to something that never changes, and that outlives the
/// audit it came from.
pub struct CheckResult(NonNull<sys::cisd_result>);

// The library counts atomically, and results are immutable.
unsafe impl Send for CheckResult {}
unsafe impl Sync for CheckResult {}

impl Clone for CheckResult {
    fn clone(&self) -> CheckResult {
        unsafe { sys::cisd_result_ref(self.0.as_ptr()) };
        CheckResult(self.0)
    }
}

impl Drop for CheckResult {
    fn drop(&mut self) {
        unsafe { sys::cisd_result_unref(self.0.as_ptr()) };
    }
}

/// Why a failure is accepted; "" where the policy does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiver<'a> {
    /// Why.
    pub reason: &'a str,
    /// Who answers for it.
    pub owner: &'a str,
    /// Where it is dealt with.
    pub ticket: &'a str,
    /// Until when, `YYYY-MM-DD`.
    pub expires: &'a str,
}

/// The file that declares a subject, and where in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location<'a> {
    /// The file.
    pub file: &'a str,
    /// From 1; 0 where there is none.
    pub line: u32,
    /// From 1; 0 where there is none.
    pub column: u32,
}

/// Why the verdict is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason<'a> {
    /// Its stable name.
    pub code: ReasonCode,
    /// The capabilities it is about; may be empty.
    pub caps: Caps,
    /// One sentence.
    pub message: &'a str,
}

/// What the kernel said of a subject's processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KernelEvidence {
    /// Whether all of them could be read.
    pub complete: bool,
    /// The union of their bounding sets.
    pub bounding: Caps,
    /// The union of their effective sets.
    pub effective: Caps,
}

/// What the tasks of a Swarm service have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rollout {
    /// How many run.
    pub tasks: usize,
    /// How many of those have other capability lists than the service's spec.
    pub differing: usize,
}

/// A fix made for the subject, safe to paste.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remedy<'a> {
    /// "docker-run", "compose", "docker-service-update" or "podman-run".
    pub kind: &'a str,
    /// The smallest change that makes the subject pass.
    pub smallest: &'a str,
    /// Drop everything, add back what is required or was added on purpose.
    pub least: &'a str,
    /// What else to know; "" where there is nothing.
    pub note: &'a str,
}

impl CheckResult {
    /// Takes a reference over; `None` for NULL.
    ///
    /// # Safety
    /// The reference must be the caller's to give.
    pub(crate) unsafe fn take(result: *mut sys::cisd_result) -> Option<CheckResult> {
        NonNull::new(result).map(CheckResult)
    }

    pub(crate) fn as_ptr(&self) -> *mut sys::cisd_result {
        self.0.as_ptr()
    }

    /// What a function of the library says of the result.
    fn ask<T>(&self, function: unsafe extern "C" fn(*const sys::cisd_result) -> T) -> T {
        unsafe { function(self.0.as_ptr()) }
    }

    fn text(
        &self,
        function: unsafe extern "C" fn(*const sys::cisd_result) -> *const std::os::raw::c_char,
    ) -> &str {
        unsafe { text::borrowed(self.ask(function)) }
    }

    /// The outcome.
    pub fn verdict(&self) -> Verdict {
        Verdict::from_raw(self.ask(sys::cisd_result_verdict))
    }

    /// Whether it is a failure that a policy accepts; it still is a failure.
    pub fn is_waived(&self) -> bool {
        self.ask(sys::cisd_result_waived) != 0
    }

    /// Why it is waived, if it is.
    pub fn waiver(&self) -> Option<Waiver<'_>> {
        if !self.is_waived() {
            return None;
        }
        Some(Waiver {
            reason: self.text(sys::cisd_result_waiver_reason),
            owner: self.text(sys::cisd_result_waiver_owner),
            ticket: self.text(sys::cisd_result_waiver_ticket),
            expires: self.text(sys::cisd_result_waiver_expires),
        })
    }

    /// Of a failure, by the worst capability in excess; else the rule's own.
    pub fn severity(&self) -> Severity {
        Severity::from_raw(self.ask(sys::cisd_result_severity))
    }

    /// What became of it since the baseline.
    pub fn change(&self) -> Change {
        Change::from_raw(self.ask(sys::cisd_result_change))
    }

    /// What the subject is.
    pub fn kind(&self) -> SubjectKind {
        SubjectKind::from_raw(self.ask(sys::cisd_result_kind))
    }

    /// The engine's id, 64 hex digits for a container; "" where there is none.
    pub fn id(&self) -> &str {
        self.text(sys::cisd_result_id)
    }

    /// The name, without a leading slash; "" where it is not known.
    pub fn name(&self) -> &str {
        self.text(sys::cisd_result_name)
    }

    /// The image as it was asked for; "" where it is not known.
    pub fn image(&self) -> &str {
        self.text(sys::cisd_result_image)
    }

    /// The engine's word, such as "running"; "" where it has none.
    pub fn state(&self) -> &str {
        self.text(sys::cisd_result_state)
    }

    /// The user the engine starts it as; "" where none is set or known.
    pub fn user(&self) -> &str {
        self.text(sys::cisd_result_user)
    }

    /// Of the container of a Swarm task, the name of its service.
    pub fn service(&self) -> Option<&str> {
        unsafe { text::optional(self.ask(sys::cisd_result_service)) }
    }

    /// The index of its target in [`Summary::targets`](crate::Summary::targets).
    pub fn target(&self) -> usize {
        self.ask(sys::cisd_result_target)
    }

    /// Where it is declared, if it is in a file.
    pub fn location(&self) -> Option<Location<'_>> {
        Some(Location {
            file: unsafe { text::optional(self.ask(sys::cisd_result_file)) }?,
            line: self.ask(sys::cisd_result_line),
            column: self.ask(sys::cisd_result_column),
        })
    }

    /// Why the verdict is what it is: at least one reason, the weightiest first.
    pub fn reasons(&self) -> impl ExactSizeIterator<Item = Reason<'_>> + '_ {
        let result = self.0.as_ptr();
        (0..self.ask(sys::cisd_result_reason_count)).map(move |index| unsafe {
            Reason {
                code: ReasonCode::from_raw(sys::cisd_result_reason(result, index)),
                caps: Caps::from_bits(sys::cisd_result_reason_caps(result, index)),
                message: text::borrowed(sys::cisd_result_reason_message(result, index)),
            }
        })
    }

    /// Whether the subject runs privileged.
    pub fn privileged(&self) -> Fact {
        Fact::from_raw(self.ask(sys::cisd_result_privileged))
    }

    fn list(&self, list: sys::cisd_list) -> Option<Vec<&str>> {
        let result = self.0.as_ptr();
        unsafe {
            if sys::cisd_result_list_known(result, list) == 0 {
                return None;
            }
            let count = sys::cisd_result_list_count(result, list);
            let entry = |index| text::borrowed(sys::cisd_result_list_at(result, list, index));
            Some((0..count).map(entry).collect())
        }
    }

    /// What is added, in the spelling found; `None` where it could not be read.
    pub fn cap_add(&self) -> Option<Vec<&str>> {
        self.list(sys::CISD_CAP_ADD)
    }

    /// What is dropped, in the spelling found; `None` where it could not be read.
    pub fn cap_drop(&self) -> Option<Vec<&str>> {
        self.list(sys::CISD_CAP_DROP)
    }

    /// The capabilities granted; empty where the evidence could not be read.
    pub fn granted(&self) -> Caps {
        Caps::from_bits(self.ask(sys::cisd_result_granted))
    }

    /// Those of the granted that the profile does not allow.
    pub fn excess(&self) -> Caps {
        Caps::from_bits(self.ask(sys::cisd_result_excess))
    }

    /// What the policy says the subject needs.
    pub fn required(&self) -> Caps {
        Caps::from_bits(self.ask(sys::cisd_result_required))
    }

    /// Names granted that have no number; they never make a pass.
    pub fn unknown_caps(&self) -> impl ExactSizeIterator<Item = &str> + '_ {
        let result = self.0.as_ptr();
        (0..self.ask(sys::cisd_result_unknown_cap_count)).map(move |index| unsafe {
            text::borrowed(sys::cisd_result_unknown_cap(result, index))
        })
    }

    /// What the kernel said; `None` where it was not asked.
    pub fn kernel(&self) -> Option<KernelEvidence> {
        if self.ask(sys::cisd_result_kernel_seen) == 0 {
            return None;
        }
        Some(KernelEvidence {
            complete: self.ask(sys::cisd_result_kernel_complete) != 0,
            bounding: Caps::from_bits(self.ask(sys::cisd_result_kernel_bounding)),
            effective: Caps::from_bits(self.ask(sys::cisd_result_kernel_effective)),
        })
    }

    /// Of a Swarm service, what its tasks have; `None` where they could not be asked about.
    pub fn rollout(&self) -> Option<Rollout> {
        if self.ask(sys::cisd_result_rollout_known) == 0 {
            return None;
        }
        Some(Rollout {
            tasks: self.ask(sys::cisd_result_rollout_tasks),
            differing: self.ask(sys::cisd_result_rollout_differing),
        })
    }

    /// How to fix it: none unless it failed.
    pub fn remedies(&self) -> impl ExactSizeIterator<Item = Remedy<'_>> + '_ {
        let result = self.0.as_ptr();
        (0..self.ask(sys::cisd_result_remedy_count)).map(move |index| unsafe {
            Remedy {
                kind: text::borrowed(sys::cisd_result_remedy_kind(result, index)),
                smallest: text::borrowed(sys::cisd_result_remedy_smallest(result, index)),
                least: text::borrowed(sys::cisd_result_remedy_least(result, index)),
                note: text::borrowed(sys::cisd_result_remedy_note(result, index)),
            }
        })
    }

    /// Writes the remedies of a failure as text to paste; nothing for what did not fail.
    pub fn write_fix(&self, form: FixForm, writer: impl Write) -> Result<(), Error> {
        writing(writer, |write, user, error| unsafe {
            sys::cisd_result_write_fix(self.0.as_ptr(), form as _, write, user, error)
        })
    }

    /// Writes the result as the JSON object of the report, in one line without a line end.
    pub fn write_json(&self, writer: impl Write) -> Result<(), Error> {
        writing(writer, |write, user, error| unsafe {
            sys::cisd_result_write_json(self.0.as_ptr(), write, user, error)
        })
    }
}

impl fmt::Debug for CheckResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckResult")
            .field("name", &self.name())
            .field("verdict", &self.verdict())
            .field("reasons", &self.reasons().map(|reason| reason.code).collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

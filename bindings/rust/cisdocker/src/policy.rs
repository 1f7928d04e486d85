//! What a site requires and what it accepts.

use std::fmt;
use std::io::Write;
use std::path::Path;
use std::ptr::{self, NonNull};
use std::time::SystemTime;

use cisdocker_sys as sys;

use crate::audit::seconds;
use crate::callback::writing;
use crate::capability::Caps;
use crate::error::{call, Error};
use crate::render::RenderOptions;
use crate::text;
use crate::version;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Something an entry of a policy can ask of a subject.
    pub enum PolicyKey: sys::cisd_policy_key, named by sys::cisd_policy_key_name, else Name {
        /// Its name, a glob.
        Name = sys::CISD_POLICY_NAME,
        /// Its image, a glob.
        Image = sys::CISD_POLICY_IMAGE,
        /// A label.
        Label = sys::CISD_POLICY_LABEL,
        /// The Compose project it belongs to.
        ComposeProject = sys::CISD_POLICY_COMPOSE_PROJECT,
        /// The Compose service it belongs to.
        ComposeService = sys::CISD_POLICY_COMPOSE_SERVICE,
        /// The Swarm service it is or belongs to.
        Service = sys::CISD_POLICY_SERVICE,
    }
}

/// A policy, see cisdocker-policy(5): a counted reference to something that never changes. Several
/// audits may use it at once.
pub struct Policy(NonNull<sys::cisd_policy>);

// The library counts atomically, and policies are immutable.
unsafe impl Send for Policy {}
unsafe impl Sync for Policy {}

impl Clone for Policy {
    fn clone(&self) -> Policy {
        unsafe { sys::cisd_policy_ref(self.as_ptr()) };
        Policy(self.0)
    }
}

impl Drop for Policy {
    fn drop(&mut self) {
        unsafe { sys::cisd_policy_unref(self.as_ptr()) };
    }
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Policy").field("file", &self.file()).finish_non_exhaustive()
    }
}

/// A requirement or a waiver; "" stands for what is not given.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PolicyEntry<'a> {
    /// A waiver, or a requirement.
    pub is_waiver: bool,
    /// What it asks of a subject.
    pub matching: Vec<(PolicyKey, &'a str)>,
    /// The capabilities required, or that a waiver covers.
    pub caps: Caps,
    /// A waiver of whatever is in excess.
    pub covers_all: bool,
    /// Why.
    pub reason: &'a str,
    /// Who answers for it.
    pub owner: &'a str,
    /// Where it is dealt with.
    pub ticket: &'a str,
    /// Until when, `YYYY-MM-DD`, that day included.
    pub expires: &'a str,
    /// The line it begins at.
    pub line: u32,
    /// Why no subject can ever be what it asks for; `None` if one can.
    pub never: Option<&'a str>,
}

impl Policy {
    /// Reads a policy, YAML or JSON, from a file. [`Code::Format`](crate::Code::Format) with file,
    /// line and column for anything that is not understood.
    pub fn load(path: impl AsRef<Path>) -> Result<Policy, Error> {
        let path = text::c_path(path)?;
        Policy::of(|policy, error| unsafe { sys::cisd_policy_load(path.as_ptr(), policy, error) })
    }

    /// Reads a policy from a text that `name` stands for in messages.
    pub fn parse(name: &str, content: &[u8]) -> Result<Policy, Error> {
        let name = text::c_string(name)?;
        Policy::of(|policy, error| unsafe {
            let text = content.as_ptr().cast();
            sys::cisd_policy_parse(name.as_ptr(), text, content.len(), policy, error)
        })
    }

    fn of(
        read: impl FnOnce(*mut *mut sys::cisd_policy, *mut *mut sys::cisd_error) -> sys::cisd_code,
    ) -> Result<Policy, Error> {
        version::check()?;
        let mut policy = ptr::null_mut();
        call(|error| read(&mut policy, error))?;
        Ok(Policy(NonNull::new(policy).expect("the library handed out a policy")))
    }

    pub(crate) fn as_ptr(&self) -> *mut sys::cisd_policy {
        self.0.as_ptr()
    }

    /// The file, or the name given.
    pub fn file(&self) -> &str {
        unsafe { text::borrowed(sys::cisd_policy_file(self.as_ptr())) }
    }

    /// Its requirements and waivers, in the order of the file.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = PolicyEntry<'_>> + '_ {
        let count = unsafe { sys::cisd_policy_entry_count(self.as_ptr()) };
        (0..count).map(move |index| self.entry(index))
    }

    fn entry(&self, index: usize) -> PolicyEntry<'_> {
        let policy = self.as_ptr();
        unsafe {
            PolicyEntry {
                is_waiver: sys::cisd_policy_entry_is_waiver(policy, index) != 0,
                matching: self.matching(index),
                caps: Caps::from_bits(sys::cisd_policy_entry_caps(policy, index)),
                covers_all: sys::cisd_policy_entry_covers_all(policy, index) != 0,
                reason: text::borrowed(sys::cisd_policy_entry_reason(policy, index)),
                owner: text::borrowed(sys::cisd_policy_entry_owner(policy, index)),
                ticket: text::borrowed(sys::cisd_policy_entry_ticket(policy, index)),
                expires: text::borrowed(sys::cisd_policy_entry_expires(policy, index)),
                line: sys::cisd_policy_entry_line(policy, index),
                never: text::optional(sys::cisd_policy_entry_never(policy, index)),
            }
        }
    }

    fn matching(&self, index: usize) -> Vec<(PolicyKey, &str)> {
        let asked = |key: PolicyKey| unsafe {
            text::optional(sys::cisd_policy_entry_match(self.as_ptr(), index, key.to_raw()))
        };
        PolicyKey::ALL.iter().filter_map(|&key| Some((key, asked(key)?))).collect()
    }

    /// Says in words what the policy means, and warns of what has expired at a time, of what can
    /// match nothing and of reasons still to be written. Of the options, colour and width count.
    pub fn explain(
        &self,
        now: SystemTime,
        options: &RenderOptions,
        writer: impl Write,
    ) -> Result<(), Error> {
        let options = options.prepare()?;
        writing(writer, |write, user, error| unsafe {
            let raw = options.raw();
            sys::cisd_policy_explain(self.as_ptr(), seconds(now), &raw, write, user, error)
        })
    }
}

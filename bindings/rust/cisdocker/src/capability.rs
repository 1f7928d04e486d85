//! Capabilities and sets of them.

use std::fmt;
use std::str::FromStr;

use cisdocker_sys as sys;

use crate::error::{Code, Error};
use crate::text;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What an attacker with a capability gains, in rising order.
    pub enum CapClass: sys::cisd_cap_class, named by sys::cisd_cap_class_name, else HostEscape {
        /// Can disturb: resource use, clocks, logs.
        Nuisance = sys::CISD_CLASS_NUISANCE,
        /// Stronger inside the container than its user should be.
        Privilege = sys::CISD_CLASS_PRIVILEGE,
        /// Can forge, listen to or redirect traffic.
        Network = sys::CISD_CLASS_NETWORK,
        /// A known way out of the container, to root on the host.
        HostEscape = sys::CISD_CLASS_HOST_ESCAPE,
    }
}

/// A capability, by the kernel's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cap(u8);

impl Cap {
    /// The capability with a number below 64.
    pub fn from_number(number: u8) -> Option<Cap> {
        if number < 64 {
            Some(Cap(number))
        } else {
            None
        }
    }

    /// The kernel's number.
    pub fn number(self) -> u8 {
        self.0
    }

    /// Those that have names.
    pub fn all() -> impl Iterator<Item = Cap> {
        (0..unsafe { sys::cisd_cap_count() }).map(|number| Cap(number as u8))
    }

    /// The known name, without "CAP_", that is spelled most like this one: for a hint.
    pub fn nearest(name: &str) -> Result<&'static str, Error> {
        let name = text::c_string(name)?;
        Ok(unsafe { text::borrowed(sys::cisd_cap_nearest(name.as_ptr())) })
    }

    /// The name, such as "CAP_NET_RAW"; `None` for a number that has none.
    pub fn name(self) -> Option<&'static str> {
        unsafe { text::optional(sys::cisd_cap_name(self.0.into())) }
    }

    /// What an attacker gains; what has no name counts as a way out.
    pub fn class(self) -> CapClass {
        CapClass::from_raw(unsafe { sys::cisd_cap_class_of(self.0.into()) })
    }

    /// What the capability allows, in one sentence.
    pub fn description(self) -> Option<&'static str> {
        unsafe { text::optional(sys::cisd_cap_description(self.0.into())) }
    }

    /// What an attacker gains by it, in one sentence.
    pub fn attack(self) -> Option<&'static str> {
        unsafe { text::optional(sys::cisd_cap_attack(self.0.into())) }
    }

    /// What can stand in for it; `None` where nothing can.
    pub fn alternative(self) -> Option<&'static str> {
        unsafe { text::optional(sys::cisd_cap_alternative(self.0.into())) }
    }

    /// Where class and sentences come from.
    pub fn source(self) -> Option<&'static str> {
        unsafe { text::optional(sys::cisd_cap_source(self.0.into())) }
    }
}

/// Any case, with or without "CAP_". Blanks are not trimmed, as the engine does not.
impl FromStr for Cap {
    type Err = Error;

    fn from_str(name: &str) -> Result<Cap, Error> {
        let unknown = || Error::new(Code::Argument, format!("unknown capability '{name}'"));
        let text = text::c_string(name)?;
        u8::try_from(unsafe { sys::cisd_cap_number(text.as_ptr()) })
            .ok()
            .and_then(Cap::from_number)
            .ok_or_else(unknown)
    }
}

impl fmt::Display for Cap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.pad(name),
            None => write!(f, "{}", self.0),
        }
    }
}

/// A set of capabilities: bit n is the one with the number n.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Caps(u64);

impl Caps {
    /// The set with these bits.
    pub fn from_bits(bits: u64) -> Caps {
        Caps(bits)
    }

    /// The 14 capabilities that Docker Engine grants by default.
    pub fn docker_default() -> Caps {
        Caps(unsafe { sys::cisd_caps_default() })
    }

    /// Its bits.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// Whether it has a capability.
    pub fn contains(self, cap: Cap) -> bool {
        self.0 >> cap.0 & 1 != 0
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The capabilities, in the kernel's order.
    pub fn iter(self) -> impl Iterator<Item = Cap> {
        (0..64).map(Cap).filter(move |cap| self.contains(*cap))
    }
}

impl FromIterator<Cap> for Caps {
    fn from_iter<T: IntoIterator<Item = Cap>>(caps: T) -> Caps {
        Caps(caps.into_iter().fold(0, |bits, cap| bits | 1 << cap.0))
    }
}

/// The names, with commas.
impl fmt::Display for Caps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, cap) in self.iter().enumerate() {
            if i > 0 {
                f.write_str(",")?;
            }
            write!(f, "{cap}")?;
        }
        Ok(())
    }
}

//! The library's closed sets of words, as enumerations.

use std::fmt;
use std::str::FromStr;

use cisdocker_sys as sys;

use crate::error::{Code, Error};
use crate::text;

/// An enumeration over numbers of the library; `else` is what a number counts as that is none.
macro_rules! vocabulary {
    (
        $(#[$about:meta])*
        pub enum $name:ident: $raw:ty, named by $named:path, else $other:ident {
            $($(#[$about_one:meta])* $one:ident = $number:path,)*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name { $($(#[$about_one])* $one,)* }

        #[allow(dead_code)]
        impl $name {
            pub(crate) fn from_raw(raw: $raw) -> $name {
                match raw {
                    $($number => $name::$one,)*
                    _ => $name::$other,
                }
            }

            pub(crate) fn to_raw(self) -> $raw {
                match self {
                    $($name::$one => $number,)*
                }
            }

            /// All there are.
            pub const ALL: &'static [$name] = &[$($name::$one,)*];

            /// The library's name for it, which stands in every format.
            pub fn name(self) -> &'static str {
                unsafe { $crate::text::borrowed($named(self.to_raw())) }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}
pub(crate) use vocabulary;

/// `FromStr` by a function of the library.
macro_rules! parsed {
    ($name:ident, $what:literal, $find:path) => {
        impl FromStr for $name {
            type Err = Error;

            fn from_str(name: &str) -> Result<$name, Error> {
                let text = text::c_string(name)?;
                let mut raw = 0;
                if unsafe { $find(text.as_ptr(), &mut raw) } == sys::CISD_OK {
                    return Ok($name::from_raw(raw));
                }
                Err(Error::new(Code::Argument, format!(concat!("unknown ", $what, " '{}'"), name)))
            }
        }
    };
}

vocabulary! {
    /// The outcome for a subject, in XCCDF's words.
    pub enum Verdict: sys::cisd_verdict, named by sys::cisd_verdict_name, else Error {
        /// It does what the rule asks for.
        Pass = sys::CISD_PASS,
        /// It does not; see also [`CheckResult::is_waived`](crate::CheckResult::is_waived).
        Fail = sys::CISD_FAIL,
        /// The evidence could not be read.
        Error = sys::CISD_ERROR,
        /// The evidence was read and does not decide.
        Unknown = sys::CISD_UNKNOWN,
        /// Not a Linux container, or gone.
        NotApplicable = sys::CISD_NOTAPPLICABLE,
        /// Evidence only: the profile `manual`.
        NotChecked = sys::CISD_NOTCHECKED,
        /// Said for information.
        Informational = sys::CISD_INFORMATIONAL,
    }
}

vocabulary! {
    /// How strictly to judge.
    pub enum Profile: sys::cisd_profile, named by sys::cisd_profile_name, else Cis {
        /// NET_RAW, and all beyond the engine's default, must be required.
        Cis = sys::CISD_PROFILE_CIS,
        /// Every capability must be required.
        Strict = sys::CISD_PROFILE_STRICT,
        /// Evidence only.
        Manual = sys::CISD_PROFILE_MANUAL,
    }
}
parsed!(Profile, "profile", sys::cisd_profile_from_name);

vocabulary! {
    /// How bad a failure is, in rising order.
    pub enum Severity: sys::cisd_severity, named by sys::cisd_severity_name, else High {
        /// Low.
        Low = sys::CISD_SEVERITY_LOW,
        /// Medium.
        Medium = sys::CISD_SEVERITY_MEDIUM,
        /// High.
        High = sys::CISD_SEVERITY_HIGH,
    }
}
parsed!(Severity, "severity", sys::cisd_severity_from_name);

vocabulary! {
    /// What was judged.
    pub enum SubjectKind: sys::cisd_subject_kind, named by sys::cisd_subject_kind_name, else Container {
        /// A container.
        Container = sys::CISD_CONTAINER,
        /// A Swarm service.
        Service = sys::CISD_SERVICE,
        /// A service of a Compose file.
        ComposeService = sys::CISD_COMPOSE_SERVICE,
        /// A command line.
        Command = sys::CISD_COMMAND,
    }
}

vocabulary! {
    /// What became of a subject since an older report, the baseline.
    pub enum Change: sys::cisd_change, named by sys::cisd_change_name, else None {
        /// It neither fails nor failed; or there is no baseline.
        None = sys::CISD_CHANGE_NONE,
        /// It fails, and did not, or was not there.
        New = sys::CISD_CHANGE_NEW,
        /// It fails, as it did, and has something in excess that it had not.
        Worse = sys::CISD_CHANGE_WORSE,
        /// It fails, as it did.
        Unchanged = sys::CISD_CHANGE_UNCHANGED,
        /// It failed, and does not.
        Fixed = sys::CISD_CHANGE_FIXED,
        /// It failed, and now that is accepted.
        Waived = sys::CISD_CHANGE_WAIVED,
        /// It failed, and now could not be judged, or was not looked at.
        Undecided = sys::CISD_CHANGE_UNDECIDED,
    }
}

vocabulary! {
    /// What a report is rendered as.
    pub enum Format: sys::cisd_format, named by sys::cisd_format_name, else Text {
        /// For people.
        Text = sys::CISD_FORMAT_TEXT,
        /// cisdocker-report/1.
        Json = sys::CISD_FORMAT_JSON,
        /// A result a line as it comes, then a line with the counts.
        Jsonl = sys::CISD_FORMAT_JSONL,
        /// XCCDF 1.2.
        Xccdf = sys::CISD_FORMAT_XCCDF,
        /// Asset Reporting Format 1.1.
        Arf = sys::CISD_FORMAT_ARF,
        /// SARIF 2.1.0.
        Sarif = sys::CISD_FORMAT_SARIF,
        /// JUnit XML.
        Junit = sys::CISD_FORMAT_JUNIT,
        /// RFC 4180.
        Csv = sys::CISD_FORMAT_CSV,
        /// One page for people.
        Html = sys::CISD_FORMAT_HTML,
        /// .nessus version 2.
        Nessus = sys::CISD_FORMAT_NESSUS,
        /// OCSF Compliance Findings, an event a line.
        Ocsf = sys::CISD_FORMAT_OCSF,
        /// Gauges, as OpenMetrics and Prometheus both read them.
        OpenMetrics = sys::CISD_FORMAT_OPENMETRICS,
        /// The JSON of docker-bench-security.
        DockerBench = sys::CISD_FORMAT_DOCKER_BENCH,
    }
}
parsed!(Format, "format", sys::cisd_format_from_name);

vocabulary! {
    /// What there is to say of a policy's entry itself.
    pub enum NoteKind: sys::cisd_policy_note, named by sys::cisd_policy_note_name, else Stale {
        /// It was about no subject.
        Stale = sys::CISD_NOTE_STALE,
        /// Its time is over: it does nothing any more.
        Expired = sys::CISD_NOTE_EXPIRED,
        /// A waiver that is in use, its reason still to be written.
        Unexplained = sys::CISD_NOTE_UNEXPLAINED,
    }
}

/// Whether the kernel is asked what the processes of running containers can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Kernel {
    /// Of engines at a socket of this machine.
    Auto = sys::CISD_KERNEL_AUTO,
    /// Of every engine; a container not wholly seen cannot pass.
    On = sys::CISD_KERNEL_ON,
    /// Never.
    Off = sys::CISD_KERNEL_OFF,
}

/// How far a remedy goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum FixForm {
    /// Nothing but the excess goes.
    Smallest = sys::CISD_FIX_SMALLEST,
    /// All is dropped; what is required or was added on purpose comes back.
    Least = sys::CISD_FIX_LEAST,
}

/// A yes, a no, or not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// It could not be read.
    NotKnown,
    /// No.
    No,
    /// Yes.
    Yes,
}

impl Fact {
    pub(crate) fn from_raw(raw: sys::cisd_fact) -> Fact {
        match raw {
            sys::CISD_NO => Fact::No,
            sys::CISD_YES => Fact::Yes,
            _ => Fact::NotKnown,
        }
    }
}

/// Reasons have numbers of their own: a newer library may have more of them.
macro_rules! reasons {
    ($($(#[$about:meta])* $one:ident = $number:path,)*) => {
        /// Why a verdict is what it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ReasonCode {
            $($(#[$about])* $one,)*
            /// One that a newer library has.
            Other(u32),
        }

        impl ReasonCode {
            pub(crate) fn from_raw(raw: sys::cisd_reason) -> ReasonCode {
                match raw {
                    $($number => ReasonCode::$one,)*
                    other => ReasonCode::Other(other),
                }
            }

            fn to_raw(self) -> sys::cisd_reason {
                match self {
                    $(ReasonCode::$one => $number,)*
                    ReasonCode::Other(other) => other,
                }
            }
        }
    };
}

reasons! {
    /// It runs privileged.
    Privileged = sys::CISD_REASON_PRIVILEGED,
    /// All capabilities are added.
    AddAll = sys::CISD_REASON_ADD_ALL,
    /// NET_RAW is the engine's default and not dropped.
    NetRawDefault = sys::CISD_REASON_NET_RAW_DEFAULT,
    /// NET_RAW is added.
    NetRawAdded = sys::CISD_REASON_NET_RAW_ADDED,
    /// Something beyond the engine's default is added.
    AddedBeyondDefault = sys::CISD_REASON_ADDED_BEYOND_DEFAULT,
    /// The profile `strict`: some of the default is retained.
    DefaultRetained = sys::CISD_REASON_DEFAULT_RETAINED,
    /// A name that this library does not know.
    UnknownCapability = sys::CISD_REASON_UNKNOWN_CAPABILITY,
    /// A process has more than was configured.
    KernelExceedsConfig = sys::CISD_REASON_KERNEL_EXCEEDS_CONFIG,
    /// The policy's requirement has expired.
    RequirementExpired = sys::CISD_REASON_REQUIREMENT_EXPIRED,
    /// The policy's waiver has expired.
    WaiverExpired = sys::CISD_REASON_WAIVER_EXPIRED,
    /// It is no Linux container.
    NotLinux = sys::CISD_REASON_NOT_LINUX,
    /// The evidence could not be read.
    EvidenceUnreadable = sys::CISD_REASON_EVIDENCE_UNREADABLE,
    /// The evidence makes no sense.
    EvidenceMalformed = sys::CISD_REASON_EVIDENCE_MALFORMED,
    /// It was gone before it could be looked at.
    Vanished = sys::CISD_REASON_VANISHED,
    /// A variable without a value decides.
    UnresolvedVariable = sys::CISD_REASON_UNRESOLVED_VARIABLE,
    /// All capabilities are dropped.
    AllDropped = sys::CISD_REASON_ALL_DROPPED,
    /// NET_RAW is dropped.
    NetRawDropped = sys::CISD_REASON_NET_RAW_DROPPED,
    /// The engine's default is without NET_RAW.
    EngineDefaultWithoutNetRaw = sys::CISD_REASON_ENGINE_DEFAULT_WITHOUT_NET_RAW,
    /// The policy says that it needs what it has.
    RequiredByPolicy = sys::CISD_REASON_REQUIRED_BY_POLICY,
}

impl ReasonCode {
    /// The stable name, such as "net-raw-default"; "" for one that the library does not know.
    pub fn name(self) -> &'static str {
        unsafe { text::borrowed(sys::cisd_reason_name(self.to_raw())) }
    }
}

impl fmt::Display for ReasonCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

//! Why a call failed.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::ptr;
use std::sync::Arc;

use cisdocker_sys as sys;

use crate::text;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Why a call failed. The set is closed.
    pub enum Code: sys::cisd_code, named by sys::cisd_code_name, else Internal {
        /// An allocation failed.
        NoMemory = sys::CISD_E_NO_MEMORY,
        /// An argument is out of range or unknown.
        Argument = sys::CISD_E_ARGUMENT,
        /// The call does not fit what was done before.
        State = sys::CISD_E_STATE,
        /// A file could not be read.
        Io = sys::CISD_E_IO,
        /// Nobody answers at the endpoint.
        Connect = sys::CISD_E_CONNECT,
        /// The caller may not read the file or use the endpoint.
        Permission = sys::CISD_E_PERMISSION,
        /// The answer did not come in time.
        Timeout = sys::CISD_E_TIMEOUT,
        /// The answer is not what the protocol allows.
        Protocol = sys::CISD_E_PROTOCOL,
        /// The text is malformed; the message says where.
        Format = sys::CISD_E_FORMAT,
        /// Larger, deeper or more than the documented limit.
        Limit = sys::CISD_E_LIMIT,
        /// Well-formed, but nothing the library can work with.
        Unsupported = sys::CISD_E_UNSUPPORTED,
        /// The audit was cancelled.
        Cancelled = sys::CISD_E_CANCELLED,
        /// A reader or writer failed.
        Callback = sys::CISD_E_CALLBACK,
        /// A defect of the library: please report it.
        Internal = sys::CISD_E_INTERNAL,
    }
}

/// What went wrong: a code, and one line of text.
#[derive(Clone, Debug)]
pub struct Error {
    code: Code,
    message: String,
    cause: Option<Arc<io::Error>>,
}

impl Error {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Error {
        Error { code, message: message.into(), cause: None }
    }

    /// Why.
    pub fn code(&self) -> Code {
        self.code
    }

    /// What, in one line: lower case, no full stop.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Names what a caller's own reader or writer said as the cause, where it can be.
    pub(crate) fn because(mut self, cause: Option<Arc<io::Error>>) -> Error {
        if self.code == Code::Callback {
            self.cause = cause;
        }
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}

/// Calls a function of the library that may fail.
pub(crate) fn call(
    function: impl FnOnce(*mut *mut sys::cisd_error) -> sys::cisd_code,
) -> Result<(), Error> {
    let mut said = ptr::null_mut();
    let code = function(&mut said);
    if code == sys::CISD_OK {
        return Ok(());
    }
    let code = Code::from_raw(code);
    if said.is_null() {
        return Err(Error::new(code, code.name()));
    }
    let message = unsafe { text::owned(sys::cisd_error_message(said)) };
    unsafe { sys::cisd_error_free(said) };
    Err(Error::new(code, message))
}

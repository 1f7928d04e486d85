//! What scanners load to decide the check themselves.

use std::io::Write;

use cisdocker_sys as sys;

use crate::callback::writing;
use crate::error::Error;
use crate::text;

/// A file that a scanner loads.
#[derive(Clone, Copy, Debug)]
pub struct Content {
    /// Its name.
    pub name: &'static str,
    /// What it is, and for which scanner, in one sentence.
    pub description: &'static str,
    /// A script, which a scanner runs only if the file may be executed.
    pub is_program: bool,
}

/// The files there are.
pub fn contents() -> impl Iterator<Item = Content> {
    (0..unsafe { sys::cisd_content_count() }).map(|index| unsafe {
        Content {
            name: text::borrowed(sys::cisd_content_name(index)),
            description: text::borrowed(sys::cisd_content_description(index)),
            is_program: sys::cisd_content_is_program(index) != 0,
        }
    })
}

/// Writes the file with a name.
pub fn write_content(name: &str, writer: impl Write) -> Result<(), Error> {
    let name = text::c_string(name)?;
    writing(writer, |write, user, error| unsafe {
        sys::cisd_content_write(name.as_ptr(), write, user, error)
    })
}

//! Strings of C, both ways.

use std::ffi::{CStr, CString};
use std::os::raw::c_char;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::ptr;

use crate::error::{Code, Error};

/// A text of the library as far as it is UTF-8; "" for NULL.
///
/// # Safety
/// The text must live as long as the caller says.
pub(crate) unsafe fn borrowed<'a>(text: *const c_char) -> &'a str {
    if text.is_null() {
        return "";
    }
    let bytes = unsafe { CStr::from_ptr(text) }.to_bytes();
    std::str::from_utf8(bytes)
        .or_else(|broken| std::str::from_utf8(&bytes[..broken.valid_up_to()]))
        .unwrap_or_default()
}

/// The same, `None` for NULL.
///
/// # Safety
/// As [`borrowed`].
pub(crate) unsafe fn optional<'a>(text: *const c_char) -> Option<&'a str> {
    if text.is_null() {
        None
    } else {
        Some(unsafe { borrowed(text) })
    }
}

/// A copy.
///
/// # Safety
/// The text must be alive now.
pub(crate) unsafe fn owned(text: *const c_char) -> String {
    unsafe { borrowed(text) }.to_owned()
}

/// A string for the library, which could not say that it holds a NUL.
pub(crate) fn c_string(bytes: impl Into<Vec<u8>>) -> Result<CString, Error> {
    CString::new(bytes).map_err(|_| Error::new(Code::Argument, "a string holds a NUL"))
}

pub(crate) fn c_path(path: impl AsRef<Path>) -> Result<CString, Error> {
    c_string(path.as_ref().as_os_str().as_bytes())
}

/// NULL for nothing.
pub(crate) fn pointer(text: &Option<CString>) -> *const c_char {
    text.as_ref().map_or(ptr::null(), |text| text.as_ptr())
}

/// Strings, and the array of them that ends with NULL.
#[derive(Default)]
pub(crate) struct CStrings {
    _texts: Vec<CString>,
    pointers: Vec<*const c_char>,
}

// What the pointers lead to is the strings beside them, which never change.
unsafe impl Send for CStrings {}
unsafe impl Sync for CStrings {}

impl CStrings {
    pub(crate) fn new(texts: Vec<CString>) -> CStrings {
        let pointers = texts.iter().map(|text| text.as_ptr()).chain([ptr::null()]).collect();
        CStrings { _texts: texts, pointers }
    }

    pub(crate) fn of_strings(texts: &[String]) -> Result<CStrings, Error> {
        texts.iter().map(|text| c_string(text.as_str())).collect::<Result<_, _>>().map(Self::new)
    }

    pub(crate) fn of_paths<P: AsRef<Path>>(paths: &[P]) -> Result<CStrings, Error> {
        paths.iter().map(c_path).collect::<Result<_, _>>().map(Self::new)
    }

    /// NULL where there are none.
    pub(crate) fn as_ptr(&self) -> *const *const c_char {
        if self.len() == 0 {
            ptr::null()
        } else {
            self.pointers.as_ptr()
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.pointers.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_not_utf8_end_early() {
        let text = CString::new(b"a\xffb".to_vec()).unwrap();
        assert_eq!(unsafe { borrowed(text.as_ptr()) }, "a");
        assert_eq!(unsafe { borrowed(ptr::null()) }, "");
        assert_eq!(unsafe { optional(ptr::null()) }, None);
    }

    #[test]
    fn arrays_end_with_null() {
        assert!(CStrings::default().as_ptr().is_null());
        assert!(CStrings::new(Vec::new()).as_ptr().is_null());
        let strings = CStrings::of_strings(&["a".to_owned()]).unwrap();
        assert_eq!(strings.len(), 1);
        assert!(unsafe { *strings.as_ptr().add(1) }.is_null());
    }
}

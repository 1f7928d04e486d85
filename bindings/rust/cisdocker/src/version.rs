//! Which library was loaded, and whether it will do.

use cisdocker_sys as sys;

use crate::error::{Code, Error};
use crate::text;

/// The oldest library this crate works with.
const NEEDED: [u32; 3] = [0, 1, 0];

/// The version of the library in use, such as "0.1.0".
pub fn version() -> &'static str {
    unsafe { text::borrowed(sys::cisd_version()) }
}

/// Says why the library that was loaded cannot be used, if so.
pub(crate) fn check() -> Result<(), Error> {
    if fits(version()) {
        return Ok(());
    }
    let [major, minor, patch] = NEEDED;
    let message =
        format!("libcisdocker {major}.{minor}.{patch} or later is needed: loaded '{}'", version());
    Err(Error::new(Code::Unsupported, message))
}

fn fits(version: &str) -> bool {
    let numbers: Result<Vec<u32>, _> = version.split('.').map(str::parse).collect();
    matches!(numbers, Ok(numbers) if numbers.len() == 3 && numbers.as_slice() >= NEEDED.as_slice())
}

#[cfg(test)]
mod tests {
    #[test]
    fn versions_are_compared_by_number() {
        for (version, good) in
            [("0.1.0", true), ("0.10.0", true), ("1.0.0", true), ("0.0.9", false), ("what", false)]
        {
            assert_eq!(super::fits(version), good, "{version}");
        }
    }
}

//! Rust code that the library calls. A panic must not unwind the library's frames: it is caught
//! here and goes on after the library has returned.

use std::any::Any;
use std::io::{self, ErrorKind, Read, Write};
use std::ops::ControlFlow;
use std::os::raw::{c_char, c_int, c_void};
use std::panic::{catch_unwind, resume_unwind, AssertUnwindSafe};
use std::slice;
use std::sync::Arc;

use cisdocker_sys as sys;

use crate::error::{call, Error};

/// How calls of a hook ended.
#[derive(Default)]
pub(crate) struct Outcome {
    error: Option<Arc<io::Error>>,
    panic: Option<Box<dyn Any + Send>>,
}

impl Outcome {
    /// The result of a call; `None` where it failed.
    fn of<T>(&mut self, f: impl FnOnce() -> io::Result<T>) -> Option<T> {
        match catch_unwind(AssertUnwindSafe(f)) {
            Ok(Ok(value)) => Some(value),
            Ok(Err(error)) => {
                self.error = Some(Arc::new(error));
                None
            }
            Err(panic) => {
                self.panic = Some(panic);
                None
            }
        }
    }

    /// Goes on with a panic that was caught.
    pub(crate) fn resume(&mut self) {
        if let Some(panic) = self.panic.take() {
            resume_unwind(panic);
        }
    }

    pub(crate) fn error(&self) -> Option<Arc<io::Error>> {
        self.error.clone()
    }
}

/// A reader or writer, and how its calls ended.
pub(crate) struct Hook<T> {
    pub(crate) inner: T,
    pub(crate) outcome: Outcome,
}

impl<T> Hook<T> {
    pub(crate) fn new(inner: T) -> Hook<T> {
        Hook { inner, outcome: Outcome::default() }
    }
}

/// A reader, and where it reads to: it may look at what it is given to fill, so that must hold
/// something.
pub(crate) struct Reading<R> {
    reader: R,
    buffer: Vec<u8>,
}

impl<R: Read> Reading<R> {
    pub(crate) fn new(reader: R) -> Hook<Reading<R>> {
        Hook::new(Reading { reader, buffer: vec![0; 16 * 1024] })
    }

    fn read(&mut self, size: usize) -> io::Result<&[u8]> {
        let size = size.min(self.buffer.len());
        loop {
            match self.reader.read(&mut self.buffer[..size]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => return read.map(|count| &self.buffer[..count]),
            }
        }
    }
}

/// A `cisd_read_fn` whose user is a `Hook<Reading<R>>`.
pub(crate) unsafe extern "C" fn read_from<R: Read>(
    user: *mut c_void,
    buffer: *mut c_void,
    size: usize,
    length: *mut usize,
) -> c_int {
    let hook = unsafe { &mut *user.cast::<Hook<Reading<R>>>() };
    let reading = &mut hook.inner;
    let done = hook.outcome.of(|| {
        let bytes = reading.read(size)?;
        unsafe {
            buffer.cast::<u8>().copy_from_nonoverlapping(bytes.as_ptr(), bytes.len());
            *length = bytes.len();
        }
        Ok(())
    });
    done.map_or(1, |()| 0)
}

/// A `cisd_write_fn` whose user is a `Hook<W>`.
pub(crate) unsafe extern "C" fn write_to<W: Write>(
    user: *mut c_void,
    data: *const c_char,
    length: usize,
) -> c_int {
    let hook = unsafe { &mut *user.cast::<Hook<W>>() };
    let bytes: &[u8] =
        if length > 0 { unsafe { slice::from_raw_parts(data.cast(), length) } } else { &[] };
    let writer = &mut hook.inner;
    hook.outcome.of(|| writer.write_all(bytes)).map_or(1, |()| 0)
}

/// What is told how the work goes on.
pub(crate) type Progress = Box<dyn FnMut(usize, usize) -> ControlFlow<()> + Send>;

/// A `cisd_progress_fn` whose user is a `Hook<Progress>`.
pub(crate) unsafe extern "C" fn tell(user: *mut c_void, done: usize, total: usize) -> c_int {
    let hook = unsafe { &mut *user.cast::<Hook<Progress>>() };
    let progress = &mut hook.inner;
    match hook.outcome.of(|| Ok(progress(done, total))) {
        Some(ControlFlow::Continue(())) => 0,
        _ => 1,
    }
}

/// Lets the library write in one call.
pub(crate) fn writing<W: Write>(
    writer: W,
    function: impl FnOnce(sys::cisd_write_fn, *mut c_void, *mut *mut sys::cisd_error) -> sys::cisd_code,
) -> Result<(), Error> {
    let mut hook = Hook::new(writer);
    let user: *mut Hook<W> = &mut hook;
    let done = call(|error| function(Some(write_to::<W>), user.cast(), error));
    hook.outcome.resume();
    done.map_err(|error| error.because(hook.outcome.error()))
}

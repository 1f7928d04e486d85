//! Reports that hold their results.

use std::fmt;
use std::io::{Read, Write};
use std::os::raw::c_void;
use std::path::Path;
use std::ptr::{self, NonNull};

use cisdocker_sys as sys;

use crate::callback::{read_from, writing, Hook, Reading};
use crate::error::{call, Code, Error};
use crate::render::RenderOptions;
use crate::result::CheckResult;
use crate::summary::Summary;
use crate::text;
use crate::version;
use crate::vocabulary::{FixForm, Format};

/// What an audit found, with the results that were collected: a counted reference to something
/// that does not change.
pub struct Report {
    native: NonNull<sys::cisd_report>,
    summary: Summary,
}

// The library counts atomically, and what was collected does not change but by `compare`, which
// needs the only reference.
unsafe impl Send for Report {}
unsafe impl Sync for Report {}

impl Clone for Report {
    fn clone(&self) -> Report {
        unsafe { sys::cisd_report_ref(self.native.as_ptr()) };
        Report { native: self.native, summary: self.summary.clone() }
    }
}

impl Drop for Report {
    fn drop(&mut self) {
        unsafe { sys::cisd_report_unref(self.native.as_ptr()) };
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Report").field("summary", &self.summary).finish_non_exhaustive()
    }
}

impl Report {
    /// Takes a reference over.
    ///
    /// # Safety
    /// The reference must be the caller's to give, and nobody may change the report any more.
    pub(crate) unsafe fn take(
        report: *mut sys::cisd_report,
        summary: impl FnOnce(*const sys::cisd_report) -> Summary,
    ) -> Report {
        let native = NonNull::new(report).expect("the library handed out a report");
        Report { native, summary: summary(report) }
    }

    pub(crate) fn as_ptr(&self) -> *mut sys::cisd_report {
        self.native.as_ptr()
    }

    /// Reads JSON reports back from files and makes one of them: targets one after another, counts
    /// added up. They must be of the same check and profile. A report is believed: whoever wrote
    /// it, wrote its verdicts and remedies.
    pub fn load<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<Report, Error> {
        version::check()?;
        let paths: Vec<_> = paths.into_iter().map(text::c_path).collect::<Result<_, _>>()?;
        let mut report = ptr::null_mut();
        for path in &paths {
            call(|error| unsafe { sys::cisd_report_load(path.as_ptr(), &mut report, error) })?;
        }
        if report.is_null() {
            return Err(Error::new(Code::Argument, "there is no report to load"));
        }
        Ok(unsafe { Report::take(report, |report| Summary::of(report)) })
    }

    /// The same from a reader, which may hold several; `name` stands for it in messages.
    pub fn read<R: Read>(name: &str, reader: R) -> Result<Report, Error> {
        version::check()?;
        let name = text::c_string(name)?;
        let mut hook = Reading::new(reader);
        let user: *mut Hook<Reading<R>> = &mut hook;
        let mut report = ptr::null_mut();
        let done = call(|error| unsafe {
            sys::cisd_report_load_reader(
                name.as_ptr(),
                Some(read_from::<R>),
                user.cast::<c_void>(),
                &mut report,
                error,
            )
        });
        hook.outcome.resume();
        done.map_err(|error| error.because(hook.outcome.error()))?;
        Ok(unsafe { Report::take(report, |report| Summary::of(report)) })
    }

    /// Holds a report that was read back against an older one, which `name` stands for: its results
    /// get their change. [`Code::State`] where a clone or a result of it is about.
    pub fn compare(&mut self, name: &str, baseline: &Report) -> Result<(), Error> {
        let name = text::c_string(name)?;
        call(|error| unsafe {
            sys::cisd_report_compare(self.as_ptr(), name.as_ptr(), baseline.as_ptr(), error)
        })?;
        self.summary = unsafe { Summary::of(self.as_ptr()) };
        Ok(())
    }

    /// All but the results.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// How many results it holds.
    pub fn len(&self) -> usize {
        unsafe { sys::cisd_report_result_count(self.as_ptr()) }
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The result at an index.
    pub fn get(&self, index: usize) -> Option<CheckResult> {
        unsafe {
            let result = sys::cisd_report_result(self.as_ptr(), index);
            if !result.is_null() {
                sys::cisd_result_ref(result);
            }
            CheckResult::take(result)
        }
    }

    /// Its results.
    pub fn results(&self) -> impl Iterator<Item = CheckResult> + '_ {
        (0..self.len()).filter_map(move |index| self.get(index))
    }

    /// Writes the report in a format.
    pub fn render(
        &self,
        format: Format,
        options: &RenderOptions,
        writer: impl Write,
    ) -> Result<(), Error> {
        let options = options.prepare()?;
        writing(writer, |write, user, error| unsafe {
            let raw = options.raw();
            sys::cisd_report_render(self.as_ptr(), format.to_raw(), &raw, write, user, error)
        })
    }

    /// Writes a policy that waives for some days (0: 90) what fails, each reason to be written by a
    /// person.
    pub fn write_policy(&self, days: u32, writer: impl Write) -> Result<(), Error> {
        writing(writer, |write, user, error| unsafe {
            sys::cisd_policy_init(self.as_ptr(), days, write, user, error)
        })
    }

    /// Writes a Compose file that, given after those that were audited, makes every Compose service
    /// pass that fails and is not waived.
    pub fn write_override(&self, form: FixForm, writer: impl Write) -> Result<(), Error> {
        writing(writer, |write, user, error| unsafe {
            sys::cisd_report_write_override(self.as_ptr(), form as _, write, user, error)
        })
    }

    /// Writes the text of a Compose file, changed where its services fail, comments and layout
    /// included. [`Code::Unsupported`] where a service is written in a way that this cannot do
    /// safely.
    pub fn edit_compose(
        &self,
        form: FixForm,
        name: &str,
        content: &[u8],
        writer: impl Write,
    ) -> Result<(), Error> {
        let name = text::c_string(name)?;
        writing(writer, |write, user, error| unsafe {
            sys::cisd_report_edit_compose(
                self.as_ptr(),
                form as _,
                name.as_ptr(),
                content.as_ptr().cast(),
                content.len(),
                write,
                user,
                error,
            )
        })
    }
}

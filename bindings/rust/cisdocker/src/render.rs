//! Results as text of a format.

use std::ffi::CString;
use std::fmt;
use std::io::Write;
use std::mem;
use std::ptr;
use std::sync::Arc;

use cisdocker_sys as sys;

use crate::callback::{write_to, Hook};
use crate::error::{call, Error};
use crate::result::CheckResult;
use crate::text::{self, CStrings};
use crate::turn::Turn;
use crate::vocabulary::Format;

/// How to render; a format ignores what it has no use for.
#[derive(Clone, Debug, Default)]
pub struct RenderOptions {
    /// Text: with ANSI escapes.
    pub color: bool,
    /// Text: every subject with its evidence.
    pub verbose: bool,
    /// Text: failures and what could not be judged only.
    pub quiet: bool,
    /// Text: columns; 80 unless set.
    pub width: Option<u32>,
    /// XCCDF, ARF: a rule-result a subject, worst first.
    pub per_subject: bool,
    /// What was audited, for formats that name an asset: its name. Unless set, the host that the
    /// engine names.
    pub asset_host: Option<String>,
    /// Its name with the domain.
    pub asset_fqdn: Option<String>,
    /// Its IP addresses.
    pub asset_addresses: Vec<String>,
    /// XCCDF, ARF: `NAME=VALUE`.
    pub asset_facts: Vec<String>,
}

/// The same as the library wants it.
pub(crate) struct PreparedRender {
    flags: [bool; 4],
    width: u32,
    host: Option<CString>,
    fqdn: Option<CString>,
    addresses: CStrings,
    facts: CStrings,
}

impl RenderOptions {
    pub(crate) fn prepare(&self) -> Result<PreparedRender, Error> {
        let string = |text: &Option<String>| text.as_deref().map(text::c_string).transpose();
        Ok(PreparedRender {
            flags: [self.color, self.verbose, self.quiet, self.per_subject],
            width: self.width.unwrap_or(0),
            host: string(&self.asset_host)?,
            fqdn: string(&self.asset_fqdn)?,
            addresses: CStrings::of_strings(&self.asset_addresses)?,
            facts: CStrings::of_strings(&self.asset_facts)?,
        })
    }
}

impl PreparedRender {
    pub(crate) fn raw(&self) -> sys::cisd_render_options {
        let [color, verbose, quiet, per_subject] = self.flags.map(i32::from);
        sys::cisd_render_options {
            size: mem::size_of::<sys::cisd_render_options>(),
            color,
            verbose,
            quiet,
            width: self.width,
            per_subject,
            asset_host: text::pointer(&self.host),
            asset_fqdn: text::pointer(&self.fqdn),
            asset_addresses: self.addresses.as_ptr(),
            asset_facts: self.facts.as_ptr(),
        }
    }
}

/// Turns results of an audit into text of a format while they come. What it had not written when
/// it is dropped is lost: [`finish`](Renderer::finish) it. In a thread of its own it waits while the
/// audit looks for the next result.
pub struct Renderer<W: Write> {
    native: *mut sys::cisd_renderer,
    report: *mut sys::cisd_report,
    // The library holds a pointer to it: it is moved by nobody. NULL once the writer is handed back.
    hook: *mut Hook<W>,
    turn: Arc<Turn>,
    _options: PreparedRender,
}

// Whoever uses it waits for its turn, as the audit does.
unsafe impl<W: Write + Send> Send for Renderer<W> {}

impl<W: Write> Renderer<W> {
    /// Takes a reference to the report over.
    ///
    /// # Safety
    /// The reference must be the caller's to give, and changed during the audit's turn only.
    pub(crate) unsafe fn new(
        report: *mut sys::cisd_report,
        turn: Arc<Turn>,
        format: Format,
        options: &RenderOptions,
        writer: W,
    ) -> Result<Renderer<W>, Error> {
        let options = options.prepare().map_err(|error| {
            unsafe { sys::cisd_report_unref(report) };
            error
        })?;
        let mut renderer = Renderer {
            native: ptr::null_mut(),
            report,
            hook: Box::into_raw(Box::new(Hook::new(writer))),
            turn,
            _options: options,
        };
        renderer.begin(format)?;
        Ok(renderer)
    }

    fn begin(&mut self, format: Format) -> Result<(), Error> {
        let mut native = ptr::null_mut();
        let raw = self._options.raw();
        let (report, user) = (self.report, self.hook.cast());
        let done = self.call(|_, error| unsafe {
            sys::cisd_renderer_new(
                format.to_raw(),
                report,
                &raw,
                Some(write_to::<W>),
                user,
                &mut native,
                error,
            )
        });
        self.native = native;
        done
    }

    fn call(
        &mut self,
        function: impl FnOnce(*mut sys::cisd_renderer, *mut *mut sys::cisd_error) -> sys::cisd_code,
    ) -> Result<(), Error> {
        let done = {
            let _turn = self.turn.take()?;
            call(|error| function(self.native, error))
        };
        let outcome = unsafe { &mut (*self.hook).outcome };
        outcome.resume();
        done.map_err(|error| error.because(outcome.error()))
    }

    /// Adds a result; streaming formats write it at once.
    pub fn add(&mut self, result: &CheckResult) -> Result<(), Error> {
        self.call(|renderer, error| unsafe {
            sys::cisd_renderer_add(renderer, result.as_ptr(), error)
        })
    }

    /// Writes the rest, after the last result, and hands the writer back.
    pub fn finish(mut self) -> Result<W, Error> {
        self.call(|renderer, error| unsafe { sys::cisd_renderer_finish(renderer, error) })?;
        unsafe { sys::cisd_renderer_free(self.native) };
        self.native = ptr::null_mut();
        let hook = mem::replace(&mut self.hook, ptr::null_mut());
        Ok(unsafe { Box::from_raw(hook) }.inner)
    }
}

impl<W: Write> fmt::Debug for Renderer<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renderer").finish_non_exhaustive()
    }
}

impl<W: Write> Drop for Renderer<W> {
    fn drop(&mut self) {
        unsafe {
            sys::cisd_renderer_free(self.native);
            sys::cisd_report_unref(self.report);
            if !self.hook.is_null() {
                drop(Box::from_raw(self.hook));
            }
        }
    }
}

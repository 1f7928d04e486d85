//! Audits: one run of a rule over targets.

use std::fmt;
use std::io::{Read, Write};
use std::iter::FusedIterator;
use std::ops::ControlFlow;
use std::os::raw::c_void;
use std::path::Path;
use std::ptr;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{SystemTime, UNIX_EPOCH};

use cisdocker_sys as sys;

use crate::callback::{read_from, tell, Hook, Progress, Reading};
use crate::error::{call, Error};
use crate::policy::Policy;
use crate::render::{RenderOptions, Renderer};
use crate::report::Report;
use crate::result::CheckResult;
use crate::sources::{ComposeOptions, EngineOptions};
use crate::summary::Summary;
use crate::text::{self, CStrings};
use crate::turn::Turn;
use crate::version;
use crate::vocabulary::{Format, Kernel, Profile};

/// A reader that an audit reads from while results are drawn.
pub(crate) type Source = Hook<Reading<Box<dyn Read + Send>>>;

/// An audit in the library, and what must live as long.
struct Native {
    audit: *mut sys::cisd_audit,
    // The library holds pointers to these: they are moved by nobody.
    progress: Mutex<*mut Hook<Progress>>,
    readers: Mutex<Vec<(usize, *mut Source)>>,
    _environments: Mutex<Vec<CStrings>>,
}

// One thread at a time has its turn, and cancelling needs none. The hooks are `Send`.
unsafe impl Send for Native {}
unsafe impl Sync for Native {}

impl fmt::Debug for Native {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Native").finish_non_exhaustive()
    }
}

impl Drop for Native {
    fn drop(&mut self) {
        unsafe { sys::cisd_audit_free(self.audit) };
        let progress = *unpoisoned(&self.progress);
        if !progress.is_null() {
            drop(unsafe { Box::from_raw(progress) });
        }
        for (_, reader) in unpoisoned(&self.readers).drain(..) {
            drop(unsafe { Box::from_raw(reader) });
        }
    }
}

fn unpoisoned<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One run of a rule over targets: make it, configure it, then draw its results. Nothing is opened
/// before the first result is asked for, and nothing can be configured after.
pub struct Audit {
    native: Arc<Native>,
    turn: Arc<Turn>,
    targets: usize,
}

impl Audit {
    /// An audit of the rule with this number: "5.4", or its older number "5.3".
    pub fn new(rule: &str) -> Result<Audit, Error> {
        version::check()?;
        let rule = text::c_string(rule)?;
        let mut audit = ptr::null_mut();
        call(|error| unsafe {
            sys::cisd_audit_new(rule.as_ptr(), ptr::null(), &mut audit, error)
        })?;
        let native = Native {
            audit,
            progress: Mutex::new(ptr::null_mut()),
            readers: Mutex::default(),
            _environments: Mutex::default(),
        };
        Ok(Audit { native: Arc::new(native), turn: Arc::default(), targets: 0 })
    }

    /// Calls a function of the library that may fail.
    fn call(
        &self,
        function: impl FnOnce(*mut sys::cisd_audit, *mut *mut sys::cisd_error) -> sys::cisd_code,
    ) -> Result<(), Error> {
        let _turn = self.turn.take()?;
        call(|error| function(self.native.audit, error))
    }

    /// The same for one that adds a target.
    fn add(
        &mut self,
        function: impl FnOnce(*mut sys::cisd_audit, *mut *mut sys::cisd_error) -> sys::cisd_code,
    ) -> Result<(), Error> {
        self.call(function)?;
        self.targets += 1;
        Ok(())
    }

    /// Sets the profile to judge by; [`Profile::Cis`] unless set.
    pub fn set_profile(&mut self, profile: Profile) -> Result<(), Error> {
        self.call(|audit, error| unsafe {
            sys::cisd_audit_set_profile(audit, profile.to_raw(), error)
        })
    }

    /// Says whether the kernel is asked; [`Kernel::Auto`] unless set.
    pub fn set_kernel(&mut self, kernel: Kernel) -> Result<(), Error> {
        self.call(|audit, error| unsafe {
            sys::cisd_audit_set_kernel(audit, kernel as sys::cisd_kernel, error)
        })
    }

    /// Fixes the report's times, so that equal evidence gives equal bytes.
    pub fn set_time(&mut self, time: SystemTime) -> Result<(), Error> {
        self.call(|audit, error| unsafe { sys::cisd_audit_set_time(audit, seconds(time), error) })
    }

    /// Says whether Swarm services are audited; they are unless told otherwise.
    pub fn set_services(&mut self, wanted: bool) -> Result<(), Error> {
        self.call(|audit, error| unsafe {
            sys::cisd_audit_set_services(audit, wanted.into(), error)
        })
    }

    /// Restricts the audit to subjects that fit: of several values for one key one, of several keys
    /// all. The keys "name" and "image" take a shell glob, "label" takes K or K=V, "state" takes the
    /// engine's word.
    pub fn select(&mut self, key: &str, value: &str) -> Result<(), Error> {
        let (key, value) = (text::c_string(key)?, text::c_string(value)?);
        self.call(|audit, error| unsafe {
            sys::cisd_audit_select(audit, key.as_ptr(), value.as_ptr(), error)
        })
    }

    /// Applies a policy, beside those applied already.
    pub fn add_policy(&mut self, policy: &Policy) -> Result<(), Error> {
        self.call(|audit, error| unsafe {
            sys::cisd_audit_add_policy(audit, policy.as_ptr(), error)
        })
    }

    /// Lets subjects themselves say what they require, in a label of this key. The audited then
    /// writes part of its own verdict.
    pub fn trust_label(&mut self, key: &str) -> Result<(), Error> {
        let key = text::c_string(key)?;
        self.call(|audit, error| unsafe { sys::cisd_audit_trust_label(audit, key.as_ptr(), error) })
    }

    /// Holds what will be found against an older report, which `name` stands for: each result then
    /// has its change. The profile is set before.
    pub fn set_baseline(&mut self, name: &str, baseline: &Report) -> Result<(), Error> {
        let name = text::c_string(name)?;
        self.call(|audit, error| unsafe {
            sys::cisd_audit_set_baseline(audit, name.as_ptr(), baseline.as_ptr(), error)
        })
    }

    /// Has a function called as the work goes on: done subjects of total, which is 0 while it is
    /// not known; and now and then while an engine keeps the audit waiting. `Break` cancels the
    /// audit.
    pub fn set_progress<F>(&mut self, progress: F) -> Result<(), Error>
    where
        F: FnMut(usize, usize) -> ControlFlow<()> + Send + 'static,
    {
        let _turn = self.turn.take()?;
        let boxed: Progress = Box::new(progress);
        let hook = Box::into_raw(Box::new(Hook::new(boxed)));
        let user = hook.cast::<c_void>();
        unsafe { sys::cisd_audit_set_progress(self.native.audit, Some(tell), user) };
        let before = std::mem::replace(&mut *unpoisoned(&self.native.progress), hook);
        if !before.is_null() {
            drop(unsafe { Box::from_raw(before) });
        }
        Ok(())
    }

    /// Adds a live engine: `unix:///absolute/path` of its socket, `tcp://host[:port][/path]` or
    /// `ssh://[user@]host[:port][/path]`. Several engines are worked on side by side. Only GET
    /// requests are sent.
    pub fn add_engine(&mut self, uri: &str) -> Result<(), Error> {
        self.add_engine_with(uri, &EngineOptions::default())
    }

    /// The same, with options.
    pub fn add_engine_with(&mut self, uri: &str, options: &EngineOptions) -> Result<(), Error> {
        let (uri, options) = (text::c_string(uri)?, options.prepare()?);
        self.add(|audit, error| unsafe {
            sys::cisd_audit_add_engine(audit, uri.as_ptr(), &options.raw(), error)
        })?;
        unpoisoned(&self.native._environments).push(options.into_environment());
        Ok(())
    }

    /// Adds a file of saved output of `docker inspect`, `docker service inspect` or
    /// `podman inspect`.
    pub fn add_inspect(&mut self, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = text::c_path(path)?;
        self.add(|audit, error| unsafe { sys::cisd_audit_add_inspect(audit, path.as_ptr(), error) })
    }

    /// Adds such output from a reader, which is read while results are drawn. The name stands for
    /// it in messages and in the report. Where the reader fails, the target's error says so.
    pub fn add_inspect_reader<R>(&mut self, name: &str, reader: R) -> Result<(), Error>
    where
        R: Read + Send + 'static,
    {
        let name = text::c_string(name)?;
        let boxed: Box<dyn Read + Send> = Box::new(reader);
        let hook: *mut Source = Box::into_raw(Box::new(Reading::new(boxed)));
        let read = read_from::<Box<dyn Read + Send>>;
        let target = self.targets;
        let added = self.add(|audit, error| unsafe {
            sys::cisd_audit_add_inspect_reader(
                audit,
                name.as_ptr(),
                Some(read),
                hook.cast::<c_void>(),
                error,
            )
        });
        match added {
            Ok(()) => unpoisoned(&self.native.readers).push((target, hook)),
            Err(_) => drop(unsafe { Box::from_raw(hook) }),
        }
        added
    }

    /// Adds the services that Compose files declare.
    pub fn add_compose(&mut self, options: &ComposeOptions) -> Result<(), Error> {
        let options = options.prepare()?;
        self.add(|audit, error| unsafe {
            sys::cisd_audit_add_compose(audit, &options.raw(), error)
        })
    }

    /// Adds an engine's data root on disk: no engine is needed. The directory is Docker Engine's,
    /// Podman's storage, one that has these in it, or the root directory of a machine.
    pub fn add_root(&mut self, directory: impl AsRef<Path>) -> Result<(), Error> {
        let directory = text::c_path(directory)?;
        self.add(|audit, error| unsafe {
            sys::cisd_audit_add_root(audit, directory.as_ptr(), error)
        })
    }

    /// Adds one command line, such as "docker run nginx". It is split as a shell does; nothing is
    /// expanded or executed.
    pub fn add_command(&mut self, line: &str) -> Result<(), Error> {
        let line = text::c_string(line)?;
        self.add(|audit, error| unsafe { sys::cisd_audit_add_command(audit, line.as_ptr(), error) })
    }

    /// The results, each as it is found. An iteration that is left can be gone on with by another
    /// one. After an error there is nothing more.
    pub fn results(&mut self) -> Results<'_> {
        Results { audit: self, ended: false }
    }

    /// `None` at the end.
    fn next_result(&mut self) -> Result<Option<CheckResult>, Error> {
        let mut result = ptr::null_mut();
        let done =
            self.call(|audit, error| unsafe { sys::cisd_audit_next(audit, &mut result, error) });
        let found = unsafe { CheckResult::take(result) };
        self.resume();
        done.map(|()| found)
    }

    /// Goes on with the panic of a hook, if there was one.
    fn resume(&self) {
        let progress = *unpoisoned(&self.native.progress);
        if !progress.is_null() {
            unsafe { &mut (*progress).outcome }.resume();
        }
        let readers = unpoisoned(&self.native.readers).clone();
        for (_, reader) in readers {
            unsafe { &mut (*reader).outcome }.resume();
        }
    }

    /// Runs the audit to its end and returns a report that holds every result not yet drawn.
    pub fn collect(&mut self) -> Result<Report, Error> {
        let mut report = ptr::null_mut();
        let done =
            self.call(|audit, error| unsafe { sys::cisd_audit_collect(audit, &mut report, error) });
        self.resume();
        done.map(|()| unsafe { Report::take(report, |report| self.summary_of(report)) })
    }

    /// What the audit has found as far as it has come.
    pub fn summary(&self) -> Result<Summary, Error> {
        let _turn = self.turn.take()?;
        Ok(self.summary_of(unsafe { sys::cisd_audit_report(self.native.audit) }))
    }

    /// With what the readers said of their targets.
    fn summary_of(&self, report: *const sys::cisd_report) -> Summary {
        let mut summary = unsafe { Summary::of(report) };
        for (target, reader) in unpoisoned(&self.native.readers).iter() {
            let said = unsafe { &(**reader).outcome }.error();
            let target = &mut summary.targets[*target];
            target.error = target.error.take().map(|error| error.because(said));
        }
        summary
    }

    /// A renderer for results of the audit.
    pub fn renderer<W: Write>(
        &self,
        format: Format,
        options: &RenderOptions,
        writer: W,
    ) -> Result<Renderer<W>, Error> {
        let report = {
            let _turn = self.turn.take()?;
            unsafe { sys::cisd_report_ref(sys::cisd_audit_report(self.native.audit) as *mut _) }
        };
        unsafe { Renderer::new(report, Arc::clone(&self.turn), format, options, writer) }
    }

    /// Draws all results and writes them in a format, those of streaming formats as they come.
    pub fn render<W: Write>(
        &mut self,
        format: Format,
        options: &RenderOptions,
        writer: W,
    ) -> Result<W, Error> {
        let mut renderer = self.renderer(format, options, writer)?;
        for result in self.results() {
            renderer.add(&result?)?;
        }
        renderer.finish()
    }

    /// Something that cancels the audit, from any thread.
    pub fn canceller(&self) -> Canceller {
        Canceller(Arc::downgrade(&self.native))
    }
}

impl fmt::Debug for Audit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Audit").field("targets", &self.targets).finish_non_exhaustive()
    }
}

/// Seconds since 1970, also before.
pub(crate) fn seconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
        Err(before) => -i64::try_from(before.duration().as_secs()).unwrap_or(i64::MAX),
    }
}

/// Cancels an audit, for good: the call under way and later ones fail with
/// [`Code::Cancelled`](crate::Code::Cancelled).
/// Does nothing once the audit is gone.
#[derive(Clone, Debug)]
pub struct Canceller(Weak<Native>);

impl Canceller {
    /// Cancels.
    pub fn cancel(&self) {
        if let Some(native) = self.0.upgrade() {
            unsafe { sys::cisd_audit_cancel(native.audit) };
        }
    }
}

/// The results of an audit, as they are found.
#[derive(Debug)]
pub struct Results<'a> {
    audit: &'a mut Audit,
    ended: bool,
}

impl Iterator for Results<'_> {
    type Item = Result<CheckResult, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.audit.next_result().transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }
}

impl FusedIterator for Results<'_> {}

impl<'a> IntoIterator for &'a mut Audit {
    type Item = Result<CheckResult, Error>;
    type IntoIter = Results<'a>;

    fn into_iter(self) -> Results<'a> {
        self.results()
    }
}

//! What targets are told.

use std::ffi::CString;
use std::mem;
use std::os::raw::c_long;
use std::path::PathBuf;
use std::ptr;
use std::time::Duration;

use cisdocker_sys as sys;

use crate::error::{Code, Error};
use crate::text::{self, CStrings};

/// How to talk to an engine. The default is good.
#[derive(Clone, Debug, Default)]
pub struct EngineOptions {
    /// For one request; 30 s unless set.
    pub timeout: Option<Duration>,
    /// For the whole engine; 600 s unless set.
    pub time_limit: Option<Duration>,
    /// How many at once, 1 to 16; 8 unless set, or 1 through ssh.
    pub connections: Option<u32>,
    /// A file in PEM. With any of the three, `tcp://` is TLS and the engine is verified: by this
    /// authority alone, or by those of the system where there is none.
    pub tls_authority: Option<PathBuf>,
    /// The certificate to show.
    pub tls_certificate: Option<PathBuf>,
    /// Its key, not encrypted.
    pub tls_key: Option<PathBuf>,
    /// The path of ssh; `/usr/bin/ssh` unless set.
    pub ssh_program: Option<PathBuf>,
    /// What ssh gets as environment, `K=V`.
    pub ssh_environment: Vec<String>,
}

/// The same as the library wants it.
pub(crate) struct PreparedEngine {
    timeout: c_long,
    time_limit: c_long,
    connections: u32,
    paths: [Option<CString>; 4],
    environment: CStrings,
}

/// Rounded up: a limit that is set must not become none, which 0 is.
fn milliseconds(duration: Option<Duration>) -> Result<c_long, Error> {
    let rounded = match duration {
        None => return Ok(0),
        Some(duration) => (duration.as_nanos() + 999_999) / 1_000_000,
    };
    match c_long::try_from(rounded) {
        Ok(0) | Err(_) => Err(Error::new(Code::Argument, "a time is out of range")),
        Ok(milliseconds) => Ok(milliseconds),
    }
}

impl EngineOptions {
    pub(crate) fn prepare(&self) -> Result<PreparedEngine, Error> {
        let path = |path: &Option<PathBuf>| path.as_ref().map(text::c_path).transpose();
        Ok(PreparedEngine {
            timeout: milliseconds(self.timeout)?,
            time_limit: milliseconds(self.time_limit)?,
            connections: self.connections.unwrap_or(0),
            paths: [
                path(&self.tls_authority)?,
                path(&self.tls_certificate)?,
                path(&self.tls_key)?,
                path(&self.ssh_program)?,
            ],
            environment: CStrings::of_strings(&self.ssh_environment)?,
        })
    }
}

impl PreparedEngine {
    pub(crate) fn raw(&self) -> sys::cisd_engine_options {
        let [authority, certificate, key, ssh] = &self.paths;
        sys::cisd_engine_options {
            size: mem::size_of::<sys::cisd_engine_options>(),
            timeout_ms: self.timeout,
            time_limit_ms: self.time_limit,
            connections: self.connections,
            tls_authority: text::pointer(authority),
            tls_certificate: text::pointer(certificate),
            tls_key: text::pointer(key),
            ssh_program: text::pointer(ssh),
            ssh_environment: self.environment.as_ptr(),
        }
    }

    /// What must live as long as the audit.
    pub(crate) fn into_environment(self) -> CStrings {
        self.environment
    }
}

/// A Compose project. Files are required.
#[derive(Clone, Debug, Default)]
pub struct ComposeOptions {
    /// Merged as Compose merges them, the later over the earlier.
    pub files: Vec<PathBuf>,
    /// The later wins; none: `.env` beside the project.
    pub env_files: Vec<PathBuf>,
    /// `K=V`: wins over the files; the process's own is not read.
    pub environment: Vec<String>,
    /// Only services active with these; none: every service.
    pub profiles: Vec<String>,
    /// Where paths start; the first file's folder unless set.
    pub project_directory: Option<PathBuf>,
    /// As `docker stack deploy` reads it.
    pub stack: bool,
}

/// The same as the library wants it.
pub(crate) struct PreparedCompose {
    files: CStrings,
    env_files: CStrings,
    environment: CStrings,
    profiles: CStrings,
    project_directory: Option<CString>,
    stack: bool,
}

impl ComposeOptions {
    pub(crate) fn prepare(&self) -> Result<PreparedCompose, Error> {
        Ok(PreparedCompose {
            files: CStrings::of_paths(&self.files)?,
            env_files: CStrings::of_paths(&self.env_files)?,
            environment: CStrings::of_strings(&self.environment)?,
            profiles: CStrings::of_strings(&self.profiles)?,
            project_directory: self.project_directory.as_ref().map(text::c_path).transpose()?,
            stack: self.stack,
        })
    }
}

impl PreparedCompose {
    pub(crate) fn raw(&self) -> sys::cisd_compose_options {
        sys::cisd_compose_options {
            size: mem::size_of::<sys::cisd_compose_options>(),
            files: self.files.as_ptr(),
            file_count: self.files.len(),
            env_files: self.env_files.as_ptr(),
            env_file_count: self.env_files.len(),
            environment: self.environment.as_ptr(),
            environment_count: self.environment.len(),
            profiles: self.profiles.as_ptr(),
            profile_count: self.profiles.len(),
            project_directory: self.project_directory.as_ref().map_or(ptr::null(), |d| d.as_ptr()),
            stack: self.stack.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_rounded_up_and_never_none() {
        assert_eq!(milliseconds(None).unwrap(), 0);
        assert_eq!(milliseconds(Some(Duration::from_micros(1))).unwrap(), 1);
        assert_eq!(milliseconds(Some(Duration::from_secs(2))).unwrap(), 2000);
        assert!(milliseconds(Some(Duration::from_secs(0))).is_err());
        assert!(milliseconds(Some(Duration::MAX)).is_err());
    }
}

//! What the docker command calls an endpoint and its keys.

use std::path::{Path, PathBuf};
use std::ptr;

use cisdocker_sys as sys;

use crate::error::{call, Error};
use crate::text;

/// A Docker context. The context "default" has neither name nor host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DockerContext {
    /// Its name.
    pub name: Option<String>,
    /// Its endpoint, as [`Audit::add_engine`](crate::Audit::add_engine) takes it.
    pub host: Option<String>,
    /// The paths of its keys, for [`EngineOptions`](crate::EngineOptions).
    pub authority: Option<PathBuf>,
    /// The certificate's path.
    pub certificate: Option<PathBuf>,
    /// The key's path.
    pub key: Option<PathBuf>,
}

impl DockerContext {
    /// Finds a context in the docker command's configuration folder (`~/.docker`, as a rule); no
    /// name means the current one.
    pub fn load(folder: impl AsRef<Path>, name: Option<&str>) -> Result<DockerContext, Error> {
        let folder = text::c_path(folder)?;
        let name = name.map(text::c_string).transpose()?;
        let mut context = ptr::null_mut();
        call(|error| unsafe {
            sys::cisd_context_load(folder.as_ptr(), text::pointer(&name), &mut context, error)
        })?;
        let string = |text| unsafe { text::optional(text) }.map(str::to_owned);
        let found = unsafe {
            DockerContext {
                name: string(sys::cisd_context_name(context)),
                host: string(sys::cisd_context_host(context)),
                authority: string(sys::cisd_context_authority(context)).map(PathBuf::from),
                certificate: string(sys::cisd_context_certificate(context)).map(PathBuf::from),
                key: string(sys::cisd_context_key(context)).map(PathBuf::from),
            }
        };
        unsafe { sys::cisd_context_free(context) };
        Ok(found)
    }
}

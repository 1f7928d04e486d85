//! One thread at a time for an audit and its renderers.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

use crate::error::{Code, Error};

/// Others wait; who already has its turn, and comes again from within a callback, is refused.
#[derive(Default)]
pub(crate) struct Turn {
    mutex: Mutex<()>,
    holder: Mutex<Option<ThreadId>>,
}

pub(crate) struct TurnGuard<'a> {
    turn: &'a Turn,
    _guard: MutexGuard<'a, ()>,
}

impl Turn {
    fn set_holder(&self, holder: Option<ThreadId>) {
        *self.holder.lock().unwrap_or_else(PoisonError::into_inner) = holder;
    }

    pub(crate) fn take(&self) -> Result<TurnGuard<'_>, Error> {
        let me = Some(thread::current().id());
        if *self.holder.lock().unwrap_or_else(PoisonError::into_inner) == me {
            return Err(Error::new(Code::State, "the audit is in use by a callback"));
        }
        let guard = self.mutex.lock().unwrap_or_else(PoisonError::into_inner);
        self.set_holder(me);
        Ok(TurnGuard { turn: self, _guard: guard })
    }
}

impl Drop for TurnGuard<'_> {
    fn drop(&mut self) {
        self.turn.set_holder(None);
    }
}

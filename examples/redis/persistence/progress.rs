//! How far the file has come, for all who wait for that.

use std::sync::Arc;

use anyrt::channels::{Notify, watch};

use super::{Settings, Status};

/// How far the file has come.
#[derive(Clone, Debug, Default)]
pub(crate) struct Progress {
    /// The position in the journal up to which the file is as the policy wants it.
    pub(crate) kept: u64,
    /// Why it will come no further, if that is so.
    pub(crate) failed: Option<Arc<str>>,
}

impl Progress {
    /// Returns whether nothing more is to be expected for a position.
    pub(crate) fn is_settled(&self, position: u64) -> bool {
        self.kept >= position || self.failed.is_some()
    }
}

/// What the server and the writer of the file have in common.
#[derive(Debug)]
pub(crate) struct Persistence {
    /// What the command line says.
    pub(crate) settings: Settings,
    /// Tells the writer that there is something to do.
    pub(crate) bell: Notify,
    /// Tells connections how far the file has come.
    pub(crate) progress: watch::Sender<Progress>,
    /// What there is to report.
    pub(crate) status: Status,
}

impl Persistence {
    /// Makes what is common to a server and a writer that has not begun.
    pub(crate) fn new(settings: Settings) -> Self {
        Self {
            settings,
            bell: Notify::new(),
            progress: watch::Sender::new(Progress::default()),
            status: Status::default(),
        }
    }
}

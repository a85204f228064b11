//! The choice among them.

use std::sync::Arc;
use std::{error, fmt, io, str};

use anyrt::Runtime;

use super::{poll_all, poll_woken, sequential, spawned};
use crate::service::Service;

/// A way to serve many clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strategy {
    /// One after another.
    Sequential,
    /// All in one task, which polls all of them.
    PollAll,
    /// All in one task, which polls those that were woken.
    PollWoken,
    /// Each in a task of its own.
    Spawned,
}

impl Strategy {
    /// All of them, in the order of the literature.
    pub(crate) const ALL: [Self; 4] = [
        Self::Sequential,
        Self::PollAll,
        Self::PollWoken,
        Self::Spawned,
    ];

    /// Returns the name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Sequential => "sequential",
            Self::PollAll => "poll-all",
            Self::PollWoken => "poll-woken",
            Self::Spawned => "spawned",
        }
    }

    /// Serves clients until accepting fails for good, and returns why.
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: the connections in this task are closed; tasks of their own serve theirs to the end.
    pub(crate) async fn serve<R: Runtime>(
        self,
        rt: R,
        listener: R::TcpListener,
        service: Arc<Service>,
    ) -> io::Error {
        match self {
            Self::Sequential => sequential::serve(rt, listener, service).await,
            Self::PollAll => poll_all::serve(rt, listener, service).await,
            Self::PollWoken => poll_woken::serve(rt, listener, service).await,
            Self::Spawned => spawned::serve(rt, listener, service).await,
        }
    }
}

impl fmt::Display for Strategy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl str::FromStr for Strategy {
    type Err = UnknownStrategy;

    fn from_str(name: &str) -> Result<Self, UnknownStrategy> {
        let mut all = Self::ALL.into_iter();
        all.find(|strategy| strategy.name() == name)
            .ok_or_else(|| UnknownStrategy(name.to_owned()))
    }
}

/// Says that a name is not that of a strategy.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct UnknownStrategy(String);

impl fmt::Display for UnknownStrategy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = Strategy::ALL.map(Strategy::name).join(", ");
        write!(f, "no strategy '{}'; there are {names}", self.0)
    }
}

impl error::Error for UnknownStrategy {}

//! The scenarios, and which of them make sense for which strategy.

use std::time::Duration;
use std::{fmt, io};

use anyrt::Runtime;

use super::{blocking, crowd, story};
use crate::service::Place;
use crate::strategy::Strategy;

/// A table of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Slow clients first, a fast one after them.
    Story,
    /// Fast clients in a crowd of slow ones.
    Crowd,
    /// A blocking call in a task.
    Blocking,
}

impl Kind {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Story, Self::Crowd, Self::Blocking];

    /// Returns the name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Crowd => "crowd",
            Self::Blocking => "blocking",
        }
    }

    /// Returns what the figures are.
    pub(super) const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Story => story::COLUMNS,
            Self::Crowd => crowd::COLUMNS,
            Self::Blocking => blocking::COLUMNS,
        }
    }

    /// Returns every scenario to measure a strategy in.
    ///
    /// The sequential one never gets to the fast clients of a crowd, nor past the first that asks for work.
    pub(crate) fn scenarios(self, strategy: Strategy) -> &'static [Scenario] {
        match self {
            Self::Story => &[Scenario::Story],
            _ if strategy == Strategy::Sequential => &[],
            Self::Crowd => &[Scenario::Crowd { slow: 100 }, Scenario::Crowd { slow: 400 }],
            Self::Blocking => &[
                Scenario::Blocking(None),
                Scenario::Blocking(Some(Place::InTask)),
                Scenario::Blocking(Some(Place::Elsewhere)),
            ],
        }
    }
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scenario {
    /// See [`Kind::Story`].
    Story,
    /// See [`Kind::Crowd`].
    Crowd {
        /// How many clients are slow.
        slow: usize,
    },
    /// See [`Kind::Blocking`]; without a place there is no such call.
    Blocking(Option<Place>),
}

impl Scenario {
    /// Returns how many clients are slow, if their number is what the scenario is about.
    pub(super) const fn crowd(self) -> Option<usize> {
        match self {
            Self::Crowd { slow } => Some(slow),
            Self::Story | Self::Blocking(_) => None,
        }
    }

    /// Measures a strategy, and returns a figure for each column.
    ///
    /// The fast clients ask for as long as `time` says, and at least once; in the story they ask so many times.
    ///
    /// # Errors
    ///
    /// What a client was told by the system.
    pub(crate) async fn run<R: Runtime>(
        self,
        rt: R,
        strategy: Strategy,
        time: Duration,
    ) -> io::Result<Vec<f64>> {
        match self {
            Self::Story => story::run(rt, strategy).await,
            Self::Crowd { slow } => crowd::run(rt, strategy, slow, time).await,
            Self::Blocking(place) => blocking::run(rt, strategy, place, time).await,
        }
    }
}

impl fmt::Display for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Story => f.write_str("8 slow, then 1 fast"),
            Self::Crowd { slow } => write!(f, "{slow} slow, 4 fast"),
            Self::Blocking(None) => f.write_str("no blocking call"),
            Self::Blocking(Some(Place::InTask)) => f.write_str("blocks in the task"),
            Self::Blocking(Some(Place::Elsewhere)) => f.write_str("`spawn_blocking`"),
        }
    }
}

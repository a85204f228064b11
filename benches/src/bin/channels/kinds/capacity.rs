use std::fmt;

/// How much a channel holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Capacity {
    /// Nothing: a send waits for its receive.
    Rendezvous,
    Bounded(usize),
    Unbounded,
}

impl Capacity {
    /// After how many messages a producer lets the others run: never, if the channel holds it up.
    pub(crate) fn turn(self) -> u64 {
        match self {
            Self::Unbounded => 128,
            Self::Rendezvous | Self::Bounded(_) => u64::MAX,
        }
    }

    /// Makes a channel if it is to hold so many, one at the least.
    pub(crate) fn bounded<C>(self, make: impl FnOnce(usize) -> C) -> Option<C> {
        match self {
            Self::Bounded(capacity) => Some(make(capacity)),
            _ => None,
        }
    }

    /// Makes a channel if it is to hold so many, or none.
    pub(crate) fn bounded_or_none<C>(self, make: impl FnOnce(usize) -> C) -> Option<C> {
        match self {
            Self::Rendezvous => Some(make(0)),
            Self::Bounded(capacity) => Some(make(capacity)),
            Self::Unbounded => None,
        }
    }

    /// Makes a channel if it is to have no limit.
    pub(crate) fn unbounded<C>(self, make: impl FnOnce() -> C) -> Option<C> {
        (self == Self::Unbounded).then(make)
    }
}

impl fmt::Display for Capacity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rendezvous => f.write_str("0"),
            Self::Bounded(capacity) => write!(f, "{capacity}"),
            Self::Unbounded => f.write_str("unbounded"),
        }
    }
}

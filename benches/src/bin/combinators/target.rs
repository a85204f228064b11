//! What ours should be, next to the best of the others.

/// A target, size by size.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target {
    /// None: the ratio to the best is for information.
    None,
    /// At most so many times the best that polls a child only when it was woken.
    OfTheBestThatPollsTheWoken(&'static [(usize, f64)]),
    /// At most so many nanoseconds more than the best, from a size on.
    NanosOverTheBest(f64, usize),
    /// At most so many times the best, from a size on.
    OfTheBest(f64, usize),
    /// At most so many times what one other entrant takes.
    OfOne(f64, &'static str),
}

impl Target {
    /// Says what it asks for at a size, or that it asks for nothing.
    pub(crate) fn at(self, size: usize) -> Option<String> {
        match self {
            Self::None => None,
            Self::OfTheBestThatPollsTheWoken(limits) => limits
                .iter()
                .find(|(at, _)| *at == size)
                .map(|(_, limit)| format!("{limit:.2} of the best that polls the woken")),
            Self::NanosOverTheBest(nanos, from) => {
                (size >= from).then(|| format!("{nanos:.0} ns over the best"))
            }
            Self::OfTheBest(limit, from) => {
                (size >= from).then(|| format!("{limit:.2} of the best"))
            }
            Self::OfOne(limit, other) => Some(format!("{limit:.2} of {other}")),
        }
    }
}

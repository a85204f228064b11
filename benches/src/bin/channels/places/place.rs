use crate::payload::Tally;

/// Runs producers and consumers to their end.
pub(crate) trait Place: Default + 'static {
    /// Gives what the consumers had, together.
    fn run<P, C>(&mut self, producers: Vec<P>, consumers: Vec<C>) -> Tally
    where
        P: Future<Output = ()> + Send + 'static,
        C: Future<Output = Tally> + Send + 'static;
}

/// The places there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Places {
    One,
    Workers,
    Two,
}

impl Places {
    pub(crate) const ALL: [Self; 3] = [Self::One, Self::Workers, Self::Two];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::One => "one-thread",
            Self::Workers => "two-workers",
            Self::Two => "two-threads",
        }
    }

    pub(crate) fn what(self) -> &'static str {
        match self {
            Self::One => "tasks on one thread, tokio's current_thread runtime",
            Self::Workers => "tasks on tokio's multi_thread runtime with two workers",
            Self::Two => {
                "two threads that park when they have nothing to do, producers on one and consumers on \
                 the other"
            }
        }
    }
}

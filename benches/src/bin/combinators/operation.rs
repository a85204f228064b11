//! What is measured: an operation of some size, by several entrants.

use crate::{reactor::Reactor, target::Target};

/// What the entrants do, each in its way.
pub(crate) struct Operation {
    pub(crate) name: &'static str,
    /// What it is, in a sentence.
    pub(crate) what: &'static str,
    /// What the time is divided by.
    pub(crate) unit: &'static str,
    /// What the sizes are numbers of.
    pub(crate) sizes_of: &'static str,
    pub(crate) sizes: &'static [usize],
    pub(crate) entrants: Vec<Entrant>,
    pub(crate) target: Target,
}

/// One way of doing it.
pub(crate) struct Entrant {
    pub(crate) library: &'static str,
    /// The function, or what it is given.
    pub(crate) form: &'static str,
    /// Makes it ready for a size; `None` if it does not come in that size, or would take all day.
    pub(crate) make: fn(usize) -> Option<Work>,
}

/// The operation, ready to be done again and again.
pub(crate) struct Work {
    pub(crate) run: Box<dyn FnMut()>,
    /// How many units one run has.
    pub(crate) units: usize,
    /// What counts the polls of the children, if they are counted.
    pub(crate) reactor: Option<&'static Reactor>,
}

/// The name of our own entrants.
pub(crate) const OURS: &str = "anyrt";

impl Entrant {
    pub(crate) const fn new(
        library: &'static str,
        form: &'static str,
        make: fn(usize) -> Option<Work>,
    ) -> Self {
        Self {
            library,
            form,
            make,
        }
    }

    pub(crate) fn is_ours(&self) -> bool {
        self.library == OURS
    }
}

impl Work {
    /// Work on children of a reactor.
    pub(crate) fn on(
        reactor: &'static Reactor,
        units: usize,
        run: impl FnMut() + 'static,
    ) -> Option<Self> {
        let run = Box::new(run);
        let reactor = Some(reactor);
        Some(Self {
            run,
            units,
            reactor,
        })
    }

    /// Work without children to count the polls of.
    pub(crate) fn alone(units: usize, run: impl FnMut() + 'static) -> Option<Self> {
        Some(Self {
            run: Box::new(run),
            units,
            reactor: None,
        })
    }
}

//! What is measured: rows, in each of which several entrants do the same.

use anyrt_benches::Taken;

use crate::{entrant::Entrant, kinds::Capacity, places::Places};

/// What the entrants of a row do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) scenario: &'static str,
    pub(crate) place: Places,
    pub(crate) capacity: Option<Capacity>,
    pub(crate) bytes: usize,
}

/// A row, ready to be measured.
pub(crate) struct Row {
    pub(crate) key: Key,
    pub(crate) entries: Vec<(Entrant, Work)>,
}

/// Does so many operations, or some more.
pub(crate) type Work = Box<dyn FnMut(u64) -> Done>;

/// What was done.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Done {
    pub(crate) taken: Taken,
    pub(crate) operations: u64,
    /// The polls of sends, if they are counted.
    pub(crate) polls: Option<u64>,
}

impl Done {
    pub(crate) fn new(taken: Taken, operations: u64) -> Self {
        Self {
            taken,
            operations,
            polls: None,
        }
    }
}

impl Key {
    /// The scenario, where, the capacity and the size of the messages.
    pub(crate) fn name(&self) -> String {
        format!("{} {} {}", self.scenario, self.place.name(), self.column())
    }

    /// The capacity and the size of the messages.
    pub(crate) fn column(&self) -> String {
        match self.capacity {
            Some(capacity) => format!("{capacity} {}B", self.bytes),
            None => format!("{}B", self.bytes),
        }
    }
}

//! The ends of a list.

use super::List;

/// An end of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Where the element with index zero is.
    Front,
    /// Where the element with index -1 is.
    Back,
}

impl End {
    /// Adds an element at this end.
    pub(crate) fn push(self, list: &mut List, element: Box<[u8]>) {
        match self {
            Self::Front => list.push_front(element),
            Self::Back => list.push_back(element),
        }
    }

    /// Returns the word by which commands call this end.
    pub(crate) fn word(self) -> &'static [u8] {
        match self {
            Self::Front => b"LEFT",
            Self::Back => b"RIGHT",
        }
    }

    /// Takes the element at this end.
    pub(crate) fn pop(self, list: &mut List) -> Option<Box<[u8]>> {
        match self {
            Self::Front => list.pop_front(),
            Self::Back => list.pop_back(),
        }
    }
}

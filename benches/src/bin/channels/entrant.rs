//! Whose channel it is, and what it promises.

/// The name of our own entrants.
pub(crate) const OURS: &str = "anyrt";

/// One channel of one library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entrant {
    pub(crate) library: &'static str,
    /// The kind of channel, as the library calls it.
    pub(crate) form: &'static str,
    /// No program without `unsafe` of its own has undefined behaviour by it, as far as is known.
    pub(crate) is_sound: bool,
    /// Threads that meet in it race.
    pub(crate) has_races: bool,
    /// It holds no more messages than its capacity: none is received whose send still waits.
    pub(crate) is_strict: bool,
}

impl Entrant {
    /// A channel that is sound and keeps to its capacity.
    pub(crate) const fn new(library: &'static str, form: &'static str) -> Self {
        Self {
            library,
            form,
            is_sound: true,
            has_races: false,
            is_strict: true,
        }
    }

    /// A channel whose receivers take what waiting senders have, or that has room for more than it says.
    pub(crate) const fn lax(self) -> Self {
        Self {
            is_strict: false,
            ..self
        }
    }

    /// A channel that safe programs can misuse.
    pub(crate) const fn unsound(self) -> Self {
        Self {
            is_sound: false,
            ..self
        }
    }

    /// A channel that is unsound however it is used, as soon as there are two threads.
    pub(crate) const fn racy(self) -> Self {
        Self {
            has_races: true,
            ..self.unsound()
        }
    }

    /// A channel that does not leave its thread, and needs no atomics.
    pub(crate) fn is_local(self) -> bool {
        self.form.starts_with("local")
    }

    pub(crate) fn is_ours(self) -> bool {
        self.library == OURS
    }
}

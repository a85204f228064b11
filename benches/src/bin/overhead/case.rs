use std::fmt;

/// A runtime that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Runtime {
    /// tokio, current-thread.
    Tokio,
    /// smol's global executor.
    Smol,
    /// An executor of smol that the program owns, on one thread.
    SmolOwned,
    /// async-std's global executor.
    AsyncStd,
}

/// What is done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    /// A round trip of 64 bytes.
    Echo,
    /// 64 KiB written at one end and read at the other.
    Stream,
    /// A connection made, accepted and closed.
    Connect,
    /// A task spawned and joined.
    Spawn,
    /// A sleep made in a task of the runtime, polled once and dropped.
    Sleep,
    /// The same, where the bare code enters the context as well.
    SleepEntered,
    /// The same outside of the runtime's context.
    SleepOutside,
}

/// How it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Variant {
    /// With the runtime's own interface.
    Direct,
    /// Through anyrt, the runtime's type being known.
    Static,
    /// Through `AnyRuntime`.
    Erased,
}

/// An operation on a runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) runtime: Runtime,
    pub(crate) operation: Operation,
}

impl Runtime {
    pub(crate) const ALL: [Self; 4] = [Self::Tokio, Self::Smol, Self::SmolOwned, Self::AsyncStd];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Tokio => "tokio",
            Self::Smol => "smol",
            Self::SmolOwned => "smol-owned",
            Self::AsyncStd => "async-std",
        }
    }
}

impl Operation {
    pub(crate) const ALL: [Self; 7] = [
        Self::Echo,
        Self::Stream,
        Self::Connect,
        Self::Spawn,
        Self::Sleep,
        Self::SleepEntered,
        Self::SleepOutside,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Echo => "echo",
            Self::Stream => "stream",
            Self::Connect => "connect",
            Self::Spawn => "spawn",
            Self::Sleep => "sleep",
            Self::SleepEntered => "sleep-entered",
            Self::SleepOutside => "sleep-outside",
        }
    }

    /// Whether it consists of reads and writes.
    pub(crate) const fn moves_bytes(self) -> bool {
        matches!(self, Self::Echo | Self::Stream)
    }

    /// How often to repeat it for a count of instructions: callgrind is slow, and counts hardly vary.
    pub(crate) const fn times_to_count(self) -> u64 {
        match self {
            Self::Echo => 1000,
            Self::Stream => 200,
            Self::Connect => 500,
            Self::Spawn | Self::Sleep | Self::SleepEntered | Self::SleepOutside => 4000,
        }
    }
}

impl Variant {
    pub(crate) const ALL: [Self; 3] = [Self::Direct, Self::Static, Self::Erased];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Static => "static",
            Self::Erased => "erased",
        }
    }
}

impl Case {
    /// Every case there is: only tokio has a context to enter.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let on = |runtime| Operation::ALL.map(|operation| Self { runtime, operation });
        Runtime::ALL.into_iter().flat_map(on).filter(|case| {
            case.operation != Operation::SleepEntered || case.runtime == Runtime::Tokio
        })
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.runtime.name(), self.operation.name())
    }
}

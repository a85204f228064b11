//! When the disk must have what was written.

use std::fmt;
use std::str::FromStr;

/// How far a command must have come before it is acknowledged.
///
/// The system has it in any case: the end of the process loses nothing. They differ in what the end of
/// the machine may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Policy {
    /// The disk has it: nothing that was acknowledged is lost.
    Always,
    /// The disk has it about a second later.
    EverySecond,
    /// The disk has it when the system sees fit.
    No,
}

impl Policy {
    /// Returns the name that Redis gives it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::EverySecond => "everysec",
            Self::No => "no",
        }
    }
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// There is no policy of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnknownPolicy;

impl FromStr for Policy {
    type Err = UnknownPolicy;

    fn from_str(name: &str) -> Result<Self, UnknownPolicy> {
        [Self::Always, Self::EverySecond, Self::No]
            .into_iter()
            .find(|policy| policy.name() == name)
            .ok_or(UnknownPolicy)
    }
}

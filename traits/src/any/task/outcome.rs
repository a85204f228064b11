use std::{any::Any, pin::Pin};

/// Holds the output of a task or a closure that is over.
pub(in crate::any) trait Outcome: Send {
    /// Moves the output to where `into` points: to an `Option` of the output's type.
    fn take(self: Pin<&mut Self>, into: &mut dyn Any);
}

/// What the runtime inside sees as the output of every task.
pub(super) type BoxOutcome = Pin<Box<dyn Outcome>>;

use std::{fmt, process::Command};

use anyrt_traits::{net::SendReadiness, task::BlockOn};

use crate::{
    GlobalRuntime, LocalOwner, OwnedRuntime,
    run::{self, Stop},
};

/// One claim of the contract, to be checked on a runtime.
pub struct Case<O> {
    clause: &'static str,
    name: &'static str,
    is_apart: bool,
    run: fn(fn() -> O),
}

/// Says how a case did not pass.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// It panicked with this message.
    Panic(String),
    /// It did not end within the limit; its thread is left behind.
    Hang,
}

impl<O: 'static> Case<O> {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        clause: &'static str,
        name: &'static str,
        is_apart: bool,
        run: fn(fn() -> O),
    ) -> Self {
        Self {
            clause,
            name,
            is_apart,
            run,
        }
    }

    /// Returns the clause that the case belongs to, such as `t1`.
    #[must_use]
    pub const fn clause(&self) -> &'static str {
        self.clause
    }

    /// Returns the claim.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Tells whether the case changes what the whole process sees (its limits, its signals), so that it
    /// wants a process of its own.
    #[must_use]
    pub const fn is_apart(&self) -> bool {
        self.is_apart
    }

    /// Runs the case in this process, on a thread of its own.
    ///
    /// # Errors
    ///
    /// [`Failure`] if it does not pass.
    pub fn run(&self, make: fn() -> O) -> Result<(), Failure> {
        let name = format!("{}::{}", self.clause, self.name);
        run::guarded(&name, self.run, make).map_err(|stop| match stop {
            Stop::Hang => Failure::Hang,
            Stop::Panic(payload) => Failure::Panic(
                payload
                    .downcast_ref::<&str>()
                    .map(|message| (*message).to_owned())
                    .or_else(|| payload.downcast_ref::<String>().cloned())
                    .unwrap_or_default(),
            ),
        })
    }

    /// Runs the case in a process of its own, which `command` starts and which must report the one test it
    /// ran as libtest does.
    ///
    /// # Errors
    ///
    /// [`Failure`] if it does not pass.
    pub fn run_apart(&self, command: Command) -> Result<(), Failure> {
        run::in_child(command).map(drop).map_err(Failure::Panic)
    }
}

impl<O> Clone for Case<O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<O> Copy for Case<O> {}

impl<O> fmt::Debug for Case<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{}", self.clause, self.name)
    }
}

/// Returns the cases for an owner whose handle is `Send`.
#[must_use]
pub fn owned_cases<O: OwnedRuntime>() -> Vec<Case<O>> {
    collect(|cases| {
        crate::__cases!(__data { cases owned });
    })
}

/// Returns the cases for a runtime whose handle is `Send` and that is never shut down.
#[must_use]
pub fn global_cases<O: GlobalRuntime>() -> Vec<Case<O>> {
    collect(|cases| {
        crate::__cases!(__data { cases global });
    })
}

/// Returns the cases for an owner whose handle stays on its thread.
#[must_use]
pub fn local_cases<O: LocalOwner>() -> Vec<Case<O>> {
    collect(|cases| {
        crate::__cases!(__data { cases local });
    })
}

/// Returns the cases of clause R1 for an owner whose handle is `Send` and registers descriptors.
#[must_use]
pub fn owned_readiness_cases<O>() -> Vec<Case<O>>
where
    O: OwnedRuntime + BlockOn<Handle: SendReadiness>,
{
    collect(|cases| {
        crate::__readiness_cases!(__data { cases owned });
    })
}

fn collect<O>(add: impl FnOnce(&mut Vec<Case<O>>)) -> Vec<Case<O>> {
    let mut cases = Vec::new();
    add(&mut cases);
    cases
}

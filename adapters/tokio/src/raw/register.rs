//! From a descriptor to tokio's registration of it.
//!
//! # Invariants
//!
//! - I2: an `OwnedFd` is open, names the same descriptor for as long as it lives, and closes it only when it is
//!   dropped, which the registration does after it has taken the descriptor out of the reactor.

use std::{io, os::fd::OwnedFd};

use tokio::io::{Interest, unix::AsyncFd};

/// Registers a descriptor with the reactor of the runtime whose context is set.
///
/// # Errors
///
/// What the system says.
pub(crate) fn register(fd: OwnedFd, interest: Interest) -> io::Result<AsyncFd<OwnedFd>> {
    // SAFETY: I2: the descriptor is open, is the registration's own from here on, and an `OwnedFd` names the
    // same one for as long as it lives.
    let registered = unsafe { AsyncFd::register_with_interest(fd, interest) };
    Ok(registered?)
}

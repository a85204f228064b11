use std::{io, os::fd::OwnedFd};

use super::ReadySource;

/// Registers descriptors of the caller's own with the runtime's reactor.
///
/// It is for what this crate has no type for: sockets of other families, the connection of a C library,
/// an event or a timer of the kernel. It is no part of [`Runtime`](crate::Runtime), since a runtime that
/// completes operations, or simulates them, cannot have it; code asks for
/// `R: Runtime + SendReadiness`.
pub trait Readiness {
    /// A registered descriptor.
    type Source: ReadySource + 'static;

    /// Registers `fd`, which is made non-blocking for it.
    ///
    /// Who keeps the object that the descriptor came from registers a duplicate, such as
    /// [`BorrowedFd::try_clone_to_owned`](std::os::fd::BorrowedFd::try_clone_to_owned) makes: it becomes
    /// ready when the original does, and non-blocking with it.
    ///
    /// # Errors
    ///
    /// What the system says; [`io::ErrorKind::PermissionDenied`] on Linux for a file on a disk, which is
    /// always ready; also after the runtime's shutdown.
    fn register(&self, fd: OwnedFd) -> io::Result<Self::Source>;
}

/// [`Readiness`] whose descriptors may move between threads.
///
/// Implemented for every type that qualifies.
pub trait SendReadiness: Readiness<Source: Send + Sync> + Send + Sync {}

impl<T> SendReadiness for T where T: Readiness<Source: Send + Sync> + Send + Sync + ?Sized {}

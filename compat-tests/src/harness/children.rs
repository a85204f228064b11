use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// A process that is being started shares every descriptor until its own program is loaded.
static STARTING: RwLock<()> = RwLock::new(());

/// Keeps processes from being started, so that dropping a socket closes it at once; not for long.
pub(crate) fn no_children() -> RwLockReadGuard<'static, ()> {
    STARTING.read().unwrap_or_else(PoisonError::into_inner)
}

/// Held while a process is being started.
pub(crate) fn starting_child() -> RwLockWriteGuard<'static, ()> {
    STARTING.write().unwrap_or_else(PoisonError::into_inner)
}

//! How many receivers a queue may have.

/// One receiver, whose waker is left without a lock.
pub(crate) struct One;

/// Any number of receivers, which wait in a list.
pub(crate) struct Many;

/// Which of the two it is.
pub(crate) trait Side: 'static {
    const IS_MANY: bool;
}

impl Side for One {
    const IS_MANY: bool = false;
}

impl Side for Many {
    const IS_MANY: bool = true;
}

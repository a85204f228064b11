//! Two threads that clone one waker.

use std::{mem, task::Waker};

/// Clones a waker here and on another thread at once.
pub(crate) fn clone_twice(waker: &Waker) -> [Waker; 2] {
    // SAFETY: the thread that uses it is joined before this returns; a panic before that ends the process
    // of the model.
    let lent: &'static Waker = unsafe { mem::transmute::<&Waker, &'static Waker>(waker) };
    let other = loom::thread::spawn(move || lent.clone());
    let here = waker.clone();
    [here, other.join().expect("cloning does not panic")]
}

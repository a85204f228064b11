//! The waking of any number of waiters, a batch at a time.

use crate::wake_list::WakeList;

/// Has `fill` take waiters out under the lock, and wakes them without it, until there are no more.
///
/// `fill` returns whether it left some for want of room. If a waker panics, the others are woken all the
/// same.
pub(crate) fn wake_in_batches(fill: impl FnMut(&mut WakeList) -> bool) {
    let mut batches = Batches {
        fill,
        is_over: false,
    };
    batches.run();
}

struct Batches<F: FnMut(&mut WakeList) -> bool> {
    fill: F,
    is_over: bool,
}

impl<F: FnMut(&mut WakeList) -> bool> Batches<F> {
    fn run(&mut self) {
        while !self.is_over {
            let mut wakers = WakeList::new();
            self.is_over = !(self.fill)(&mut wakers);
            wakers.wake_all();
        }
    }
}

impl<F: FnMut(&mut WakeList) -> bool> Drop for Batches<F> {
    fn drop(&mut self) {
        self.run();
    }
}

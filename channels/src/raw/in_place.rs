//! Making a value where it stays.

use std::rc::Rc;

/// Does what `Rc::new(make())` does, without making the value on the stack first.
///
/// Its fields would be written there one by one and read again as wider words at once, for which the processor
/// waits until the writes are done.
#[inline(always)]
pub(crate) fn rc<T>(make: impl FnOnce() -> T) -> Rc<T> {
    let mut place = Rc::new_uninit();
    let Some(memory) = Rc::get_mut(&mut place) else {
        unreachable!("nobody else has it")
    };
    memory.write(make());
    // SAFETY: it was written in the line before.
    unsafe { place.assume_init() }
}

//! Which thread this is.

use std::ptr;

/// Returns an address that is this thread's alone while it runs. It is to be compared, and nothing else.
#[cfg(not(loom))]
#[inline]
pub(super) fn here() -> *mut u8 {
    thread_local! {
        static HERE: u8 = const { 0 };
    }
    HERE.with(|here| ptr::from_ref(here).cast_mut())
}

#[cfg(loom)]
pub(super) fn here() -> *mut u8 {
    loom::thread_local! {
        static HERE: Box<u8> = Box::new(0);
    }
    HERE.with(|here| ptr::from_ref(&**here).cast_mut())
}

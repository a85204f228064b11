//! Signals that interrupt system calls: SIGUSR1, whose handler lets none of them go on.

use std::{
    mem::MaybeUninit,
    ptr,
    sync::atomic::{AtomicUsize, Ordering},
};

static HEARD: AtomicUsize = AtomicUsize::new(0);

extern "C" fn count(_signal: libc::c_int) {
    HEARD.fetch_add(1, Ordering::Relaxed);
}

/// How many signals have interrupted a thread.
pub(crate) fn heard() -> usize {
    HEARD.load(Ordering::Relaxed)
}

/// Installs the handler, without SA_RESTART.
pub(crate) fn let_signals_interrupt() {
    let mut action = MaybeUninit::<libc::sigaction>::zeroed();
    // SAFETY: I2: all zero is a valid value, of no flags, an empty mask and the default disposition.
    let action = unsafe { action.assume_init_mut() };
    action.sa_sigaction = count as extern "C" fn(libc::c_int) as libc::sighandler_t;
    // SAFETY: by I1 nobody else relies on SIGUSR1; by I3 the handler may run at any point, and without
    // SA_SIGINFO it is called with the one argument that it takes.
    let result = unsafe { libc::sigaction(libc::SIGUSR1, action, ptr::null_mut()) };
    assert_eq!(result, 0, "SIGUSR1 can be handled");
}

/// Interrupts a thread of this process, if it is still there.
pub(crate) fn interrupt(process: i32, thread: i32) {
    // SAFETY: it takes numbers alone, and a signal that is handled harms nobody; by I1 the process is ours.
    unsafe { libc::tgkill(process, thread, libc::SIGUSR1) };
}

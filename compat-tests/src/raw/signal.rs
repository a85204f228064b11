/// Sets SIGPIPE back to its default, which ends the process; the standard library ignores it.
pub(crate) fn let_sigpipe_kill() {
    // SAFETY: SIG_DFL is a valid disposition that runs no code of ours, and by I1 nobody else in the
    // process relies on the present one.
    let previous = unsafe { libc::signal(libc::SIGPIPE, libc::SIG_DFL) };
    assert!(previous != libc::SIG_ERR, "SIGPIPE has a default");
}

/// Ignores SIGXFSZ, which ends a process that makes a file larger than it may.
pub(crate) fn ignore_sigxfsz() {
    // SAFETY: SIG_IGN is a valid disposition that runs no code of ours, and by I1 nobody else in the
    // process relies on the present one.
    let previous = unsafe { libc::signal(libc::SIGXFSZ, libc::SIG_IGN) };
    assert!(previous != libc::SIG_ERR, "SIGXFSZ can be ignored");
}

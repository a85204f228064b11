/// Sets SIGPIPE back to its default, which ends the process; the standard library ignores it.
pub(crate) fn let_sigpipe_kill() {
    // SAFETY: SIG_DFL is a valid disposition that runs no code of ours, and by I1 nobody else in the
    // process relies on the present one.
    let previous = unsafe { libc::signal(libc::SIGPIPE, libc::SIG_DFL) };
    assert!(previous != libc::SIG_ERR, "SIGPIPE has a default");
}

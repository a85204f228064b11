//! The end of the standard input as the end of the server.

use std::io;
use std::thread;

use crate::server::Shutdown;

/// Begins the shutdown when the standard input ends, as it does when the parent process is gone.
///
/// A thread of its own waits for it: reading the standard input cannot be called off, and such a
/// thread, unlike a blocking closure of a runtime, holds up nobody at the end.
///
/// # Errors
///
/// The system has no thread to give.
pub(crate) fn stop_on_close(shutdown: Shutdown) -> io::Result<()> {
    let wait = move || {
        // An error ends the input too.
        io::copy(&mut io::stdin().lock(), &mut io::sink()).ok();
        shutdown.begin();
    };
    thread::Builder::new()
        .name("stdin".to_owned())
        .spawn(wait)
        .map(drop)
}

//! The signals that ask a program to end, as the end of the server.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::Poll;

use anyrt::Runtime;
use anyrt::signal::{SendSignal, SignalKind};
use anyrt::task::JoinHandle;
use futures_util::Stream;

use crate::server::Shutdown;

/// Begins the shutdown when the system asks for it, by `SIGTERM`, or a person does, by Ctrl-C.
///
/// # Errors
///
/// The system does not tell of signals.
pub(crate) fn stop_on_signals<R>(rt: &R, shutdown: Shutdown) -> io::Result<()>
where
    R: Runtime + SendSignal,
{
    let mut signals = [
        rt.signal(SignalKind::Terminate)?,
        rt.signal(SignalKind::Interrupt)?,
    ];
    let wait = async move {
        poll_fn(|context| {
            let mut polls = signals.iter_mut();
            match polls.any(|signal| Pin::new(signal).poll_next(context).is_ready()) {
                true => Poll::Ready(()),
                false => Poll::Pending,
            }
        })
        .await;
        shutdown.begin();
    };
    rt.spawn(wait).detach();
    Ok(())
}

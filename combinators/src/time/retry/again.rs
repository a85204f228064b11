use anyrt_traits::{random::Random, time::Timer};

use super::Backoff;

/// Tries `operation` until it succeeds or the attempts of `backoff` are used up.
///
/// An operation that hangs is not cut short; wrap it in a [`timeout`](crate::time::timeout).
///
/// # Errors
///
/// That of the last attempt. Once the runtime has shut down, and pauses end before their time, no
/// further attempt is made.
///
/// # Cancel safety
///
/// Lossy: the attempts that were made are forgotten, and an attempt that is under way is dropped.
///
/// # Examples
///
/// ```
/// use std::{io, net::SocketAddr};
///
/// use anyrt_combinators::time::{Backoff, retry};
/// use anyrt_traits::{Runtime, net::TcpConnectOptions};
///
/// async fn connect<R: Runtime>(rt: &R, server: SocketAddr) -> io::Result<R::TcpStream> {
///     let connect = async || rt.tcp_connect(server, &TcpConnectOptions::new()).await;
///     retry(rt, Backoff::new(), connect).await
/// }
/// ```
pub async fn retry<R, O, T, E>(rt: &R, backoff: Backoff, operation: O) -> Result<T, E>
where
    R: Timer + Random,
    O: AsyncFnMut() -> Result<T, E>,
{
    retry_if(rt, backoff, operation, |_| true).await
}

/// Tries `operation` as [`retry`] does, but only while `is_worth` says so of the error.
///
/// # Errors
///
/// That of the last attempt.
///
/// # Cancel safety
///
/// Lossy: the attempts that were made are forgotten, and an attempt that is under way is dropped.
pub async fn retry_if<R, O, W, T, E>(
    rt: &R,
    backoff: Backoff,
    mut operation: O,
    mut is_worth: W,
) -> Result<T, E>
where
    R: Timer + Random,
    O: AsyncFnMut() -> Result<T, E>,
    W: FnMut(&E) -> bool,
{
    let mut failures = 0_u32;
    loop {
        let error = match operation().await {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        failures = failures.saturating_add(1);
        if !is_worth(&error) {
            return Err(error);
        }
        let Some(pause) = backoff.pause_after(failures, rt) else {
            return Err(error);
        };
        let end = rt.now().checked_add(pause);
        rt.sleep(pause).await;
        if end.is_none_or(|end| rt.now() < end) {
            return Err(error);
        }
    }
}

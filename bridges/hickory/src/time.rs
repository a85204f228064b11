use std::{
    future::poll_fn,
    io,
    pin::pin,
    task::Poll,
    time::{Duration, UNIX_EPOCH},
};

use async_trait::async_trait;
use hickory_net::runtime::Time;

use crate::scope::current;

/// The time of the runtime whose future is polled.
///
/// # Panics
///
/// Outside of a [`scope`](crate::scope).
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct AnyrtTime;

#[async_trait]
impl Time for AnyrtTime {
    async fn delay_for(duration: Duration) {
        current().sleep(duration).await;
    }

    async fn timeout<F: 'static + Future + Send>(
        duration: Duration,
        future: F,
    ) -> Result<F::Output, io::Error> {
        let mut sleep = current().sleep(duration);
        let mut future = pin!(future);
        poll_fn(|cx| {
            if let Poll::Ready(output) = future.as_mut().poll(cx) {
                return Poll::Ready(Ok(output));
            }
            let over = || io::Error::new(io::ErrorKind::TimedOut, "no answer in time");
            sleep.as_mut().poll(cx).map(|()| Err(over()))
        })
        .await
    }

    fn current_time() -> u64 {
        let since = current().system_time().duration_since(UNIX_EPOCH);
        since.map_or(0, |since| since.as_secs())
    }
}

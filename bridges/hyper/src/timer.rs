use std::{
    pin::Pin,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use anyrt_traits::time::{Sleep, Timer};
use pin_project_lite::pin_project;

/// The clock and the sleeps of a runtime, for hyper.
///
/// A time limit that is moved, as hyper does with each request on a connection, moves the sleep in its place:
/// nothing is allocated.
#[derive(Debug, Clone, Default)]
pub struct AnyrtTimer<R> {
    rt: R,
}

impl<R> AnyrtTimer<R> {
    /// Takes the runtime to measure time with.
    pub const fn new(rt: R) -> Self {
        Self { rt }
    }
}

impl<R> hyper::rt::Timer for AnyrtTimer<R>
where
    R: Timer<Sleep: Send + Sync>,
{
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn hyper::rt::Sleep>> {
        let inner = self.rt.sleep(duration);
        Box::pin(HyperSleep { inner })
    }

    fn sleep_until(&self, deadline: Instant) -> Pin<Box<dyn hyper::rt::Sleep>> {
        let inner = self.rt.sleep_until(deadline);
        Box::pin(HyperSleep { inner })
    }

    fn now(&self) -> Instant {
        self.rt.now()
    }

    fn reset(&self, sleep: &mut Pin<Box<dyn hyper::rt::Sleep>>, deadline: Instant) {
        match sleep.as_mut().downcast_mut_pin::<HyperSleep<R::Sleep>>() {
            Some(sleep) => sleep.project().inner.reset(deadline),
            None => *sleep = self.sleep_until(deadline),
        }
    }
}

pin_project! {
    /// The sleep of a runtime, as hyper wants it. Made by [`AnyrtTimer`].
    ///
    /// # Cancel safety
    ///
    /// Cancel safe: dropping it frees the timer.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct HyperSleep<S> {
        #[pin]
        inner: S,
    }
}

impl<S: Sleep> Future for HyperSleep<S> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.project().inner.poll(cx)
    }
}

impl<S: Sleep + Send + Sync> hyper::rt::Sleep for HyperSleep<S> {}

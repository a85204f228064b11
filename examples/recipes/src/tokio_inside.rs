//! The other direction: a library that needs tokio, on another runtime.
//!
//! Such a library asks tokio for its reactor and its timers through the thread that polls. [`TokioInside`] keeps
//! a runtime of tokio on a thread of its own, for these alone, and [`TokioInside::enter`] keeps its context
//! entered around the polls, and the drop, of a future that any executor runs.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use tokio::runtime::{Builder, Handle, Runtime};

/// A reactor and timers of tokio, and threads for what its libraries spawn.
///
/// Dropping it ends them: what waits for them is never woken then, or gives an error, as tokio has it.
#[derive(Debug)]
pub struct TokioInside {
    /// Until it is dropped.
    runtime: Option<Runtime>,
    handle: Handle,
}

impl TokioInside {
    /// Starts one thread.
    ///
    /// # Errors
    ///
    /// What the system says against the thread or the reactor.
    pub fn new() -> io::Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .thread_name("tokio-inside")
            .build()?;
        Ok(Self {
            handle: runtime.handle().clone(),
            runtime: Some(runtime),
        })
    }

    /// Has `future` find tokio wherever it is polled and dropped.
    ///
    /// # Cancel safety
    ///
    /// Lossy or not, as `future` is.
    pub fn enter<F: Future>(&self, future: F) -> Inside<F> {
        Inside {
            future: Some(Box::pin(future)),
            handle: self.handle.clone(),
        }
    }
}

impl Drop for TokioInside {
    fn drop(&mut self) {
        // Waiting would block the thread of whichever runtime drops this.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// The future of [`TokioInside::enter`].
///
/// # Errors
///
/// Those of the future inside.
///
/// # Cancel safety
///
/// Lossy or not, as the future inside is.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct Inside<F> {
    future: Option<Pin<Box<F>>>,
    handle: Handle,
}

impl<F: Future> Future for Inside<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = &mut *self;
        let _context = this.handle.enter();
        let future = this.future.as_mut().expect("only the drop takes it");
        future.as_mut().poll(cx)
    }
}

impl<F> Drop for Inside<F> {
    fn drop(&mut self) {
        let _context = self.handle.enter();
        drop(self.future.take());
    }
}

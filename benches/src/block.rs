use std::{io, mem};

use crate::{Meter, Sample};

/// Runs an operation as often as it is told, and measures all of that together.
pub type Block = Box<dyn FnMut(u64) -> io::Result<Sample>>;

/// Runs a future as one task of a runtime, whatever thread that has, and waits for its end.
///
/// The operations of a block run in such a task, since that is where programs run them.
pub trait Launch {
    /// Runs `future` to its end.
    ///
    /// # Errors
    ///
    /// That the task did not end well.
    fn launch<F>(&self, future: F) -> io::Result<F::Output>
    where
        F: Future<Output: Send + 'static> + Send + 'static;
}

/// Makes a block of what `run` does with a state, such as a pair of connected sockets, that is kept from
/// one call to the next; what setting up and launching the task takes is not measured.
pub fn kept<L, S, Fut>(launch: L, state: S, run: fn(S, u64) -> Fut) -> Block
where
    L: Launch + 'static,
    S: Send + 'static,
    Fut: Future<Output = io::Result<S>> + Send + 'static,
{
    let mut kept = Some(state);
    Box::new(move |times| {
        let state = mem::take(&mut kept).ok_or_else(|| io::Error::other("failed before"))?;
        let work = run(state, times);
        let (sample, state) = launch.launch(async move {
            let meter = Meter::start();
            let state = work.await;
            (meter.stop(), state)
        })?;
        kept = Some(state?);
        Ok(sample)
    })
}

/// Makes a block of what `run` does on the calling thread, in no task of any runtime.
pub fn unlaunched(mut run: impl FnMut() -> io::Result<()> + 'static) -> Block {
    Box::new(move |times| {
        let meter = Meter::start();
        for _ in 0..times {
            run()?;
        }
        Ok(meter.stop())
    })
}

use std::{panic::Location, time::Duration};

use anyrt::Runtime;
use futures_util::future::{Either, select};

/// How long anything may take before its test counts as hanging.
pub const LIMIT: Duration = Duration::from_secs(60);

/// Fails the test if `work` takes longer than [`LIMIT`].
///
/// # Panics
///
/// When awaited, if it does; the message says where it was called.
///
/// # Cancel safety
///
/// Lossy or not, as `work` is.
#[track_caller]
pub fn in_time<R: Runtime, T>(rt: &R, work: impl Future<Output = T>) -> impl Future<Output = T> {
    let sleep = rt.sleep(LIMIT);
    let caller = Location::caller();
    async move {
        match select(Box::pin(work), Box::pin(sleep)).await {
            Either::Left((output, _)) => output,
            Either::Right(_) => panic!("it hangs: {caller}"),
        }
    }
}

//! The task that removes keys whose time is over and that nobody asks for.

use std::sync::Arc;
use std::time::Duration;

use anyrt::Runtime;
use anyrt::task::yield_now;

use super::Shared;
use super::state::milliseconds;

/// How long the task sleeps.
const PERIOD: Duration = Duration::from_millis(100);

/// How many keys it removes before it lets others have the data.
const BATCH: usize = 1000;

/// Removes expired keys until it is dropped.
pub(super) async fn remove_expired<R: Runtime>(rt: R, shared: Arc<Shared>) {
    loop {
        rt.sleep(PERIOD).await;
        while shared
            .store(milliseconds(rt.system_time()))
            .remove_expired(BATCH)
        {
            yield_now().await;
        }
    }
}

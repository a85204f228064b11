//! The task that synchronises the file every second.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyrt::Runtime;
use anyrt::fs::{FileExt, SendFs};

use super::writer::give_up;
use crate::server::Shared;

/// How long the task sleeps.
const PERIOD: Duration = Duration::from_secs(1);

/// Synchronises a file that was written to since the last time, until it is dropped or that fails.
///
/// `file` is a clone of the one that is written to: the writer does not wait for the disk.
pub(super) async fn sync_every_second<R: Runtime + SendFs>(
    rt: R,
    shared: Arc<Shared>,
    mut file: R::File,
    written: Arc<AtomicBool>,
) {
    loop {
        rt.sleep(PERIOD).await;
        // Acquire: pairs with the Release in `Writer::write`.
        if written.swap(false, Ordering::Acquire)
            && let Err(error) = file.sync_data().await
        {
            return give_up(&shared, "synchronise", &error);
        }
    }
}

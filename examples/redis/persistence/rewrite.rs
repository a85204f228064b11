//! Making a compact file while the present one is written on.
//!
//! The data is copied in one piece, under its lock, as commands; everybody waits as long. What changes
//! it from then on is gathered beside the journal and appended. The writer does the last step, so that
//! no command falls between the two files. Until the new file is renamed over the old one, which is a
//! single step for whoever looks after a crash, the old one has everything that was acknowledged; and
//! by then so has the new one.

use std::io;
use std::sync::Arc;

use anyrt::Runtime;
use anyrt::fs::{FileExt, OpenOptions, SendFs};
use futures_util::AsyncWriteExt;

use super::Settings;
use super::snapshot::snapshot;
use crate::server::{Shared, milliseconds};

/// How little of what the compact file lacks is left to the last step, for which all writing waits, in
/// bytes.
const LITTLE: usize = 256 * 1024;

/// How often what it lacks is brought at most before that.
const ROUNDS: u32 = 16;

/// The compact file, which lacks little.
#[derive(Debug)]
pub(super) struct Successor<F> {
    pub(super) file: F,
    pub(super) size: u64,
}

/// Makes the compact file and brings it almost to the present.
///
/// # Errors
///
/// The system's.
pub(super) async fn make_successor<R: Runtime + SendFs>(
    rt: R,
    shared: Arc<Shared>,
) -> io::Result<Successor<R::File>> {
    let path = shared.server.persistence.settings.successor();
    let mut file = rt.open_file(&path, &OpenOptions::creating()).await?;
    let mut part = {
        let mut store = shared.store(milliseconds(rt.system_time()));
        // What has expired by now is in neither the copy nor what follows it.
        store.record_expired();
        store.journal.begin_rewrite();
        snapshot(&store)
    };
    let mut size = 0;
    for _ in 0..ROUNDS {
        file.write_all(&part).await?;
        size += part.len() as u64;
        if part.len() < LITTLE {
            break;
        }
        file.sync_data().await?;
        part = shared.lock().journal.take_missing();
    }
    file.sync_data().await?;
    Ok(Successor { file, size })
}

/// Brings the compact file to the present and puts it in the place of the other one.
///
/// # Errors
///
/// The system's; before the file was put in its place, or [after](Failure::After).
pub(super) async fn replace<R: Runtime + SendFs>(
    rt: &R,
    settings: &Settings,
    successor: &mut Successor<R::File>,
    missing: &[u8],
) -> Result<(), Failure> {
    let complete = async {
        successor.file.write_all(missing).await?;
        successor.file.sync_all().await?;
        rt.rename(settings.successor(), settings.path()).await
    };
    complete.await.map_err(Failure::Before)?;
    successor.size += missing.len() as u64;
    let settle = async {
        let options = OpenOptions::reading();
        let mut directory = rt.open_file(settings.directory(), &options).await?;
        directory.sync_all().await
    };
    settle.await.map_err(Failure::After)
}

/// Why a compact file did not take the place of the other one.
#[derive(Debug)]
pub(super) enum Failure {
    /// The other one is still there, and good.
    Before(io::Error),
    /// After a crash either may be there.
    After(io::Error),
}

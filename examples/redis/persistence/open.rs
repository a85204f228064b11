//! The beginning: the file is made, or read.

use std::io;
use std::path::Path;

use anyrt::fs::{File, FileExt, OpenOptions, SendFs};
use anyrt::time::SystemClock;

use super::replay::{Replayed, replay_all};
use super::{LoadError, Settings};
use crate::server::{Server, milliseconds};
use crate::store::Store;

/// The file, ready to be appended to.
#[derive(Debug)]
pub(crate) struct Log<F> {
    pub(super) file: F,
    /// What was in it.
    pub(crate) replayed: Replayed,
}

/// Makes the file, or carries out what it says, and opens it for what comes next; nothing if there is
/// to be none.
///
/// A command at its end that has no end of its own was never acknowledged. It is cut off.
///
/// # Errors
///
/// The system's, and that something in the file is no command or cannot be done.
pub(crate) async fn open<R: SendFs + SystemClock>(
    rt: &R,
    server: &Server,
    store: &mut Store,
) -> Result<Option<Log<R::File>>, LoadError> {
    let settings = &server.persistence.settings;
    if !settings.enabled {
        return Ok(None);
    }
    let path = settings.path();
    remove_leftover(rt, settings).await?;
    let replayed = match rt.open_file(&path, &OpenOptions::reading()).await {
        Ok(mut file) => {
            let now = milliseconds(rt.system_time());
            replay_all(&mut file, &path, server, store, now).await?
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // The directory is synchronised as well, so that what is written there is found.
            let made = rt.replace_file(&path, Vec::new()).await;
            made.map_err(|error| system("create", &path, error))?;
            Replayed::default()
        }
        Err(error) => return Err(system("open", &path, error)),
    };
    let opened = rt.open_file(&path, &OpenOptions::new().append(true)).await;
    let mut file = opened.map_err(|error| system("open", &path, error))?;
    if replayed.torn > 0 {
        let cut = cut(&mut file, replayed.whole).await;
        cut.map_err(|error| system("cut", &path, error))?;
    }
    server.persistence.status.set_base_size(replayed.whole);
    store.journal.start();
    Ok(Some(Log { file, replayed }))
}

/// Cuts a file to its first bytes, for good.
///
/// # Errors
///
/// The system's.
pub(super) async fn cut(file: &mut impl File, size: u64) -> io::Result<()> {
    file.set_len(size).await?;
    file.sync_all().await
}

/// Removes the successor that a rewrite was making when the server came to its end.
async fn remove_leftover<R: SendFs>(rt: &R, settings: &Settings) -> Result<(), LoadError> {
    let path = settings.successor();
    match rt.remove_file(&path).await {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(system("remove", &path, error))
        }
        _ => Ok(()),
    }
}

/// Makes the error of what the system refuses.
fn system(action: &'static str, path: &Path, error: io::Error) -> LoadError {
    LoadError::System {
        action,
        path: path.to_owned(),
        error,
    }
}

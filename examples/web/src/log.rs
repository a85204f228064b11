//! The access log: one task writes it, and no request waits for it.

use std::{
    io,
    path::PathBuf,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use anyrt::{
    OsRuntime,
    channels::mpsc::{self, Receiver, Sender},
    fs::OpenOptions,
    io::AsyncWrite,
};
use futures_util::AsyncWriteExt;

/// How many lines may wait for the file.
const WAITING: usize = 4096;

enum Entry {
    Line(String),
    Reopen,
}

/// Where lines go. Clones go to the same task.
#[derive(Clone)]
pub(crate) struct Log {
    entries: Option<Sender<Entry>>,
    /// The lines for which there was no room.
    lost: Arc<AtomicU64>,
}

/// The task, which ends when the last [`Log`] has gone.
pub(crate) type Writing<R> = <R as anyrt::task::Spawn>::JoinHandle<()>;

impl Log {
    /// Opens the log, and starts the task.
    pub(crate) async fn open<R: OsRuntime>(
        rt: &R,
        path: Option<PathBuf>,
    ) -> io::Result<(Self, Option<Writing<R>>)> {
        let lost = Arc::new(AtomicU64::new(0));
        let Some(path) = path else {
            let entries = None;
            return Ok((Self { entries, lost }, None));
        };
        let file = open(rt, &path).await?;
        let (sender, receiver) = mpsc::channel(WAITING);
        let writing = rt.spawn(write(rt.clone(), path, file, receiver, lost.clone()));
        let entries = Some(sender);
        Ok((Self { entries, lost }, Some(writing)))
    }

    /// Returns whether anybody reads it.
    pub(crate) const fn is_on(&self) -> bool {
        self.entries.is_some()
    }

    pub(crate) fn line(&self, line: String) {
        if let Some(entries) = &self.entries
            && entries.try_send(Entry::Line(line)).is_err()
        {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Opens the file anew, which may have been moved away.
    pub(crate) async fn reopen(&self) {
        if let Some(entries) = &self.entries {
            entries.send(Entry::Reopen).await.ok();
        }
    }
}

type Output = Pin<Box<dyn AsyncWrite + Send>>;

async fn open<R: OsRuntime>(rt: &R, path: &PathBuf) -> io::Result<Output> {
    if path.as_os_str() == "-" {
        return Ok(Box::pin(rt.stdout()));
    }
    let options = OpenOptions::new().append(true).create(true);
    let file = rt.open_file(path, &options).await;
    let file = file.map_err(|error| {
        io::Error::new(error.kind(), format!("the log {}: {error}", path.display()))
    })?;
    Ok(Box::pin(file))
}

#[expect(
    clippy::print_stderr,
    reason = "a log that cannot be written is told to the terminal"
)]
async fn write<R: OsRuntime>(
    rt: R,
    path: PathBuf,
    mut output: Output,
    mut entries: Receiver<Entry>,
    lost: Arc<AtomicU64>,
) {
    let mut has_failed = false;
    let mut text = String::new();
    while let Some(entry) = entries.recv().await {
        let mut next = Some(entry);
        let mut reopens = false;
        while let Some(entry) = next {
            match entry {
                Entry::Line(line) => text += &line,
                Entry::Reopen => reopens = true,
            }
            next = entries.try_recv().ok();
        }
        let lines = lost.swap(0, Ordering::Relaxed);
        if lines > 0 {
            text += &format!("# {lines} lines were lost\n");
        }
        let written = async {
            output.write_all(text.as_bytes()).await?;
            output.flush().await
        };
        if let Err(error) = written.await
            && !std::mem::replace(&mut has_failed, true)
        {
            eprintln!("web: the log {}: {error}", path.display());
        }
        text.clear();
        if reopens {
            match open(&rt, &path).await {
                Ok(new) => {
                    output = new;
                    has_failed = false;
                }
                Err(error) => eprintln!("web: {error}"),
            }
        }
    }
}

//! The task that writes the file.

use std::future::poll_fn;
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

use anyrt::Runtime;
use anyrt::channels::oneshot;
use anyrt::fs::{FileExt, OpenOptions, SendFs};
use anyrt::task::{JoinHandle, Spawn};
use futures_util::AsyncWriteExt;

use super::journal::Batch;
use super::open::cut;
use super::rewrite::{Failure, Successor, make_successor, replace};
use super::syncing::sync_every_second;
use super::{Log, Policy, Settings};
use crate::server::Shared;

/// A compact file in the making.
type Making<R> = <R as Spawn>::JoinHandle<io::Result<Successor<<R as anyrt::fs::Fs>::File>>>;

/// The writer of the append-only file.
pub(crate) struct Writer<R: Runtime + SendFs> {
    rt: R,
    shared: Arc<Shared>,
    file: R::File,
    /// How long the file is, up to the last command that was acknowledged.
    size: u64,
    /// Whether something was written that the disk may not have.
    written: Arc<AtomicBool>,
    syncing: Option<R::JoinHandle<()>>,
    making: Option<Making<R>>,
}

/// What the writer waits for.
#[derive(Debug)]
enum Event<F> {
    /// There may be something to do.
    Bell,
    /// The compact file is made, or is not.
    Made(io::Result<Successor<F>>),
    /// Nothing more will come.
    End,
}

impl<R: Runtime + SendFs> Writer<R> {
    /// Makes the writer of a file that was opened.
    pub(crate) fn new(rt: R, shared: Arc<Shared>, log: Log<R::File>) -> Self {
        Self {
            rt,
            shared,
            file: log.file,
            size: log.replayed.whole,
            written: Arc::default(),
            syncing: None,
            making: None,
        }
    }

    /// Writes what is recorded until `end`, and then the rest.
    ///
    /// # Errors
    ///
    /// The first of writing; write commands were refused from then on.
    ///
    /// # Cancel safety
    ///
    /// Lossy: what was taken out of the journal may not be in the file.
    pub(crate) async fn run(mut self, mut end: oneshot::Receiver<()>) -> io::Result<()> {
        let mut outcome = self.start_syncing().await;
        while outcome.is_ok() {
            let (batch, rewrite) = {
                let mut store = self.shared.lock();
                (store.journal.take(), store.journal.wants_rewrite())
            };
            if rewrite && self.making.is_none() {
                self.begin_rewrite();
            }
            if let Some(batch) = batch {
                outcome = self.write(batch).await;
                continue;
            }
            match self.next(&mut end).await {
                Event::Bell => {}
                Event::Made(made) => outcome = self.end_rewrite(made).await,
                Event::End => break,
            }
        }
        self.stop(outcome).await
    }

    /// Waits for something to do.
    async fn next(&mut self, end: &mut oneshot::Receiver<()>) -> Event<R::File> {
        let mut bell = pin!(self.shared.server.persistence.bell.notified());
        poll_fn(|context| {
            if bell.as_mut().poll(context).is_ready() {
                return Poll::Ready(Event::Bell);
            }
            if let Some(making) = &mut self.making
                && let Poll::Ready(made) = Pin::new(making).poll(context)
            {
                let made = made.unwrap_or_else(|error| Err(io::Error::other(error)));
                return Poll::Ready(Event::Made(made));
            }
            Pin::new(&mut *end).poll(context).map(|_| Event::End)
        })
        .await
    }

    /// Writes commands, synchronises them if the policy says so, and then tells who waits for that.
    async fn write(&mut self, batch: Batch) -> io::Result<()> {
        self.file.write_all(&batch.bytes).await?;
        match self.shared.server.persistence.settings.policy {
            Policy::Always => self.file.sync_data().await?,
            Policy::EverySecond | Policy::No => {
                self.file.flush().await?;
                // Release: pairs with the Acquire in `sync_every_second`.
                self.written.store(true, Ordering::Release);
            }
        }
        self.size += batch.bytes.len() as u64;
        self.shared.server.persistence.status.set_size(self.size);
        self.tell(batch.end);
        Ok(())
    }

    /// Tells who waits that the file has all up to a position.
    fn tell(&self, position: u64) {
        let progress = &self.shared.server.persistence.progress;
        progress.send_modify(|progress| progress.kept = position);
    }

    /// Starts the task that synchronises the file, if the policy wants one, in the place of an earlier
    /// one.
    async fn start_syncing(&mut self) -> io::Result<()> {
        if let Some(syncing) = self.syncing.take() {
            syncing.abort();
        }
        if self.shared.server.persistence.settings.policy == Policy::EverySecond {
            let (rt, shared) = (self.rt.clone(), Arc::clone(&self.shared));
            let file = self.file.try_clone().await?;
            let task = sync_every_second(rt, shared, file, Arc::clone(&self.written));
            self.syncing = Some(self.rt.spawn(task));
        }
        Ok(())
    }

    /// Starts the task that makes a compact file.
    fn begin_rewrite(&mut self) {
        self.shared.server.persistence.status.begin_rewrite();
        let task = make_successor(self.rt.clone(), Arc::clone(&self.shared));
        self.making = Some(self.rt.spawn(task));
    }

    /// Puts the compact file in the place of the present one.
    async fn end_rewrite(&mut self, made: io::Result<Successor<R::File>>) -> io::Result<()> {
        self.making = None;
        let shared = Arc::clone(&self.shared);
        let persistence = &shared.server.persistence;
        let (missing, batch) = shared.lock().journal.end_rewrite();
        let replaced = match made {
            Ok(mut successor) => {
                let settings = &persistence.settings;
                let replaced = replace(&self.rt, settings, &mut successor, &missing).await;
                if !matches!(replaced, Err(Failure::Before(_))) {
                    (self.file, self.size) = (successor.file, successor.size);
                }
                replaced
            }
            Err(error) => Err(Failure::Before(error)),
        };
        persistence.status.end_rewrite(replaced.is_ok());
        match replaced {
            Ok(()) => {
                persistence.status.set_base_size(self.size);
                // What the old file lacked is in the new one.
                if let Some(batch) = batch {
                    self.tell(batch.end);
                }
                self.start_syncing().await
            }
            Err(Failure::Before(error)) => {
                complain(&persistence.settings, "rewrite", &error);
                let leftover = persistence.settings.successor();
                self.rt.remove_file(leftover).await.ok();
                match batch {
                    Some(batch) => self.write(batch).await,
                    None => Ok(()),
                }
            }
            Err(Failure::After(error)) => Err(error),
        }
    }

    /// Ends the writing, in order or after an error.
    async fn stop(mut self, mut outcome: io::Result<()>) -> io::Result<()> {
        if let Some(making) = self.making.take() {
            making.abort();
        }
        if let Some(syncing) = self.syncing.take() {
            syncing.abort();
        }
        let persistence = &self.shared.server.persistence;
        if outcome.is_ok() {
            let failed = persistence.progress.borrow().failed.clone();
            outcome = match failed {
                Some(error) => return Err(io::Error::other(&*error)),
                None => self.file.sync_data().await,
            };
        }
        if let Err(error) = &outcome {
            give_up(&self.shared, "write", error);
            // The file is at fault, and another one of the same path is not.
            let options = OpenOptions::new().append(true);
            if let Ok(mut file) = self
                .rt
                .open_file(persistence.settings.path(), &options)
                .await
            {
                cut(&mut file, self.size).await.ok();
            }
        }
        outcome
    }
}

/// Refuses write commands from now on, and tells who waits that the file will come no further.
pub(super) fn give_up(shared: &Shared, action: &str, error: &io::Error) {
    let persistence = &shared.server.persistence;
    complain(&persistence.settings, action, error);
    let text: Arc<str> = error.to_string().into();
    shared.lock().journal.fail(Arc::clone(&text));
    let progress = &persistence.progress;
    progress.send_modify(|progress| progress.failed = Some(text));
}

/// Says what went wrong where the operator of the server looks.
#[expect(clippy::print_stderr, reason = "a program talks to its terminal")]
fn complain(settings: &Settings, action: &str, error: &io::Error) {
    eprintln!(
        "redis: cannot {action} {}: {error}",
        settings.path().display()
    );
}

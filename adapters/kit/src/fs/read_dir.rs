use std::{
    collections::VecDeque,
    fmt, fs, io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use anyrt_traits::fs::DirEntry;
use futures_core::Stream;

use crate::pool::{Pool, Running};

/// How many entries are read at a time.
const BATCH: usize = 32;

/// The entries of a directory, read in batches on a thread of `P`.
///
/// # Cancel safety
///
/// Cancel safe: an entry is taken only in the poll that gives it.
#[must_use = "streams do nothing unless polled"]
pub struct ReadDir<P: Pool> {
    pool: P,
    ready: VecDeque<io::Result<DirEntry>>,
    state: State<P>,
}

enum State<P: Pool> {
    Idle(Entries),
    Reading(Running<P, (Entries, VecDeque<io::Result<DirEntry>>)>),
    Ended,
}

/// What is left of the directory; `None` after its end.
type Entries = Option<fs::ReadDir>;

impl<P: Pool> ReadDir<P> {
    pub(super) fn new(pool: &P, entries: fs::ReadDir) -> Self {
        Self {
            pool: pool.clone(),
            ready: VecDeque::new(),
            state: State::Idle(Some(entries)),
        }
    }
}

fn read(mut entries: fs::ReadDir) -> (Entries, VecDeque<io::Result<DirEntry>>) {
    let mut batch = VecDeque::with_capacity(BATCH);
    while batch.len() < BATCH {
        let Some(entry) = entries.next() else {
            return (None, batch);
        };
        batch.push_back(entry.and_then(|entry| {
            let file_type = entry.file_type()?;
            Ok(DirEntry::new(entry.path(), file_type.into()))
        }));
    }
    (Some(entries), batch)
}

impl<P: Pool> Unpin for ReadDir<P> {}

impl<P: Pool> Stream for ReadDir<P> {
    type Item = io::Result<DirEntry>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(entry) = this.ready.pop_front() {
                return Poll::Ready(Some(entry));
            }
            match &mut this.state {
                State::Idle(entries) => {
                    let Some(entries) = entries.take() else {
                        this.state = State::Ended;
                        continue;
                    };
                    if let Err(error) = this.pool.lifetime().check() {
                        this.state = State::Ended;
                        return Poll::Ready(Some(Err(error)));
                    }
                    let handle = this.pool.spawn_blocking(move || read(entries));
                    this.state = State::Reading(handle);
                }
                State::Reading(handle) => match ready!(Pin::new(handle).poll(cx)) {
                    Ok((entries, batch)) => {
                        this.ready = batch;
                        this.state = State::Idle(entries);
                    }
                    Err(error) => {
                        this.state = State::Ended;
                        return Poll::Ready(Some(Err(error.into())));
                    }
                },
                State::Ended => return Poll::Ready(None),
            }
        }
    }
}

impl<P: Pool> fmt::Debug for ReadDir<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadDir").finish_non_exhaustive()
    }
}

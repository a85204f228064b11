use std::{
    io::{self, Read},
    mem,
    pin::Pin,
    task::{Context, Poll, ready},
};

use super::Opened;
use crate::pool::{Pool, Running};

/// How much is read at a time at most, however much is asked for.
const LARGEST: usize = 2 * 1024 * 1024;
/// How much is read ahead of a program that reads from front to back.
const AHEAD: usize = 512 * 1024;

/// What was read and not yet asked for.
///
/// A program that reads on where it has read before gets more than it asks for, twice as much each time.
pub(super) struct Reader<P: Pool> {
    state: State<P>,
    /// How much to read at least.
    ahead: usize,
}

enum State<P: Pool> {
    Idle(Chunk),
    Reading(Running<P, (Chunk, io::Result<()>)>),
}

/// Bytes of the file: those from `start` to `end` are yet to be asked for.
#[derive(Default)]
struct Chunk {
    memory: Vec<u8>,
    start: usize,
    end: usize,
}

impl Chunk {
    fn unread(&self) -> &[u8] {
        &self.memory[self.start..self.end]
    }

    /// Reads once, as much as `size`.
    fn fill(&mut self, file: &Opened, size: usize) -> io::Result<()> {
        (self.start, self.end) = (0, 0);
        if self.memory.len() < size {
            self.memory = vec![0; size];
        }
        loop {
            match file.get().read(&mut self.memory[..size]) {
                Ok(count) => {
                    self.end = count;
                    return Ok(());
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl<P: Pool> Reader<P> {
    pub(super) fn new() -> Self {
        Self {
            state: State::Idle(Chunk::default()),
            ahead: 0,
        }
    }

    /// Returns what was read ahead, as far as that is known.
    pub(super) fn unread(&self) -> &[u8] {
        match &self.state {
            State::Idle(chunk) => chunk.unread(),
            State::Reading(_) => &[],
        }
    }

    /// Counts bytes as asked for.
    pub(super) fn consume(&mut self, count: usize) {
        if let State::Idle(chunk) = &mut self.state {
            chunk.start += count;
        }
    }

    /// Forgets what was read ahead, and that the program reads from front to back; returns how much it
    /// was.
    pub(super) fn forget(&mut self) -> u64 {
        self.ahead = 0;
        let unread = self.unread().len();
        self.consume(unread);
        unread as u64
    }

    /// Waits until no read is under way. Its error is of no interest: the next read meets it.
    pub(super) fn poll_idle(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if let State::Reading(handle) = &mut self.state {
            let chunk =
                ready!(Pin::new(handle).poll(cx)).map_or_else(|_| Chunk::default(), |read| read.0);
            self.state = State::Idle(chunk);
        }
        Poll::Ready(())
    }

    /// Reads unless there is something unread; after that there is, or it is the end of the file.
    ///
    /// A read of at least `size` bytes is begun if none is under way.
    pub(super) fn poll_fill(
        &mut self,
        pool: &P,
        file: &Opened,
        cx: &mut Context<'_>,
        size: usize,
    ) -> Poll<io::Result<()>> {
        loop {
            match &mut self.state {
                State::Idle(chunk) if chunk.start < chunk.end => return Poll::Ready(Ok(())),
                State::Idle(chunk) => {
                    let mut chunk = mem::take(chunk);
                    let file = file.clone();
                    let size = size.max(self.ahead).min(LARGEST);
                    if file.is_regular() {
                        self.ahead = (size * 2).min(AHEAD);
                    }
                    self.state = State::Reading(pool.spawn_blocking(move || {
                        let result = chunk.fill(&file, size);
                        (chunk, result)
                    }));
                }
                State::Reading(handle) => {
                    let read = ready!(Pin::new(handle).poll(cx));
                    let (chunk, result) =
                        read.unwrap_or_else(|error| (Chunk::default(), Err(error.into())));
                    self.state = State::Idle(chunk);
                    return Poll::Ready(result);
                }
            }
        }
    }
}

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
const AHEAD: usize = 1024 * 1024;

/// What was read and not yet asked for.
///
/// A program that reads on where it has read before gets more than it asks for, twice as much each time. Once
/// that is [`AHEAD`], the next chunk is read while it takes this one.
pub(super) struct Reader<P: Pool> {
    current: Chunk,
    next: Next<P>,
    /// How much to read at least.
    ahead: usize,
}

/// What comes after the current chunk.
enum Next<P: Pool> {
    /// Nothing was read; the memory is there for it.
    Nothing(Vec<u8>),
    Reading {
        handle: Running<P, (Chunk, io::Result<()>)>,
        size: usize,
        why: Why,
    },
    Read(Chunk),
}

/// Why a chunk is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    /// Somebody has asked for it.
    Asked,
    /// Somebody may ask for it.
    Ahead,
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

    fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Reads once, as much as `size`.
    fn read(mut memory: Vec<u8>, file: &Opened, size: usize) -> (Self, io::Result<()>) {
        if memory.len() < size {
            memory = vec![0; size];
        }
        let (end, result) = loop {
            match file.get().read(&mut memory[..size]) {
                Ok(count) => break (count, Ok(())),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => break (0, Err(error)),
            }
        };
        let start = 0;
        (Self { memory, start, end }, result)
    }
}

impl<P: Pool> Reader<P> {
    pub(super) fn new() -> Self {
        Self {
            current: Chunk::default(),
            next: Next::Nothing(Vec::new()),
            ahead: 0,
        }
    }

    /// Returns what can be taken at once.
    pub(super) fn unread(&self) -> &[u8] {
        self.current.unread()
    }

    /// Counts bytes as taken.
    pub(super) const fn consume(&mut self, count: usize) {
        self.current.start += count;
    }

    /// Returns how much was read and not taken, as far as that is known.
    pub(super) fn ahead_of_position(&self) -> u64 {
        let next = match &self.next {
            Next::Read(chunk) => chunk.unread().len(),
            Next::Nothing(_) | Next::Reading { .. } => 0,
        };
        (self.unread().len() + next) as u64
    }

    /// Forgets what was read and not taken, and that the program reads from front to back.
    pub(super) fn forget(&mut self) {
        self.ahead = 0;
        self.current.end = self.current.start;
        if let Next::Read(chunk) = &mut self.next {
            self.next = Next::Nothing(mem::take(&mut chunk.memory));
        }
    }

    /// Waits until no read is under way. Its error is of no interest: the next read meets it.
    pub(super) fn poll_idle(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if let Next::Reading { handle, .. } = &mut self.next {
            let read = ready!(Pin::new(handle).poll(cx));
            self.next = Next::Read(read.map_or_else(|_| Chunk::default(), |read| read.0));
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
            if !self.current.is_empty() {
                return Poll::Ready(Ok(()));
            }
            match &mut self.next {
                Next::Nothing(memory) => {
                    let memory = mem::take(memory);
                    let size = size.max(self.ahead).min(LARGEST);
                    self.begin(pool, file, memory, size, Why::Asked);
                }
                Next::Reading {
                    handle,
                    size: wanted,
                    why,
                } => {
                    let (wanted, why) = (*wanted, *why);
                    let read = ready!(Pin::new(handle).poll(cx));
                    let (chunk, result) =
                        read.unwrap_or_else(|error| (Chunk::default(), Err(error.into())));
                    if why == Why::Ahead && chunk.is_empty() {
                        // The end may be further by now, and the error gone: it is time to ask.
                        self.next = Next::Nothing(chunk.memory);
                        continue;
                    }
                    let is_full = chunk.end == wanted;
                    self.take(chunk);
                    if result.is_err() || self.current.is_empty() {
                        return Poll::Ready(result);
                    }
                    self.read_ahead(pool, file, size, is_full);
                }
                Next::Read(chunk) => {
                    let chunk = mem::take(chunk);
                    self.take(chunk);
                    if self.current.is_empty() {
                        self.ahead = 0;
                    }
                }
            }
        }
    }

    /// Makes `chunk` the current one.
    fn take(&mut self, chunk: Chunk) {
        let before = mem::replace(&mut self.current, chunk);
        self.next = Next::Nothing(before.memory);
    }

    /// Reads the next chunk if the program seems to want it.
    fn read_ahead(&mut self, pool: &P, file: &Opened, size: usize, is_full: bool) {
        if !file.is_seekable() {
            return;
        }
        let may_go_on = self.ahead >= AHEAD && is_full;
        self.ahead = (size.max(self.ahead) * 2).min(AHEAD);
        if may_go_on && let Next::Nothing(memory) = &mut self.next {
            let memory = mem::take(memory);
            let size = size.max(self.ahead).min(LARGEST);
            self.begin(pool, file, memory, size, Why::Ahead);
        }
    }

    fn begin(&mut self, pool: &P, file: &Opened, memory: Vec<u8>, size: usize, why: Why) {
        file.look();
        let file = file.clone();
        let handle = pool.spawn_blocking(move || Chunk::read(memory, &file, size));
        self.next = Next::Reading { handle, size, why };
    }
}

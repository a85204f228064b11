use std::{
    fmt,
    io::{self, Read},
    mem,
    pin::Pin,
    sync::{
        Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll, Waker},
    thread,
};

use anyrt_traits::{
    io::{AsyncRead, ByteRead, ReadCursor},
    net::Waiter,
};

use crate::{life::Lifetime, task::quietly, wait_queue::WaitQueue};

/// How much is read at a time.
const SIZE: usize = 8 * 1024;

/// The standard input, which a thread of the process reads while somebody waits.
///
/// That thread holds the lock of [`std::io::stdin`] meanwhile.
pub struct Stdin {
    id: u64,
    lifetime: Lifetime,
    queue: WaitQueue,
    waiter: Waiter,
}

impl Stdin {
    /// Makes a handle of a runtime.
    #[must_use]
    pub fn new(lifetime: &Lifetime) -> Self {
        Self {
            id: NEXT_ID.fetch_add(1, Ordering::Relaxed),
            lifetime: lifetime.clone(),
            queue: WaitQueue::living_for(lifetime),
            waiter: Waiter::new(),
        }
    }

    /// Has `take` look at what was read, which is empty at the end of the input.
    fn poll_take<R>(
        &mut self,
        cx: &mut Context<'_>,
        mut take: impl FnMut(&[u8]) -> (usize, R),
    ) -> Poll<io::Result<R>> {
        let Self {
            id,
            lifetime,
            queue,
            waiter,
        } = self;
        queue.poll(cx, waiter, |cx| {
            lifetime.check()?;
            INPUT.poll_take(*id, cx, &mut take)
        })
    }
}

/// Tells handles apart.
static NEXT_ID: AtomicU64 = AtomicU64::new(0);

/// What the process knows of its input.
static INPUT: Input = Input {
    state: Mutex::new(State {
        is_started: false,
        is_wanted: false,
        bytes: Vec::new(),
        taken: 0,
        outcome: None,
        waiting: Vec::new(),
    }),
    wanted: Condvar::new(),
};

struct Input {
    state: Mutex<State>,
    wanted: Condvar,
}

struct State {
    /// The thread runs.
    is_started: bool,
    /// The thread is to read, or reads.
    is_wanted: bool,
    bytes: Vec<u8>,
    /// How many of `bytes` are taken.
    taken: usize,
    /// The end of the input, or an error, which the next who asks is told.
    outcome: Option<io::Result<()>>,
    /// The handles that wait.
    waiting: Vec<(u64, Waker)>,
}

impl Input {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn poll_take<R>(
        &'static self,
        id: u64,
        cx: &Context<'_>,
        take: &mut impl FnMut(&[u8]) -> (usize, R),
    ) -> Poll<io::Result<R>> {
        // Wakers are cloned and dropped outside of the lock.
        let waker = cx.waker().clone();
        let mut state = self.state();
        let unread = &state.bytes[state.taken..];
        if !unread.is_empty() {
            let (count, result) = take(unread);
            state.taken += count;
            drop(state);
            return Poll::Ready(Ok(result));
        }
        if let Some(outcome) = state.outcome.take() {
            drop(state);
            return Poll::Ready(outcome.map(|()| take(&[]).1));
        }
        if !state.is_started {
            thread::Builder::new()
                .name("anyrt-stdin".to_owned())
                .spawn(move || self.run())?;
            state.is_started = true;
        }
        state.is_wanted = true;
        // The waker is that of the handle's queue, the same one at every poll.
        if !state.waiting.iter().any(|(waiting, _)| *waiting == id) {
            state.waiting.push((id, waker));
        }
        drop(state);
        self.wanted.notify_one();
        Poll::Pending
    }

    fn run(&self) {
        loop {
            let mut state = self.state();
            while !state.is_wanted {
                state = self
                    .wanted
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner);
            }
            let mut bytes = mem::take(&mut state.bytes);
            state.taken = 0;
            drop(state);
            bytes.resize(SIZE, 0);
            let read = read_once(&mut bytes);
            bytes.truncate(*read.as_ref().unwrap_or(&0));
            let mut state = self.state();
            state.is_wanted = false;
            state.bytes = bytes;
            state.outcome = match read {
                Ok(0) => Some(Ok(())),
                Ok(_) => None,
                Err(error) => Some(Err(error)),
            };
            let waiting = mem::take(&mut state.waiting);
            drop(state);
            for (_, waker) in waiting {
                quietly(|| waker.wake());
            }
        }
    }
}

fn read_once(bytes: &mut [u8]) -> io::Result<usize> {
    loop {
        match io::stdin().lock().read(bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

impl AsyncRead for Stdin {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        if buf.is_empty() {
            return Poll::Ready(Ok(0));
        }
        self.get_mut().poll_take(cx, |unread| {
            let count = unread.len().min(buf.len());
            buf[..count].copy_from_slice(&unread[..count]);
            (count, count)
        })
    }
}

impl ByteRead for Stdin {
    fn poll_read_uninit(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        cursor: &mut ReadCursor<'_>,
    ) -> Poll<io::Result<()>> {
        if cursor.remaining() == 0 {
            return Poll::Ready(Ok(()));
        }
        self.get_mut().poll_take(cx, |unread| {
            let count = unread.len().min(cursor.remaining());
            cursor.put_slice(&unread[..count]);
            (count, ())
        })
    }
}

impl Drop for Stdin {
    fn drop(&mut self) {
        let mut state = INPUT.state();
        let place = state.waiting.iter().position(|(id, _)| *id == self.id);
        let waiting = place.map(|place| state.waiting.swap_remove(place));
        drop(state);
        drop(waiting);
    }
}

impl fmt::Debug for Stdin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stdin").finish_non_exhaustive()
    }
}

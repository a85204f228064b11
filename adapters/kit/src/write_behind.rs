//! Writing in the background what was accepted in the foreground.
//!
//! A writer puts bytes into a buffer and goes on; a closure on the pool takes the buffer, writes it, and
//! looks for more, so that however small the writes are, those that come while one is under way go out
//! together. There is one closure at a time at most, which keeps the order.
//!
//! What is accepted is written: if the pool drops the closure, because the runtime ends, its destructor
//! does the work where it is dropped. An error stays: bytes accepted after it have no place to go.

use std::{
    io::{self, IoSlice},
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use anyrt_traits::task::JoinHandle;

use crate::{
    pool::Pool,
    task::{ForeignWaker, quietly},
};

/// How many bytes wait at most while as many are being written.
const CAPACITY: usize = 1024 * 1024;

/// Where the bytes go.
pub(crate) trait Target: Send + Sync + 'static {
    /// Takes `rewind` bytes of the position back, and writes all of `bytes`.
    fn write(&self, rewind: u64, bytes: &[u8]) -> io::Result<()>;
}

/// The foreground's end.
pub(crate) struct WriteBehind<T: Target> {
    shared: Arc<Shared<T>>,
    foreign: ForeignWaker,
    /// Nothing was accepted since it was found that all is written.
    is_clean: bool,
}

struct Shared<T: Target> {
    target: T,
    queue: Mutex<Queue>,
}

#[derive(Default)]
struct Queue {
    accepted: Vec<u8>,
    /// How far the position is to be taken back before the next byte is written.
    rewind: u64,
    /// The memory of the bytes written last.
    spare: Vec<u8>,
    /// A closure is on its way or at work.
    is_writing: bool,
    fault: Option<Fault>,
    waker: Option<Waker>,
}

impl Queue {
    fn check(&self) -> io::Result<()> {
        self.fault
            .as_ref()
            .map_or(Ok(()), |fault| Err(fault.tell()))
    }
}

impl<T: Target> WriteBehind<T> {
    pub(crate) fn new(target: T) -> Self {
        Self {
            shared: Arc::new(Shared {
                target,
                queue: Mutex::new(Queue::default()),
            }),
            foreign: ForeignWaker::new(),
            is_clean: true,
        }
    }

    pub(crate) fn target(&self) -> &T {
        &self.shared.target
    }

    /// Accepts as many bytes of `bufs` as there is room for; those are written after the position was
    /// taken back by `rewind`.
    pub(crate) fn poll_accept<P: Pool>(
        &mut self,
        pool: &P,
        cx: &Context<'_>,
        rewind: u64,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        pool.lifetime().check()?;
        let accept = |queue: &mut Queue| {
            let before = queue.accepted.len();
            if before >= CAPACITY {
                return None;
            }
            queue.rewind += rewind;
            for buf in bufs {
                let room = CAPACITY - queue.accepted.len();
                queue
                    .accepted
                    .extend_from_slice(&buf[..room.min(buf.len())]);
            }
            let begins = !mem::replace(&mut queue.is_writing, true);
            Some((queue.accepted.len() - before, begins))
        };
        let polled = self.poll_queue(pool, cx, accept);
        polled.map_ok(|(accepted, begins)| {
            self.is_clean = false;
            if begins {
                let job = Job {
                    shared: Some(self.shared.clone()),
                };
                pool.spawn_blocking(move || job.run()).detach();
            }
            accepted
        })
    }

    /// Waits until what was accepted is written.
    pub(crate) fn poll_written<P: Pool>(
        &mut self,
        pool: &P,
        cx: &Context<'_>,
    ) -> Poll<io::Result<()>> {
        if self.is_clean {
            return Poll::Ready(self.shared.queue().check());
        }
        pool.lifetime().check()?;
        let polled = self.poll_queue(pool, cx, |queue| (!queue.is_writing).then_some(()));
        self.is_clean = polled.is_ready();
        polled
    }

    /// Waits until `ready` finds what it looks for, or there is a fault.
    fn poll_queue<P: Pool, R>(
        &mut self,
        pool: &P,
        cx: &Context<'_>,
        mut ready: impl FnMut(&mut Queue) -> Option<R>,
    ) -> Poll<io::Result<R>> {
        {
            let mut queue = self.shared.queue();
            queue.check()?;
            if let Some(result) = ready(&mut queue) {
                return Poll::Ready(Ok(result));
            }
        }
        // Wakers are cloned and dropped outside of the lock.
        let mut waker = Some(self.foreign.guard(pool.lifetime(), cx.waker()).clone());
        pool.lifetime().check()?;
        let mut queue = self.shared.queue();
        queue.check()?;
        if let Some(result) = ready(&mut queue) {
            return Poll::Ready(Ok(result));
        }
        mem::swap(&mut queue.waker, &mut waker);
        drop(queue);
        drop(waker);
        Poll::Pending
    }

    /// Makes `error` what every later operation tells.
    pub(crate) fn fail(&self, error: &io::Error) {
        self.shared.fail(error);
    }
}

impl<T: Target> Drop for WriteBehind<T> {
    fn drop(&mut self) {
        let waker = self.shared.queue().waker.take();
        drop(waker);
    }
}

impl<T: Target> Shared<T> {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fail(&self, error: &io::Error) {
        let mut queue = self.queue();
        if queue.fault.is_none() {
            queue.fault = Some(Fault::of(error));
        }
    }

    /// Writes until there is nothing left.
    fn write_all(&self) {
        loop {
            let mut queue = self.queue();
            if queue.fault.is_some() {
                // There is no place for them, and whoever asks is told so.
                queue.accepted = Vec::new();
            }
            if queue.accepted.is_empty() {
                queue.is_writing = false;
                let waker = queue.waker.take();
                drop(queue);
                wake(waker);
                return;
            }
            let spare = mem::take(&mut queue.spare);
            let mut batch = mem::replace(&mut queue.accepted, spare);
            let rewind = mem::take(&mut queue.rewind);
            let waker = queue.waker.take();
            drop(queue);
            wake(waker);
            let result = self.target.write(rewind, &batch);
            batch.clear();
            let mut queue = self.queue();
            queue.spare = batch;
            if let Err(error) = &result
                && queue.fault.is_none()
            {
                queue.fault = Some(Fault::of(error));
            }
        }
    }
}

fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        quietly(|| waker.wake());
    }
}

/// The closure on the pool.
struct Job<T: Target> {
    shared: Option<Arc<Shared<T>>>,
}

impl<T: Target> Job<T> {
    fn run(mut self) {
        self.write();
    }

    fn write(&mut self) {
        if let Some(shared) = self.shared.take() {
            shared.write_all();
        }
    }
}

impl<T: Target> Drop for Job<T> {
    fn drop(&mut self) {
        self.write();
    }
}

/// An error that is told any number of times.
struct Fault {
    kind: io::ErrorKind,
    code: Option<i32>,
    message: String,
}

impl Fault {
    fn of(error: &io::Error) -> Self {
        Self {
            kind: error.kind(),
            code: error.raw_os_error(),
            message: error.to_string(),
        }
    }

    fn tell(&self) -> io::Error {
        match self.code {
            Some(code) => io::Error::from_raw_os_error(code),
            None => io::Error::new(self.kind, self.message.clone()),
        }
    }
}

//! What the server says, whoever polls it.

use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyrt::prelude::*;
use futures_util::io::{AsyncReadExt, AsyncWriteExt};

/// How long a line may be.
const LONGEST: usize = 64 * 1024;

/// The line that asks for the work which blocks.
pub(crate) const WORK: &[u8] = b"work\n";

/// Where the work is done that blocks its thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the task itself, as a beginner's program does it.
    InTask,
    /// On a thread for such work, by `spawn_blocking`.
    Elsewhere,
}

/// Sends every line back, and does the work before that if the line asks for it.
pub(crate) struct Service {
    work: Arc<dyn Fn() + Send + Sync>,
    place: Place,
    polls: AtomicU64,
    reads: AtomicU64,
}

impl Service {
    /// Makes a service whose work is `work`.
    pub(crate) fn new(place: Place, work: impl Fn() + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self {
            work: Arc::new(work),
            place,
            polls: AtomicU64::new(0),
            reads: AtomicU64::new(0),
        })
    }

    /// Returns how often connections were polled, and how often one had something to read.
    pub(crate) fn counts(&self) -> (u64, u64) {
        let polls = self.polls.load(Ordering::Relaxed);
        (polls, self.reads.load(Ordering::Relaxed))
    }
}

/// Serves one client to its end, and counts the polls that it takes.
///
/// A connection that breaks ends like one that is closed.
///
/// # Cancel safety
///
/// Cancel safe: the connection is closed. Work that has begun elsewhere runs on.
pub(crate) async fn converse<R: Runtime>(rt: R, stream: R::TcpStream, service: Arc<Service>) {
    let mut talk = pin!(talk(rt, stream, &service));
    let ended = poll_fn(|cx| {
        service.polls.fetch_add(1, Ordering::Relaxed);
        talk.as_mut().poll(cx)
    });
    // Whatever the reason, this client is gone, and it is nobody else's concern.
    ended.await.ok();
}

async fn talk<R: Runtime>(rt: R, mut stream: R::TcpStream, service: &Service) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut unanswered = Vec::new();
    let mut bytes = [0; 512];
    loop {
        let count = stream.read(&mut bytes).await?;
        service.reads.fetch_add(1, Ordering::Relaxed);
        if count == 0 {
            return stream.close().await;
        }
        unanswered.extend_from_slice(&bytes[..count]);
        while let Some(end) = unanswered.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = unanswered.drain(..=end).collect();
            if line == WORK {
                work(&rt, service).await;
            }
            stream.write_all(&line).await?;
        }
        if unanswered.len() > LONGEST {
            return Err(io::ErrorKind::InvalidData.into());
        }
    }
}

/// Does the work, in its place.
async fn work<R: Runtime>(rt: &R, service: &Service) {
    match service.place {
        Place::InTask => (service.work)(),
        Place::Elsewhere => {
            let work = Arc::clone(&service.work);
            // A panic of the work has been reported by then.
            rt.spawn_blocking(move || work()).await.ok();
        }
    }
}

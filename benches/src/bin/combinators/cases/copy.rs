use std::{hint::black_box, pin::pin};

use anyrt_combinators::io::copy_bytes;
use futures_util::{AsyncReadExt, AsyncWriteExt};

use crate::{
    operation::{Entrant, OURS, Operation, Work},
    reactor::Parent,
    streams::{Bytes, Store},
    target::Target,
};

fn run<F: Future>(kib: usize, make: impl Fn(usize) -> F + 'static) -> Option<Work> {
    let parent = Parent::default();
    Work::alone(kib, move || {
        let mut future = pin!(make(kib * 1024));
        let polled = parent.poll(|cx| future.as_mut().poll(cx));
        assert!(black_box(polled).is_ready(), "nothing waits");
    })
}

/// What everybody writes first: read up to 8 KiB, write all of it.
async fn by_hand(mut source: Bytes, mut target: Store) -> std::io::Result<u64> {
    let mut buf = vec![0; 8192];
    let mut total = 0;
    loop {
        let count = source.read(&mut buf).await?;
        if count == 0 {
            target.flush().await?;
            return Ok(total);
        }
        target.write_all(&buf[..count]).await?;
        total += count as u64;
    }
}

/// Bytes go from memory to memory.
pub(crate) fn bytes() -> Operation {
    Operation {
        name: "copy",
        what: "Bytes are copied from a reader to a writer, both in memory and always ready.",
        unit: "KiB",
        sizes_of: "KiB",
        sizes: &[64, 1024],
        entrants: vec![
            Entrant::new(OURS, "copy_bytes", |n| {
                run(n, |bytes| async move {
                    copy_bytes(Bytes(bytes), Store::default()).await.is_ok()
                })
            }),
            Entrant::new("futures-util", "copy", |n| {
                run(n, |bytes| async move {
                    futures_util::io::copy(Bytes(bytes), &mut Store::default()).await
                })
            }),
            Entrant::new("futures-lite", "copy", |n| {
                run(n, |bytes| async move {
                    futures_lite::io::copy(Bytes(bytes), Store::default()).await
                })
            }),
            Entrant::new("by hand", "loop", |n| {
                run(n, |bytes| by_hand(Bytes(bytes), Store::default()))
            }),
        ],
        target: Target::OfOne(1.03, "by hand"),
    }
}

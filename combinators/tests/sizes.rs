//! How large the futures and streams are, in bytes, around children of 16 bytes and the erased timer.
//!
//! `cargo xtask sizes` prints the table; one that grows beyond its bound fails here.

#![cfg(target_pointer_width = "64")]

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use anyrt_combinators::{
    concurrent::{Ordered, Unordered},
    forward::{Forward, TryForward, forward_async},
    future::{Join, JoinAll, Race, Select},
    futures_util::{Sink, Stream, stream::Empty},
    io::{CopyBidirectional, CopyBytes, FramedRead, FramedWrite, LineCodec},
    set::{FuturesOrdered, FuturesUnordered, StreamsUnordered},
    stream::{Merge, Zip},
    task::{AbortOnDrop, CancellationToken, Cancelled, RunUntilCancelled, TaskGroup},
    time::{
        ChunksTimeout, Debounce, IdleTimeout, Interval, Sample, Throttle, Tick, Timeout, retry,
    },
    wake_set::WakeSet,
    watch::{CountPolls, ReportSlowPolls, SlowPoll},
};
use anyrt_traits::{
    AnyRuntime,
    any::{AnyJoinHandle, AnySleep},
};

/// A future, stream and sink of 16 bytes.
struct Child([u64; 2]);

impl Future for Child {
    type Output = u64;

    fn poll(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<u64> {
        Poll::Ready(self.0[0])
    }
}

impl Stream for Child {
    type Item = u64;

    fn poll_next(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Option<u64>> {
        Poll::Ready(Some(self.0[1]))
    }
}

impl Sink<u64> for Child {
    type Error = ();

    fn poll_ready(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<(), ()>> {
        Poll::Ready(Ok(()))
    }

    fn start_send(self: Pin<&mut Self>, _item: u64) -> Result<(), ()> {
        Ok(())
    }

    fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<(), ()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<(), ()>> {
        Poll::Ready(Ok(()))
    }
}

/// A stream of children.
type Source = Empty<Child>;

/// The size of what a function returns, which is not called.
const fn returned<T, R>(_: &impl FnOnce(T) -> R) -> usize {
    size_of::<R>()
}

/// Rows of a name, the size, and the bound.
macro_rules! rows {
    ($($type:ty, $bound:expr;)*) => {
        vec![$((stringify!($type), size_of::<$type>(), $bound)),*]
    };
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "the table is what `cargo xtask sizes` is for"
)]
fn nothing_grows_without_notice() {
    let mut rows: Vec<(&str, usize, usize)> = rows! {
        WakeSet, 64;
        <(Child, Child) as Join>::Future, 128;
        <[Child; 8] as Join>::Future, 272;
        JoinAll<Child>, 96;
        <(Child, Child) as Race>::Future, 128;
        <(Child, Child) as Select>::Future, 128;
        <[Child; 8] as Merge>::Stream, 272;
        <(Child, Child) as Zip>::Stream, 168;
        FuturesUnordered<Child>, 128;
        FuturesOrdered<Child>, 192;
        StreamsUnordered<Child>, 128;
        Unordered<Source>, 176;
        Ordered<Source>, 240;
        Forward<Child, Child>, 56;
        TryForward<Child, Child>, 56;
        Timeout<Child, AnySleep>, 32;
        Interval<AnyRuntime>, 56;
        Tick<'_, AnyRuntime>, 8;
        Throttle<Child, AnyRuntime>, 72;
        Debounce<Child, AnyRuntime>, 80;
        Sample<Child, AnyRuntime>, 104;
        ChunksTimeout<Child, AnyRuntime>, 96;
        IdleTimeout<Child, AnyRuntime>, 72;
        CancellationToken, 8;
        Cancelled<'_>, 24;
        RunUntilCancelled<'_, Child>, 40;
        AbortOnDrop<u64, AnyJoinHandle<u64>>, 16;
        TaskGroup<AnyRuntime, u64>, 192;
        CopyBytes<Child, Child>, 104;
        CopyBidirectional<AnyRuntime, Child, Child>, 272;
        FramedRead<Child, LineCodec>, 80;
        FramedWrite<Child, LineCodec>, 72;
        CountPolls<Child>, 56;
        ReportSlowPolls<Child, fn(&SlowPoll)>, 72;
    };
    // How a compiler lays out an `async fn` is its own affair, so these bounds have some room.
    let twin = returned(&|(stream, sink): (Child, Child)| forward_async(stream, sink));
    rows.push(("forward_async(Child, Child)", twin, 192));
    let again = returned(&|rt: &'static AnyRuntime| {
        retry(rt, anyrt_combinators::time::Backoff::new(), async || {
            Ok::<u64, u64>(1)
        })
    });
    rows.push(("retry(&AnyRuntime, ..)", again, 288));

    for (name, size, _) in &rows {
        println!("{size:>5}  {name}");
    }
    let grown: Vec<_> = rows
        .iter()
        .filter(|(_, size, bound)| size > bound)
        .collect();
    assert!(grown.is_empty(), "larger than their bounds: {grown:?}");
}

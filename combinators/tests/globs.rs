//! Everything public, everything of `futures-util` and what std has of the kind, all by globs: every
//! function and method of ours can be called without saying whose it is.

#![expect(
    unused_imports,
    unused_qualifications,
    reason = "that globs do not get into each other's way is what is tested"
)]

use std::{future::*, io::prelude::*, num::NonZeroUsize, pin::*, task::*, thread::*, time::*, *};

use anyrt_combinators::{concurrent::*, forward::*, io::*, task::*, time::*, watch::*, *};
use anyrt_traits::{io::*, random::*, task::*, time::*};
use futures_util::{future::*, io::*, never::*, sink::*, stream::*, task::*, *};

const ONE: NonZeroUsize = NonZeroUsize::new(1).expect("it is not zero");

/// Calls everything; that it compiles is the test.
#[expect(dead_code, reason = "what it calls is checked by the compiler")]
async fn calls<R>(rt: R, mut wire: impl AsyncRead + AsyncWrite + Unpin)
where
    R: Timer<Sleep: Unpin> + Random + anyrt_traits::task::Spawn + Clone,
{
    let second = Duration::from_secs(1);
    let items = || futures_util::stream::iter([1_u8]);

    let moved = forward(items(), futures_util::sink::drain())
        .budget(ONE)
        .close_at_end();
    moved.await.ok();
    forward_async(items(), futures_util::sink::drain())
        .await
        .ok();
    let fallible = futures_util::stream::iter([Ok::<u8, u8>(1)]);
    try_forward(fallible, futures_util::sink::drain())
        .budget(ONE)
        .await
        .ok();

    let futures = || futures_util::stream::iter([std::future::ready(1)]);
    let each = unordered(futures(), ONE).for_each(async |_: u8| {});
    each.await;
    let each = ordered(futures(), ONE).try_for_each(async |_: u8| Ok::<(), u8>(()));
    each.await.ok();
    let mut outputs = pin!(unordered_tasks(rt.clone(), futures(), ONE));
    outputs.as_mut().progress_while(async {}).await;
    let _: usize = outputs.len();
    let sum = ordered_tasks(rt.clone(), futures(), ONE).fold(0, async |sum, _| sum);
    let _: u8 = sum.await;

    timeout(&rt, second, async {}).await.ok();
    timeout_at(&rt, rt.now(), async {}).await.ok();
    let ticks = interval(rt.clone(), second).map(|ticks| ticks.with_missed_tick(MissedTick::Skip));
    if let Ok(mut ticks) = ticks {
        ticks.tick().await;
        ticks.restart();
        let _: Duration = ticks.period();
    }
    interval_at(rt.clone(), rt.now(), second).ok();
    items().throttle(rt.clone(), second).next().await;
    items().debounce(rt.clone(), second).next().await;
    items().sample(rt.clone(), second).next().await;
    items().chunks_timeout(rt.clone(), ONE, second).next().await;
    items().idle_timeout(rt.clone(), second).next().await;
    retry(&rt, Backoff::new(), async || Ok::<u8, u8>(1))
        .await
        .ok();
    retry_if(&rt, Backoff::new(), async || Ok::<u8, u8>(1), |_| true)
        .await
        .ok();

    let token = CancellationToken::new();
    token.child_token().cancel();
    token.run_until_cancelled(async {}).await;
    let token = token.cancel_on_drop().into_inner();
    token.cancelled().await;
    let mut group: TaskGroup<R, u8> = TaskGroup::new_under(rt.clone(), &token);
    group.spawn(async { Ok(()) });
    group.cancel();
    group.join().await.ok();
    AbortOnDrop::new(rt.spawn(async {})).await.ok();

    copy_bytes(&mut wire, Vec::new())
        .buffer_size(ONE)
        .close_at_end()
        .await
        .ok();
    let other = futures_util::io::Cursor::new(Vec::new());
    let both = copy_bidirectional(rt.clone(), &mut wire, other)
        .idle_timeout(second)
        .grace(second);
    both.buffer_sizes(ONE, ONE).await.ok();
    FramedRead::new(&mut wire, LineCodec::new(9)).next().await;
    FramedWrite::new(&mut wire, LineCodec::new(9))
        .high_water(ONE)
        .send("a")
        .await
        .ok();

    report_slow_polls(async {}, |_| ())
        .named("it")
        .threshold(second)
        .await;
    let (future, counts) = count_polls(async {});
    assert_future_size!(future, 1000);
    future.await;
    let _: u64 = counts.polls() + counts.wakes() + counts.spurious_polls();
}

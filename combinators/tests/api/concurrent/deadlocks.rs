//! The ways to hang or starve that `buffered` and `buffer_unordered` are known for. Each is shown to be one
//! there first.

use std::future::{Future, ready};

use anyrt_combinators::{
    concurrent,
    futures_util::{FutureExt, Stream, StreamExt, stream},
    time::{Elapsed, timeout},
};
use anyrt_traits::{task::yield_now, time::Timer};
use futures_channel::oneshot;

use super::{
    baton::Baton,
    run::{bound, run},
};
use crate::{
    by_hand::{Clock, ms},
    poller::Poller,
};

/// Futures that hold the baton for a while, one after the other.
fn holders(baton: &Baton) -> impl Stream<Item: Future<Output = usize>> {
    stream::iter(0..6).map(move |index| {
        let baton = baton.clone();
        async move {
            let held = baton.take().await;
            yield_now().await;
            drop(held);
            index
        }
    })
}

async fn hold(baton: &Baton) {
    let held = baton.take().await;
    yield_now().await;
    drop(held);
}

#[test]
fn futures_and_body_share_a_semaphore() {
    let baton = Baton::default();
    let theirs = holders(&baton)
        .buffer_unordered(2)
        .for_each(|_| hold(&baton));
    assert_eq!(run(theirs), None, "the fault is gone");

    let baton = Baton::default();
    let ours = concurrent::unordered(holders(&baton), bound(2)).for_each(|_| hold(&baton));
    assert_eq!(run(ours), Some(()));

    let baton = Baton::default();
    let ours = concurrent::ordered(holders(&baton), bound(2)).fold(0, async |sum, index| {
        hold(&baton).await;
        sum + index
    });
    assert_eq!(run(ours), Some(15));
}

#[test]
fn between_the_items_of_a_bare_stream_progress_is_made_if_asked_for() {
    let baton = Baton::default();
    let bare = async {
        let mut outputs = Box::pin(concurrent::unordered(holders(&baton), bound(2)));
        while outputs.next().await.is_some() {
            hold(&baton).await;
        }
    };
    assert_eq!(run(bare), None, "a bare stream cannot make progress");

    let baton = Baton::default();
    let asked = async {
        let mut outputs = Box::pin(concurrent::unordered(holders(&baton), bound(2)));
        while outputs.next().await.is_some() {
            outputs.as_mut().progress_while(hold(&baton)).await;
        }
    };
    assert_eq!(run(asked), Some(()));
}

/// A future that is done at once, and one that gives what the body of the first waits for.
fn giver(send: oneshot::Sender<u8>) -> impl Stream<Item: Future<Output = usize>> {
    let give = async {
        yield_now().await;
        send.send(7).expect("it is waited for");
        1
    };
    stream::iter([ready(0).left_future(), give.right_future()])
}

async fn receive(from: &mut Option<oneshot::Receiver<u8>>) {
    if let Some(receiver) = from.take() {
        assert_eq!(receiver.await, Ok(7));
    }
}

#[test]
fn a_body_waits_for_what_a_buffered_future_gives() {
    let (send, receiver) = oneshot::channel();
    let theirs = async {
        let mut outputs = Box::pin(giver(send).buffered(2));
        let mut receiver = Some(receiver);
        while outputs.next().await.is_some() {
            receive(&mut receiver).await;
        }
    };
    assert_eq!(run(theirs), None, "the fault is gone");

    let (send, receiver) = oneshot::channel();
    let mut receiver = Some(receiver);
    let ours = concurrent::ordered(giver(send), bound(2)).for_each(|_| {
        let mut receiver = receiver.take();
        async move { receive(&mut receiver).await }
    });
    assert_eq!(run(ours), Some(()));

    let (send, receiver) = oneshot::channel();
    let mut receiver = Some(receiver);
    let ours = concurrent::unordered(giver(send), bound(2)).for_each(|_| {
        let mut receiver = receiver.take();
        async move { receive(&mut receiver).await }
    });
    assert_eq!(run(ours), Some(()));
}

/// Requests of two round trips of 4 ms, for which there are 10 ms.
fn requests(clock: &Clock) -> impl Stream<Item: Future<Output = Result<(), Elapsed>>> {
    stream::iter(0..4).map(move |_| {
        let exchange = async {
            clock.sleep(ms(4)).await;
            clock.sleep(ms(4)).await;
        };
        timeout(clock, ms(10), exchange)
    })
}

/// Runs a future while the clock goes on by a millisecond at each poll.
fn run_on_clock<F: Future>(clock: &Clock, future: F) -> F::Output {
    let mut future = Box::pin(future);
    let mut poller = Poller::new();
    for _ in 0..1000 {
        if let std::task::Poll::Ready(output) = poller.poll(future.as_mut()) {
            return output;
        }
        clock.advance(ms(1));
    }
    panic!("it takes more than a second");
}

#[test]
fn buffered_requests_do_not_time_out_because_a_body_is_slow() {
    let clock = Clock::new();
    let slow = async |failures, result: Result<(), Elapsed>| {
        clock.sleep(ms(50)).await;
        failures + usize::from(result.is_err())
    };
    let theirs = requests(&clock).buffered(2).fold(0, slow);
    assert!(run_on_clock(&clock, theirs) > 0, "the fault is gone");

    let ours = concurrent::ordered(requests(&clock), bound(2)).fold(0, slow);
    assert_eq!(run_on_clock(&clock, ours), 0);
    let ours = concurrent::unordered(requests(&clock), bound(2)).fold(0, slow);
    assert_eq!(run_on_clock(&clock, ours), 0);
}

//! M6: a timeout polls the inner future first, so that a ready one beats an elapsed deadline.

use std::{
    future::{pending, poll_fn, ready},
    io::Write,
    pin::{Pin, pin},
    task::Poll,
    thread,
    time::{Duration, Instant},
};

use anyrt_combinators::time::{timeout, timeout_at};
use anyrt_traits::{io::AsyncRead, time::Timer};

use super::flavour::{Owner, spawn};
use crate::harness::{Counter, Event, expect_ready, is_pending, limit, poll, tcp_with_peer};

const SHORT: Duration = Duration::from_millis(4);
const LONG: Duration = Duration::from_secs(100_000);

pub fn a_ready_future_beats_an_elapsed_deadline<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let past = rt.now();
        rt.sleep(Duration::from_millis(1)).await;
        for _ in 0..100 {
            assert!(timeout_at(&rt, past, ready(())).await.is_ok());
            assert!(timeout(&rt, Duration::ZERO, ready(())).await.is_ok());
        }
    });
}

pub fn a_future_that_became_ready_beats_a_deadline_that_came_first<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let event = Event::new();
        let deadline = rt.now() + LONG;
        let mut future = pin!(timeout_at(&rt, deadline, event.wait()));
        assert!(is_pending(future.as_mut(), &Counter::new()));
        event.set();
        assert!(future.await.is_ok());

        let event = Event::new();
        let deadline = rt.now() + SHORT;
        let mut future = pin!(timeout_at(&rt, deadline, event.wait()));
        if poll(future.as_mut(), &Counter::new()).is_pending() {
            rt.sleep_until(deadline + SHORT).await;
            event.set();
            assert!(future.await.is_ok(), "it was ready when it was polled");
        }
    });
}

pub fn a_future_that_is_not_ready_gets_one_poll_when_no_time_is_left<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut polls = 0;
        let counts = poll_fn(|_| {
            polls += 1;
            Poll::<()>::Pending
        });
        let over = poll(pin!(timeout(&rt, Duration::ZERO, counts)), &Counter::new());
        assert!(expect_ready(over, "a timeout of zero").is_err());
        assert_eq!(polls, 1);
    });
}

pub fn the_time_is_up_at_the_deadline_and_not_before<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let deadline = rt.now() + SHORT;
        assert!(timeout_at(&rt, deadline, pending::<()>()).await.is_err());
        assert!(rt.now() >= deadline);
        let start = rt.now();
        assert!(timeout(&rt, SHORT, pending::<()>()).await.is_err());
        assert!(rt.now() >= start + SHORT);
    });
}

pub fn the_longest_duration_never_ends<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let later = rt.sleep(SHORT);
        assert!(timeout(&rt, Duration::MAX, later).await.is_ok());
    });
}

pub fn the_waker_of_the_last_poll_is_woken_at_the_deadline<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut future = pin!(timeout(&rt, 5 * SHORT, pending::<()>()));
        let (first, last) = (Counter::new(), Counter::new());
        if is_pending(future.as_mut(), &first) && is_pending(future.as_mut(), &last) {
            last.woken().await;
        }
        assert!(expect_ready(poll(future, &last), "a timeout that woke").is_err());
    });
}

pub fn a_timeout_that_moves_to_a_task_ends_there<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut future = Box::pin(timeout(&rt, 5 * SHORT, pending::<()>()));
        let was_over = poll(future.as_mut(), &Counter::new()).is_ready();
        if !was_over {
            let over = spawn(&rt, future).await.expect("the task ends");
            assert!(over.is_err());
        }
    });
}

pub fn a_future_that_never_runs_out_of_work_does_not_outlast_the_deadline<O: Owner>(
    make: fn() -> O,
) {
    make().block_on(async |rt| {
        let (mut stream, mut peer) = tcp_with_peer(&rt).await;
        let writer = thread::spawn(move || while peer.write_all(&[7; 65536]).is_ok() {});
        let end = Instant::now() + limit() / 4;
        let busy = poll_fn(|cx| {
            if Instant::now() >= end {
                return Poll::Ready(());
            }
            for _ in 0..1000 {
                if Pin::new(&mut stream).poll_read(cx, &mut [0]).is_pending() {
                    return Poll::Pending;
                }
            }
            cx.waker().wake_by_ref();
            Poll::Pending
        });
        assert!(timeout(&rt, SHORT, busy).await.is_err());
        drop(stream);
        writer.join().expect("it does not panic");
    });
}

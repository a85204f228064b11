use std::{num::NonZeroUsize, pin::pin, task::Poll};

use anyrt_combinators::{
    futures_util::StreamExt,
    time::{Backoff, StreamTimeExt, interval, retry, timeout},
};
use anyrt_traits::time::Timer;

use crate::by_hand::{Clock, Counter, Script, ms, next, poll};

const THREE: NonZeroUsize = NonZeroUsize::new(3).expect("it is not zero");

/// A stream that pends here and there.
fn script() -> Script<u32> {
    let steps = (0..20).flat_map(|n| {
        let pause = (n % 3 == 0).then_some(Poll::Pending);
        pause.into_iter().chain([Poll::Ready(n)])
    });
    Script::new(steps)
}

/// Drops a stream after each number of polls: no sleep and no waker stays behind, and the items that it gave,
/// and those that the stream below still has, follow each other, but for at most so many in between.
macro_rules! sweep {
    ($name:ident, $held:expr, |$stream:ident, $clock:ident| $make:expr) => {
        #[test]
        fn $name() {
            for polls in 0.. {
                let (mut script, $clock, counter) = (script(), Clock::new(), Counter::new());
                let mut given = Vec::new();
                let mut is_over = false;
                {
                    let $stream = &mut script;
                    let mut paced = $make;
                    for _ in 0..polls {
                        match next(&mut paced, &counter) {
                            Poll::Ready(Some(items)) => given.extend(items),
                            Poll::Ready(None) => is_over = true,
                            Poll::Pending => $clock.advance(ms(4)),
                        }
                    }
                }
                assert_eq!($clock.waiting(), 0, "after {polls} polls");
                let rest = script.rest();
                drop(script);
                assert_eq!(counter.kept(), 0, "after {polls} polls");
                let first = u32::try_from(20 - rest.len()).expect("a small number");
                assert_eq!(rest, Vec::from_iter(first..20));
                let seen = u32::try_from(given.len()).expect("a small number");
                assert_eq!(given, Vec::from_iter(0..seen), "after {polls} polls");
                assert!(first - seen <= $held, "after {polls} polls");
                if is_over {
                    assert_eq!(given.len(), 20);
                    assert!(polls > 7, "the script has that many pauses");
                    return;
                }
            }
        }
    };
}

sweep!(
    a_throttle_dropped_after_any_poll_has_lost_nothing,
    0,
    |stream, clock| { stream.throttle(clock.clone(), ms(10)).map(Some) }
);
sweep!(
    an_idle_timeout_dropped_after_any_poll_has_lost_nothing,
    0,
    |stream, clock| { stream.idle_timeout(clock.clone(), ms(3)).map(Result::ok) }
);
sweep!(
    chunks_dropped_after_any_poll_have_lost_one_chunk_at_most,
    2,
    |stream, clock| { stream.chunks_timeout(clock.clone(), THREE, ms(10)) }
);

/// Polls what `make` gives so many times, the time going on in between, and drops it: no sleep and no waker
/// stays behind. Tells whether it was over before.
fn dropped_after<F: Future>(polls: usize, clock: &Clock, make: impl FnOnce() -> F) -> bool {
    let counter = Counter::new();
    let is_over = {
        let mut future = pin!(make());
        (0..polls).any(|_| {
            let is_over = poll(future.as_mut(), &counter).is_ready();
            clock.advance(ms(4));
            is_over
        })
    };
    assert_eq!(clock.waiting(), 0, "after {polls} polls");
    assert_eq!(counter.kept(), 0, "after {polls} polls");
    is_over
}

#[test]
fn a_timeout_dropped_after_any_poll_leaves_nothing_behind() {
    for (inner, expected) in [(10, true), (1000, false)] {
        let mut polls = 0;
        loop {
            let (clock, mut ended) = (Clock::new(), None);
            let limited = async {
                let inner = clock.sleep(ms(inner));
                ended = Some(timeout(&clock, ms(30), inner).await.is_ok());
            };
            if dropped_after(polls, &clock, || limited) {
                assert_eq!(ended, Some(expected));
                assert!(polls > 2, "it waits");
                break;
            }
            assert_eq!(ended, None);
            polls += 1;
        }
    }
}

#[test]
fn a_retry_dropped_after_any_poll_leaves_nothing_behind_and_has_tried_as_often_as_it_could() {
    let mut polls = 0;
    loop {
        let (clock, mut tries, mut polled) = (Clock::new(), 0, 0);
        let again = async {
            let attempt = async || {
                tries += 1;
                clock.sleep(ms(2)).await;
                polled += 1;
                if tries < 4 { Err(()) } else { Ok(()) }
            };
            retry(&clock, Backoff::new(), attempt).await
        };
        let is_over = dropped_after(polls, &clock, || again);
        assert!(tries - polled <= 1, "one at a time");
        if is_over {
            assert_eq!((tries, polled), (4, 4));
            assert!(polls > 4, "each try waits");
            break;
        }
        polls += 1;
    }
}

#[test]
fn a_tick_dropped_after_any_poll_is_still_to_come() {
    for polls in 0..20_u32 {
        let clock = Clock::new();
        let mut ticks = interval(clock.clone(), ms(10)).expect("it is not zero");
        let mut seen = 0;
        for _ in 0..polls {
            // A future of its own for each poll, dropped at once.
            let counter = Counter::new();
            seen += u64::from(poll(pin!(ticks.tick()), &counter).is_ready());
            clock.advance(ms(4));
        }
        // One at the start, and one for each ten milliseconds that were over at the last poll.
        let last = ms(4) * polls.saturating_sub(1);
        let expected = if polls == 0 {
            0
        } else {
            1 + last.as_millis() / 10
        };
        assert_eq!(u128::from(seen), expected, "after {polls} polls");
        drop(ticks);
        assert_eq!(clock.waiting(), 0);
    }
}

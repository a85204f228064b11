use std::{num::NonZeroUsize, task::Poll};

use anyrt_combinators::{futures_util::StreamExt, time::StreamTimeExt};

use crate::by_hand::{Clock, Counter, Script, ms, next};

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

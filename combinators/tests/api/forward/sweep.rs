use std::{pin::pin, task::Poll};

use anyrt_combinators::forward::{forward, forward_async};

use crate::by_hand::{Counter, Recorder, Script, is_pending};

/// A stream and a sink that both pend, at different places.
fn halves() -> (Script<u32>, Recorder<u32>) {
    let steps = (0..20).flat_map(|n| {
        let pause = (n % 3 == 0).then_some(Poll::Pending);
        pause.into_iter().chain([Poll::Ready(n)])
    });
    let mut sink = Recorder::new();
    let pauses = (0..24).map(|n| match n % 4 {
        1 => Poll::Pending,
        _ => Poll::Ready(Ok(())),
    });
    sink.ready.extend(pauses);
    sink.flush
        .extend([Poll::Pending, Poll::Ready(Ok(())), Poll::Pending]);
    (Script::new(steps), sink)
}

/// Drops the forward after each number of polls and looks for every item.
macro_rules! sweep {
    ($name:ident, $forward:ident) => {
        #[test]
        fn $name() {
            for polls in 0.. {
                let (mut stream, mut sink) = halves();
                let counter = Counter::new();
                let mut is_over = false;
                {
                    let mut future = pin!($forward(&mut stream, &mut sink));
                    for _ in 0..polls {
                        is_over = !is_pending(future.as_mut(), &counter);
                        if is_over {
                            break;
                        }
                    }
                }
                let everything: Vec<u32> =
                    sink.items.iter().copied().chain(stream.rest()).collect();
                assert_eq!(everything, Vec::from_iter(0..20), "after {polls} polls");
                if is_over {
                    assert_eq!(sink.items.len(), 20);
                    assert!(polls > 10, "the script has that many pauses");
                    return;
                }
            }
        }
    };
}

sweep!(a_forward_dropped_after_any_poll_has_lost_nothing, forward);
sweep!(
    a_twin_dropped_after_any_poll_has_lost_nothing,
    forward_async
);

//! `progress_while`.

use std::{future::ready, pin::pin, task::Poll};

use anyrt_combinators::{
    concurrent,
    futures_util::{StreamExt, stream},
};

use super::run::{bound, run};
use crate::{leaf::leaf, poller::Poller};

#[test]
fn the_futures_go_on_while_another_is_waited_for() {
    let (leaves, handles): (Vec<_>, Vec<_>) = (0..3).map(leaf).unzip();
    let mut outputs = pin!(concurrent::ordered(stream::iter(leaves), bound(2)));
    let (other, handle) = leaf('x');
    let mut poller = Poller::new();
    {
        let mut waiting = pin!(outputs.as_mut().progress_while(other));
        assert!(poller.poll(waiting.as_mut()).is_pending());
        handles[0].complete();
        handles[1].complete();
        assert!(poller.wakes() > 0);
        assert!(poller.poll(waiting.as_mut()).is_pending());
        handle.complete();
        assert!(poller.wakes() > 0);
        assert_eq!(poller.poll(waiting.as_mut()), Poll::Ready('x'));
        assert!(format!("{waiting:?}").starts_with("ProgressWhile"));
    }
    assert_eq!((handles[0].drops(), handles[1].drops()), (1, 1));
    assert_eq!((outputs.len(), handles[2].polls()), (2, 0));
    assert_eq!(poller.poll_next(outputs.as_mut()), Poll::Ready(Some(0)));
    assert_eq!(poller.poll_next(outputs.as_mut()), Poll::Ready(Some(1)));
    assert!(poller.poll_next(outputs.as_mut()).is_pending());
    handles[2].complete();
    assert_eq!(poller.poll_next(outputs.as_mut()), Poll::Ready(Some(2)));
    assert_eq!(poller.poll_next(outputs.as_mut()), Poll::Ready(None));
}

#[test]
fn nothing_is_lost_when_it_is_dropped_at_any_moment() {
    for polls in 0..6 {
        let (leaves, handles): (Vec<_>, Vec<_>) = (0..5).map(leaf).unzip();
        let mut outputs = pin!(concurrent::unordered(stream::iter(leaves), bound(2)));
        {
            let mut poller = Poller::new();
            let mut waiting = pin!(
                outputs
                    .as_mut()
                    .progress_while(std::future::pending::<()>())
            );
            for poll in 0..polls {
                if poll > 0 {
                    handles[poll - 1].complete();
                }
                assert!(poller.poll(waiting.as_mut()).is_pending());
            }
        }
        handles.iter().for_each(|handle| handle.complete());
        let mut seen = run(outputs.collect::<Vec<_>>()).expect("all are done");
        seen.sort_unstable();
        assert_eq!(seen, [0, 1, 2, 3, 4]);
    }
}

#[test]
fn a_future_that_is_ready_is_not_kept_waiting() {
    let (waiting, handle) = leaf(());
    let mut outputs = pin!(concurrent::ordered(stream::iter([waiting]), bound(1)));
    assert_eq!(run(outputs.as_mut().progress_while(ready(1))), Some(1));
    assert_eq!(handle.polls(), 0);
}

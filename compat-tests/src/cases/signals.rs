//! S1: every stream of a signal hears of it, also of what came before its first poll.

use std::{io::ErrorKind, pin::pin};

use anyrt_traits::signal::{Signal, SignalKind};
use futures_util::{FutureExt, StreamExt};
use rustix::process::{Signal as Number, getpid, kill_process};

use super::flavour::Owner;
use crate::harness::{Counter, is_pending};

fn raise(signal: Number) {
    kill_process(getpid(), signal).expect("it is our own process");
}

pub fn two_streams_of_a_signal_both_hear_of_it<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut one = rt.signal(SignalKind::User1).expect("registers");
        let mut two = rt.signal(SignalKind::User1).expect("registers");
        let mut other = rt.signal(SignalKind::User2).expect("registers");
        for _ in 0..3 {
            raise(Number::USR1);
            one.next().await.expect("arrives");
            two.next().await.expect("arrives");
        }
        assert!(other.next().now_or_never().is_none(), "nobody sent that");
    });
}

pub fn a_signal_before_the_first_poll_is_heard<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut stream = rt.signal(SignalKind::Hangup).expect("registers");
        raise(Number::HUP);
        stream.next().await.expect("arrives");
    });
}

pub fn a_signal_wakes_who_waits<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut stream = rt.signal(SignalKind::User1).expect("registers");
        let counter = Counter::new();
        {
            let mut next = pin!(stream.next());
            assert!(is_pending(next.as_mut(), &counter), "nobody sent it");
            raise(Number::USR1);
            next.await.expect("arrives");
        }
        raise(Number::USR1);
        stream.next().await.expect("arrives");
    });
}

pub fn a_dropped_stream_leaves_the_others<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let one = rt.signal(SignalKind::User1).expect("registers");
        let mut two = rt.signal(SignalKind::User1).expect("registers");
        drop(one);
        raise(Number::USR1);
        two.next().await.expect("arrives");
    });
}

pub fn ctrl_c_is_heard<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let mut stream = rt.ctrl_c().expect("registers");
        raise(Number::INT);
        stream.next().await.expect("arrives");
    });
}

pub fn signals_that_cannot_be_heard_of_are_refused<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        for number in [9, 11, 0, -1, 100_000] {
            let refused = rt.signal(SignalKind::Raw(number)).map(|_| ());
            assert_eq!(
                refused.map_err(|error| error.kind()),
                Err(ErrorKind::InvalidInput),
                "{number}"
            );
        }
    });
}

//! Which types are `Send`, `Sync` and `Unpin`: the lists are checked by the compiler.

use std::{cell::Cell, future::Ready, marker::PhantomPinned, rc::Rc, time::Instant};

use anyrt_combinators::{
    forward::{Forward, ForwardError, ForwardSide, TryForward},
    io::{
        BidirectionalError, BidirectionalReason, Copied, CopyBidirectional, CopyBytes, CopyError,
        Decoded, FramedRead, FramedWrite, LengthCodec, LengthError, LengthWidth, LineCodec,
        LineError,
    },
    task::{
        AbortOnDrop, CancelOnDrop, CancellationToken, Cancelled, RunUntilCancelled, TaskGroup,
        TaskGroupError,
    },
    time::{
        Backoff, ChunksTimeout, Debounce, Elapsed, IdleTimeout, Interval, Jitter, MissedTick,
        Sample, Throttle, Tick, Timeout, ZeroPeriod, retry, retry_if,
    },
    watch::{CountPolls, PollCounts, ReportSlowPolls, SlowPoll},
};
use anyrt_traits::{
    random::Random,
    time::{Sleep, Timer},
};

use crate::by_hand::{Clock, Handle, Recorder, Script, Tasks, Wire};

/// `Send` but not `Sync`.
type Unshared = Cell<u8>;
/// Neither.
type Local = Rc<u8>;

/// Checks that each type has all the traits.
macro_rules! assert_all {
    ($($type:ty),+ $(,)?; $($trait:ident)+) => {
        const _: () = {
            const fn check<T: ?Sized $(+ $trait)+>() {}
            $(check::<$type>();)+
        };
    };
}

/// Checks that the type has none of the traits: the call is ambiguous if it has one.
macro_rules! assert_none {
    ($type:ty; $($trait:ident)+) => {
        $(const _: () = {
            trait Ambiguous<A> {
                fn check() {}
            }
            struct Has;
            impl<T: ?Sized> Ambiguous<()> for T {}
            impl<T: ?Sized + $trait> Ambiguous<Has> for T {}
            let _: fn() = <$type as Ambiguous<_>>::check;
        };)+
    };
}

type Numbers = Script<u8>;
type Nap = <Clock as Timer>::Sleep;

assert_all!(
    Forward<Numbers, Recorder<u8>>, TryForward<Numbers, Recorder<u8>>,
    ForwardError<u8, u8, u8, u8>, ForwardSide<u8, u8>,
    Timeout<Ready<u8>, Nap>, Interval<Clock>, Tick<'static, Clock>,
    Throttle<Numbers, Clock>, Debounce<Numbers, Clock>, Sample<Numbers, Clock>,
    ChunksTimeout<Numbers, Clock>, IdleTimeout<Numbers, Clock>,
    Elapsed, ZeroPeriod, MissedTick, Backoff, Jitter,
    CancellationToken, CancelOnDrop, Cancelled<'static>, RunUntilCancelled<'static, Ready<u8>>,
    AbortOnDrop<u8, Handle<u8>>, TaskGroup<Tasks, u8>, TaskGroupError<u8>,
    CopyBytes<Wire, Wire>, CopyBidirectional<Clock, Wire, Wire>,
    CopyError, BidirectionalError, BidirectionalReason, Copied,
    FramedRead<Wire, LineCodec>, FramedWrite<Wire, LineCodec>, Decoded<u8>,
    LineCodec, LineError, LengthCodec, LengthError, LengthWidth,
    CountPolls<Ready<u8>>, PollCounts, ReportSlowPolls<Ready<u8>, fn(&SlowPoll)>, SlowPoll;
    Send Sync Unpin
);

// A handle to a task is `Sync` whatever its output is; a group keeps an error itself.
assert_all!(AbortOnDrop<Unshared, Handle<Unshared>>; Send Sync);
assert_all!(TaskGroup<Tasks, Unshared>; Send);
assert_none!(TaskGroup<Tasks, Unshared>; Sync);
assert_all!(Forward<PhantomPinned, PhantomPinned>; Unpin);

assert_none!(Forward<Local, Recorder<u8>>; Send Sync);
assert_none!(Timeout<Local, Nap>; Send Sync);
assert_none!(Timeout<PhantomPinned, Nap>; Unpin);
assert_none!(Throttle<Script<Local>, Clock>; Send Sync);
assert_none!(Debounce<Script<Unshared>, Clock>; Sync);
assert_none!(RunUntilCancelled<'static, PhantomPinned>; Unpin);
assert_none!(CopyBytes<PhantomPinned, Wire>; Unpin);
assert_none!(FramedRead<Local, LineCodec>; Send Sync);
assert_none!(CountPolls<Local>; Send Sync);
assert_none!(ReportSlowPolls<Ready<u8>, Local, fn() -> Instant>; Send Sync);

/// In generic code too, a retry moves between threads if what it tries does.
fn retries_are_send<R: Timer<Sleep: Sleep + Send> + Random + Sync>(rt: &R) -> impl Send + '_ {
    let again = retry(rt, Backoff::new(), async || Err::<u8, u8>(1));
    let perhaps = retry_if(rt, Backoff::new(), async || Err::<u8, u8>(1), |_: &u8| true);
    (again, perhaps)
}

#[test]
fn retries_and_joins_can_be_spawned() {
    fn assert_send<T: Send>(_: T) {}

    assert_send(retries_are_send(&Clock::new()));
    let mut group = TaskGroup::<Tasks, u8>::new(Tasks::default());
    assert_send(group.join());
}

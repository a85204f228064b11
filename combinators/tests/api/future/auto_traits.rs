//! Which types are `Send`, `Sync` and `Unpin`: the lists are checked by the compiler.

use std::{
    future::Ready,
    marker::PhantomPinned,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
};

use anyrt_combinators::{
    future::{
        AggregateError, Join, JoinAll, Race, RaceAll, RaceOk, Select, Select2, SelectAll,
        SelectWithRest, TryJoin, TryJoinAll,
    },
    futures_util::stream,
    set::{FullError, FuturesOrdered, FuturesUnordered, Key, StreamsUnordered},
    stream::{Chain, Merge, Zip},
    wake_set::WakeSet,
};

type Fine = Ready<u8>;
type FineResult = Ready<Result<u8, u8>>;
type Local = Ready<Rc<u8>>;

/// A future that is not `Unpin`.
struct Pinned {
    _pinned: PhantomPinned,
}

impl Future for Pinned {
    type Output = u8;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<u8> {
        Poll::Pending
    }
}

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
    ($($type:ty),+ $(,)?; $trait:ident) => {
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

type JoinOf<T> = <T as Join>::Future;
type RaceOf<T> = <T as Race>::Future;
type SelectOf<T> = <T as Select>::Future;
type MergeOf<T> = <T as Merge>::Stream;
type ZipOf<T> = <T as Zip>::Stream;
type ChainOf<T> = <T as Chain>::Stream;

assert_all! {
    WakeSet,
    JoinOf<(Fine, Fine)>, JoinOf<[Fine; 2]>, JoinAll<Fine>,
    <(FineResult, FineResult) as TryJoin>::Future, TryJoinAll<FineResult>,
    RaceOf<(Fine, Fine)>, RaceAll<Fine>,
    <[FineResult; 2] as RaceOk>::Future, AggregateError<Vec<u8>>,
    SelectOf<(Fine, Fine)>, SelectAll<Fine>, Select2<u8, u8>,
    <(Fine, Fine) as SelectWithRest>::Future,
    MergeOf<[stream::Empty<u8>; 2]>, ZipOf<[stream::Empty<u8>; 2]>, ChainOf<[stream::Empty<u8>; 2]>;
    Send Sync Unpin
}
assert_all! {
    FuturesUnordered<Fine>, FuturesOrdered<Fine>, StreamsUnordered<stream::Empty<u8>>, Key,
    FullError<u8>;
    Send Sync Unpin
}
// On the heap children do not move with the future.
assert_all! {
    JoinAll<Pinned>, RaceAll<Pinned>, SelectAll<Pinned>, FuturesUnordered<Pinned>,
    FuturesOrdered<Pinned>;
    Unpin
}
assert_none! { FuturesUnordered<Local>, FuturesOrdered<Local>; Send }
assert_none! { FuturesUnordered<Local>, FuturesOrdered<Local>; Sync }
assert_none! { JoinOf<(Fine, Pinned)>, JoinOf<[Pinned; 2]>, RaceOf<(Pinned, Fine)>, SelectOf<(Fine, Pinned)>; Unpin }
assert_none! { JoinOf<(Fine, Local)>, JoinAll<Local>, RaceAll<Local>, SelectOf<(Fine, Local)>; Send }
assert_none! { JoinOf<(Fine, Local)>, JoinAll<Local>, RaceAll<Local>, SelectOf<(Fine, Local)>; Sync }
assert_none! {
    MergeOf<[stream::Empty<Rc<u8>>; 2]>, ZipOf<[stream::Iter<std::vec::IntoIter<Rc<u8>>>; 2]>;
    Sync
}

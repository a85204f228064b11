//! Which types are `Send`, `Sync` and `Unpin`: the lists are checked by the compiler.

use std::{
    future::{Ready, ready},
    marker::PhantomPinned,
    rc::Rc,
};

use anyrt_combinators::{
    concurrent::{
        EachBody, FoldBody, ForEach, Ordered, ProgressWhile, SpawnEach, TryEachBody, Unordered,
        UnorderedTasks, unordered,
    },
    futures_util::stream::{Iter, iter},
    set::FuturesUnordered,
};

use super::run::bound;
use crate::by_hand::Tasks;

type Of<F> = Iter<std::vec::IntoIter<F>>;
type Fine = Of<Ready<u8>>;
type Local = Of<Ready<Rc<u8>>>;
type Body<T> = fn(T) -> Ready<()>;

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

assert_all!(
    Unordered<Fine>, Ordered<Fine>, UnorderedTasks<Tasks, Fine>, SpawnEach<Tasks, Fine>,
    ForEach<Fine, FuturesUnordered<Ready<u8>>, Body<u8>, Ready<()>>,
    ProgressWhile<'static, Fine, FuturesUnordered<Ready<u8>>, Ready<()>>,
    EachBody<u8>, TryEachBody<u8>, FoldBody<u8, u8>;
    Send Sync Unpin
);
// Futures are pinned on the heap; the stream is where the whole is.
assert_all!(Unordered<Local>; Unpin);
assert_none!(Unordered<Local>; Send Sync);
assert_none!(Ordered<Local>; Send Sync);
assert_none!(ForEach<Local, FuturesUnordered<Ready<Rc<u8>>>, Body<Rc<u8>>, Ready<()>>; Send Sync);
assert_none!(
    ForEach<Fine, FuturesUnordered<Ready<u8>>, Body<u8>, PhantomPinned>;
    Unpin
);
assert_none!(
    ProgressWhile<'static, Fine, FuturesUnordered<Ready<u8>>, PhantomPinned>;
    Unpin
);

#[test]
fn what_is_sent_may_be_spawned() {
    fn assert_send<T: Send>(_: T) {}

    let numbers = iter(vec![ready(1)]);
    assert_send(unordered(numbers, bound(1)).for_each(|_| ready(())));
}

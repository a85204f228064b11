//! What is `Send`, `Sync` and `Unpin`, and what is not.

use std::{cell::Cell, rc::Rc};

use anyrt_adapter_kit::{
    context::{Polling, RuntimeId},
    life::{Lifetime, Membership, Scope},
    task::{ForeignWaker, Guarded, QuietDrop, TaskOutput},
    wait_queue::WaitQueue,
};

/// Fails to compile if the type has the trait: then two implementations fit.
macro_rules! assert_not {
    ($type:ty: $($bound:tt)+) => {
        const _: fn() = || {
            trait Ambiguous<A> {
                fn item() {}
            }
            impl<T: ?Sized> Ambiguous<()> for T {}
            struct Fits;
            impl<T: ?Sized + $($bound)+> Ambiguous<Fits> for T {}
            <$type as Ambiguous<_>>::item();
        };
    };
}

const fn assert_send<T: Send>() {}
const fn assert_sync<T: Sync>() {}
const fn assert_unpin<T: Unpin>() {}

#[test]
fn types_are_send_and_sync_as_their_contents_are() {
    assert_send::<WaitQueue>();
    assert_sync::<WaitQueue>();
    assert_send::<RuntimeId>();
    assert_send::<(Lifetime, Membership, Scope, ForeignWaker)>();
    assert_sync::<(Lifetime, Membership, Scope, ForeignWaker)>();
    assert_send::<TaskOutput<Cell<u8>>>();
    assert_send::<QuietDrop<Cell<u8>>>();
    assert_send::<Guarded<std::future::Ready<u8>>>();
    assert_unpin::<Guarded<std::future::Ready<u8>>>();
}

assert_not!(TaskOutput<Rc<u8>>: Send);
assert_not!(TaskOutput<u8>: Sync);
assert_not!(QuietDrop<Rc<u8>>: Send);
assert_not!(Guarded<std::future::Ready<Rc<u8>>>: Send);
assert_not!(Guarded<std::marker::PhantomPinned>: Unpin);
// The mark is the thread's, and takes itself away there.
assert_not!(Polling: Send);
assert_not!(Polling: Sync);

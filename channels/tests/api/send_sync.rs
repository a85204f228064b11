//! Which types are `Send`, `Sync` and `Unpin`: the lists are checked by the compiler.

use std::{cell::Cell, future::Ready, rc::Rc};

use anyrt_channels::{
    AcquireError, Notify, OwnedSemaphorePermit, Semaphore, SemaphorePermit, TryAcquireError,
    notify::{Notified, OwnedNotified},
    oneshot, semaphore, watch,
};

/// `Send` but not `Sync`.
type Unshared = Cell<u8>;
/// Neither.
type Local = Rc<u8>;
type Condition = fn(&u8) -> bool;

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

// A oneshot value goes from thread to thread, and is never shared.
assert_all!(
    oneshot::Sender<Unshared>, oneshot::Receiver<Unshared>, oneshot::Slot<Unshared>,
    oneshot::SlotReceiver<'static, Unshared>, oneshot::Closed<'static, Unshared>,
    oneshot::RecvTimeout<'static, Unshared, Ready<u8>>,
    oneshot::error::RecvError, oneshot::error::TryRecvError, oneshot::error::RecvTimeoutError;
    Send Sync Unpin
);
assert_none!(oneshot::Sender<Local>; Send Sync);
assert_none!(oneshot::Receiver<Local>; Send Sync);
assert_none!(oneshot::Slot<Local>; Send Sync);
assert_none!(oneshot::SlotReceiver<'static, Local>; Send Sync);
assert_none!(oneshot::Closed<'static, Local>; Send Sync);
assert_none!(oneshot::RecvTimeout<'static, Local, Ready<u8>>; Send Sync);
assert_none!(oneshot::RecvTimeout<'static, u8, Ready<Local>>; Send Sync);

assert_all!(
    Notify, Semaphore, SemaphorePermit<'static>, OwnedSemaphorePermit, AcquireError, TryAcquireError;
    Send Sync Unpin
);
assert_all!(
    Notified<'static>, OwnedNotified, semaphore::Acquire<'static>, semaphore::AcquireOwned;
    Send Sync
);
assert_none!(Notified<'static>; Unpin);
assert_none!(OwnedNotified; Unpin);
assert_none!(semaphore::Acquire<'static>; Unpin);
assert_none!(semaphore::AcquireOwned; Unpin);

// A watched value is seen by several threads at once.
assert_all!(
    watch::Sender<u8>, watch::Receiver<u8>, watch::error::SendError<u8>, watch::error::RecvError;
    Send Sync Unpin
);
assert_all!(
    watch::Changed<'static, u8>, watch::Closed<'static, u8>, watch::WaitFor<'static, u8, Condition>;
    Send Sync
);
assert_none!(watch::Sender<Unshared>; Send Sync);
assert_none!(watch::Receiver<Unshared>; Send Sync);
assert_none!(watch::Changed<'static, Unshared>; Send Sync);
assert_none!(watch::Closed<'static, Unshared>; Send Sync);
assert_none!(watch::WaitFor<'static, Unshared, fn(&Unshared) -> bool>; Send Sync);
assert_none!(watch::WaitFor<'static, u8, Box<dyn FnMut(&u8) -> bool>>; Send Sync);
assert_none!(watch::Changed<'static, u8>; Unpin);
assert_none!(watch::Closed<'static, u8>; Unpin);
assert_none!(watch::WaitFor<'static, u8, Condition>; Unpin);

// A look stays in its thread, and may be shared.
assert_all!(watch::Ref<'static, u8>; Sync Unpin);
assert_none!(watch::Ref<'static, u8>; Send);
assert_none!(watch::Ref<'static, Unshared>; Sync);

//! Which types are `Send`, `Sync` and `Unpin`: the lists are checked by the compiler.

use std::{cell::Cell, future::Ready, rc::Rc};

use anyrt_channels::{
    AcquireError, Notify, OwnedSemaphorePermit, Semaphore, SemaphorePermit, TryAcquireError, mpmc,
    mpsc,
    notify::{Notified, OwnedNotified},
    oneshot, semaphore, spsc, watch,
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

// A message goes from thread to thread, and is never shared.
assert_all!(
    mpsc::Sender<Unshared>, mpsc::WeakSender<Unshared>, mpsc::Receiver<Unshared>,
    mpsc::Permit<'static, Unshared>, mpsc::PermitIterator<'static, Unshared>,
    mpsc::OwnedPermit<Unshared>, mpsc::IntoSink<Unshared>,
    mpsc::Recv<'static, mpsc::Receiver<Unshared>>,
    mpsc::RecvTimeout<'static, mpsc::Receiver<Unshared>, Ready<u8>>,
    mpsc::UnboundedSender<Unshared>, mpsc::WeakUnboundedSender<Unshared>,
    mpsc::UnboundedReceiver<Unshared>, mpsc::IntoUnboundedSink<Unshared>,
    mpsc::Recv<'static, mpsc::UnboundedReceiver<Unshared>>,
    spsc::Sender<Unshared>,
    mpmc::Sender<Unshared>, mpmc::WeakSender<Unshared>, mpmc::Receiver<Unshared>,
    mpmc::WeakReceiver<Unshared>;
    Send Sync Unpin
);
assert_all!(
    mpsc::Reserve<'static, Unshared>, mpsc::ReserveMany<'static, Unshared>,
    mpsc::ReserveOwned<Unshared>, mpsc::Closed<'static, Unshared>,
    mpsc::UnboundedClosed<'static, Unshared>,
    mpmc::Recv<'static, Unshared>, mpmc::Closed<'static, Unshared>,
    mpmc::RecvTimeout<'static, Unshared, Ready<u8>>;
    Send Sync
);
// These have messages in their hands.
assert_all!(
    mpsc::RecvMany<'static, mpsc::Receiver<Unshared>>,
    mpsc::Send<'static, Unshared>, mpsc::SendTimeout<'static, Unshared, Ready<u8>>,
    mpmc::Send<'static, Unshared>, mpmc::SendTimeout<'static, Unshared, Ready<u8>>;
    Send
);
assert_none!(mpsc::Send<'static, Unshared>; Sync Unpin);
assert_none!(mpmc::Send<'static, Unshared>; Sync Unpin);
assert_none!(mpmc::Recv<'static, u8>; Unpin);
assert_none!(mpsc::Reserve<'static, u8>; Unpin);
assert_none!(mpsc::ReserveOwned<u8>; Unpin);
assert_none!(mpsc::Closed<'static, u8>; Unpin);

// A receive of crossfire is `Send` whatever it borrows. Ours are not.
assert_none!(mpsc::Sender<Local>; Send Sync);
assert_none!(mpsc::Receiver<Local>; Send Sync);
assert_none!(mpsc::UnboundedSender<Local>; Send Sync);
assert_none!(mpsc::UnboundedReceiver<Local>; Send Sync);
assert_none!(mpsc::Recv<'static, mpsc::Receiver<Local>>; Send Sync);
assert_none!(mpsc::RecvMany<'static, mpsc::Receiver<Local>>; Send Sync);
assert_none!(mpsc::RecvTimeout<'static, mpsc::Receiver<u8>, Ready<Local>>; Send Sync);
assert_none!(mpsc::Send<'static, Local>; Send Sync);
assert_none!(mpsc::Reserve<'static, Local>; Send Sync);
assert_none!(mpsc::Permit<'static, Local>; Send Sync);
assert_none!(mpsc::OwnedPermit<Local>; Send Sync);
assert_none!(mpsc::IntoSink<Local>; Send Sync);
assert_none!(spsc::Sender<Local>; Send Sync);
assert_none!(mpmc::Sender<Local>; Send Sync);
assert_none!(mpmc::Receiver<Local>; Send Sync);
assert_none!(mpmc::Send<'static, Local>; Send Sync);
assert_none!(mpmc::Recv<'static, Local>; Send Sync);
assert_none!(mpmc::RecvTimeout<'static, u8, Ready<Local>>; Send Sync);
// One receiver is one: it is borrowed by its receive alone.
assert_none!(mpsc::Receiver<u8>; Clone);
assert_none!(mpsc::UnboundedReceiver<u8>; Clone);
assert_none!(spsc::Sender<u8>; Clone);

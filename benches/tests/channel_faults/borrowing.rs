//! Crossfire's futures are shared between threads in ways that its ends forbid.
//!
//! Safe code can poll such a future on one thread while the end that it borrows is used on another; both then
//! work as the only consumer, or producer, of a queue that allows but one. That is undefined behaviour, and is
//! not run: the types say enough.

use std::{cell::Cell, future::Ready, marker::PhantomData, rc::Rc};

use crossfire::{AsyncRx, AsyncTx, RecvFuture, RecvTimeoutFuture, SendFuture, mpsc, spsc};

/// Asks whether a type is `Send` or `Sync`: what a type has of its own comes before what a trait gives it.
struct Probe<T>(PhantomData<T>);

trait Otherwise {
    const IS_SEND: bool = false;
    const IS_SYNC: bool = false;
}

impl<T> Otherwise for Probe<T> {}

impl<T: Send> Probe<T> {
    const IS_SEND: bool = true;
}

impl<T: Sync> Probe<T> {
    const IS_SYNC: bool = true;
}

type Rx = AsyncRx<mpsc::Array<u64>>;
type Tx = AsyncTx<spsc::Array<u64>>;

#[test]
fn the_probe_tells_one_from_the_other() {
    let cell = (Probe::<Cell<u64>>::IS_SEND, Probe::<Cell<u64>>::IS_SYNC);
    assert_eq!(cell, (true, false));
    let count = (Probe::<Rc<u64>>::IS_SEND, Probe::<Rc<u64>>::IS_SYNC);
    assert_eq!(count, (false, false));
    assert_eq!((Probe::<u64>::IS_SEND, Probe::<u64>::IS_SYNC), (true, true));
}

#[test]
fn a_receive_of_crossfire_is_send_over_an_end_that_is_not_sync() {
    let end = (Probe::<Rx>::IS_SYNC, Probe::<&'static Rx>::IS_SEND);
    type Recv<'a> = RecvFuture<'a, mpsc::Array<u64>>;
    assert_eq!((Probe::<Recv<'_>>::IS_SEND, end), (true, (false, false)));
    // The end can be used while the future borrows it, wherever that is.
    let both: fn(&Rx) -> (Recv<'_>, Option<u64>) = |end| (end.recv(), end.try_recv().ok());
    let (_sender, end) = mpsc::bounded_async(2);
    assert_eq!(both(&end).1, None);
}

#[test]
fn a_send_of_crossfire_is_send_over_an_end_that_is_not_sync() {
    type Send = SendFuture<'static, spsc::Array<u64>>;
    let end = (Probe::<Tx>::IS_SYNC, Probe::<&'static Tx>::IS_SEND);
    assert_eq!((end, Probe::<Send>::IS_SEND), ((false, false), true));
}

#[test]
fn a_receive_of_crossfire_with_a_timer_is_send_though_the_timer_is_not() {
    type Timer = Ready<Rc<u64>>;
    type Timed = RecvTimeoutFuture<'static, mpsc::Array<u64>, Timer, Rc<u64>>;
    assert_eq!(
        (Probe::<Timer>::IS_SEND, Probe::<Timed>::IS_SEND),
        (false, true)
    );
}

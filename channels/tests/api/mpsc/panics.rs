use std::{
    cell::Cell,
    future::poll_fn,
    task::{Context, Poll},
};

use anyrt_channels::mpsc;

use crate::{
    poller::{Polled, Run, panics},
    raw::Hooks,
};

/// More than are woken in one go.
const MANY: usize = 100;

thread_local! {
    static CLONES: Cell<usize> = const { Cell::new(0) };
}

/// Panics when it is cloned.
static UNCLONABLE: Hooks = Hooks {
    on_clone: || panic!("the clone panics"),
    on_wake: || (),
    on_drop: || (),
};

/// Panics when its clone is dropped.
static UNDROPPABLE: Hooks = Hooks {
    on_clone: || CLONES.set(CLONES.get() + 1),
    on_wake: || (),
    on_drop: || {
        if CLONES.get() > 0 {
            CLONES.set(CLONES.get() - 1);
            panic!("the drop panics");
        }
    },
};

#[test]
fn a_clone_that_panics_leaves_the_send_as_it_was() {
    let (tx, mut rx) = mpsc::channel(1);
    assert!(tx.try_send(1).is_ok());
    let waker = UNCLONABLE.waker();
    let mut send = Polled::new(tx.send(2));
    assert!(panics(|| assert!(send.poll_with(&waker).is_pending())));
    assert!(send.poll().is_pending());
    assert!(panics(|| assert!(send.poll_with(&waker).is_pending())));
    let mut dropped = Polled::new(tx.send(3));
    assert!(dropped.poll().is_pending());
    assert!(panics(|| assert!(dropped.poll_with(&waker).is_pending())));
    drop(dropped);
    assert_eq!(rx.try_recv(), Ok(1));
    assert_eq!(send.wakes(), 1);
    assert_eq!(send.poll(), Poll::Ready(Ok(())));
    assert_eq!(rx.try_recv(), Ok(2));
}

#[test]
fn a_clone_that_panics_leaves_the_receive_as_it_was() {
    let (tx, mut rx) = mpsc::channel(1);
    let waker = UNCLONABLE.waker();
    let mut cx = Context::from_waker(&waker);
    assert!(panics(|| assert!(rx.poll_recv(&mut cx).is_pending())));
    let mut receive = Polled::new(poll_fn(|cx| rx.poll_recv(cx)));
    assert!(receive.poll().is_pending());
    assert!(tx.try_send(1).is_ok());
    assert_eq!(receive.wakes(), 1);
    assert_eq!(receive.poll(), Poll::Ready(Some(1)));
}

#[test]
fn a_drop_that_panics_leaves_no_room_behind() {
    let (tx, mut rx) = mpsc::channel(1);
    assert!(tx.try_send(1).is_ok());
    let waker = UNDROPPABLE.waker();
    let mut send = Polled::new(tx.send(2));
    assert!(send.poll_with(&waker).is_pending());
    assert!(panics(|| assert!(send.poll().is_pending())));
    assert!(send.poll_with(&waker).is_pending());
    assert!(panics(|| drop(send)));
    assert_eq!(rx.try_recv(), Ok(1));
    assert_eq!(tx.capacity(), 1);
}

#[test]
fn a_waker_that_panics_keeps_no_room_from_others() {
    let (tx, mut rx) = mpsc::channel(MANY);
    for n in 0..MANY {
        assert!(tx.try_send(n).is_ok());
    }
    let bad = Run::waker(|| panic!("the waker panics"));
    let mut sends: Vec<_> = (0..MANY).map(|n| Polled::new(tx.send(n))).collect();
    for (at, send) in sends.iter_mut().enumerate() {
        let poll = if at == 7 {
            send.poll_with(&bad)
        } else {
            send.poll()
        };
        assert!(poll.is_pending());
    }
    let mut buffer = Vec::with_capacity(MANY);
    assert!(panics(|| {
        let mut many = Polled::new(rx.recv_many(&mut buffer, MANY));
        assert!(many.poll().is_ready());
    }));
    assert_eq!(buffer.len(), MANY);
    for (at, send) in sends.iter_mut().enumerate() {
        assert_eq!(send.wakes(), usize::from(at != 7));
        assert_eq!(send.poll(), Poll::Ready(Ok(())));
    }
}

#[test]
fn a_waker_that_panics_at_the_close_keeps_nobody_from_it() {
    let (tx, mut rx) = mpsc::channel::<u8>(2);
    let held = tx.try_reserve();
    let bad = Run::waker(|| panic!("the waker panics"));
    let mut many = Polled::new(tx.reserve_many(2));
    assert!(many.poll_with(&bad).is_pending());
    let mut reserves: Vec<_> = (0..MANY).map(|_| Polled::new(tx.reserve())).collect();
    for reserve in &mut reserves {
        assert!(reserve.poll().is_pending());
    }
    let mut closed = Polled::new(tx.closed());
    assert!(closed.poll().is_pending());
    assert!(panics(|| rx.close()));
    assert!(reserves.iter().all(|reserve| reserve.wakes() == 1));
    assert_eq!(closed.wakes(), 1);
    drop(held);
    let mut receive = Polled::new(rx.recv());
    assert_eq!(receive.poll(), Poll::Ready(None), "nothing is reserved");
}

/// A message that panics when it is dropped, once.
struct Bad<'a>(&'a Cell<usize>);

impl Drop for Bad<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 1);
        assert!(self.0.get() != 2, "the message panics");
    }
}

#[test]
fn a_message_that_panics_leaves_the_others_to_be_dropped() {
    let drops = Cell::new(0);
    let (tx, rx) = mpsc::unbounded_channel();
    for _ in 0..MANY {
        assert!(tx.send(Bad(&drops)).is_ok());
    }
    assert!(panics(|| drop(rx)));
    drop(tx);
    assert_eq!(drops.get(), MANY);
    drops.set(0);
    let (tx, rx) = mpsc::channel(MANY);
    for _ in 0..MANY {
        assert!(tx.try_send(Bad(&drops)).is_ok());
    }
    assert!(panics(|| drop(rx)));
    drop(tx);
    assert_eq!(drops.get(), MANY);
}

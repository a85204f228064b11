//! Wakers that panic: nobody else sleeps for it, and no room is lost.

use std::{
    cell::{Cell, RefCell},
    task::{Context, Poll, Waker},
};

use anyrt_channels::local::{
    Notify, Semaphore, mpmc,
    mpsc::{self, Receiver, Sender},
};

use crate::{
    poller::{Polled, Run, panics},
    raw::Hooks,
};

/// More than are woken in one go.
const MANY: usize = 100;

/// A waker that panics when it is woken.
fn panicking() -> Waker {
    Run::waker(|| panic!("the waker panics"))
}

thread_local! {
    static AT_CLONE: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
    static PANICS_AT_DROP: Cell<bool> = const { Cell::new(false) };
}

/// Runs what is in `AT_CLONE` when it is cloned, and panics when it is dropped with `PANICS_AT_DROP`.
static TRICKY: Hooks = Hooks {
    on_clone: || {
        if let Some(run) = AT_CLONE.take() {
            run();
        }
    },
    on_wake: || (),
    on_drop: || assert!(!PANICS_AT_DROP.take(), "the drop panics"),
};

/// Lets the first of two that wait have a waker that panics, and runs `give`, which has to panic.
fn the_second_is_woken(tx: &Sender<u8>, give: impl FnOnce()) {
    let (mut first, mut second) = (Polled::new(tx.reserve()), Polled::new(tx.reserve()));
    assert!(first.poll_with(&panicking()).is_pending());
    assert!(second.poll().is_pending());
    assert!(panics(give));
    assert_eq!(second.wakes(), 1);
}

fn end(mut rx: Receiver<u8>) {
    rx.close();
    while let Ok(_message) = rx.try_recv() {}
    assert_eq!(Polled::new(rx.recv()).poll(), Poll::Ready(None));
}

#[test]
fn permits_that_are_given_back_are_not_lost() {
    let (tx, rx) = mpsc::channel(3);
    let permits = tx.try_reserve_many(3);
    the_second_is_woken(&tx, || drop(permits));
    assert_eq!(tx.capacity(), 3);
    end(rx);
}

#[test]
fn what_a_dropped_reservation_had_got_is_not_lost() {
    let (tx, mut rx) = mpsc::channel(3);
    for number in 0..3 {
        assert!(tx.try_send(number).is_ok());
    }
    let mut many = Polled::new(tx.reserve_many(3));
    assert!(many.poll().is_pending());
    assert!(rx.try_recv().is_ok() && rx.try_recv().is_ok());
    the_second_is_woken(&tx, || drop(many));
    assert_eq!(tx.capacity(), 2);

    let mut many = Polled::new(tx.reserve_many(3));
    assert!(many.poll().is_pending());
    assert!(rx.try_recv().is_ok());
    assert_eq!(many.wakes(), 1);
    the_second_is_woken(&tx, || drop(many));
    assert_eq!(tx.capacity(), 3);
    end(rx);
}

#[test]
fn the_close_reaches_everybody() {
    let (tx, mut rx) = mpsc::channel::<u8>(1);
    assert!(tx.try_send(0).is_ok());
    let mut first = Polled::new(tx.send(1));
    assert!(first.poll_with(&panicking()).is_pending());
    let mut others: Vec<_> = (0..MANY).map(|_| Polled::new(tx.reserve_many(1))).collect();
    for other in &mut others {
        assert!(other.poll().is_pending());
    }
    let mut closed = Polled::new(tx.closed());
    assert!(closed.poll().is_pending());
    assert!(panics(|| rx.close()));
    assert!(others.iter().all(|other| other.wakes() == 1));
    assert_eq!(closed.wakes(), 1);
}

#[test]
fn the_end_reaches_every_receiver() {
    let (tx, rx) = mpmc::bounded::<u8>(1);
    let receivers: Vec<_> = (0..=MANY).map(|_| rx.clone()).collect();
    let mut first = Polled::new(receivers[0].recv());
    assert!(first.poll_with(&panicking()).is_pending());
    let mut others: Vec<_> = receivers[1..]
        .iter()
        .map(|rx| Polled::new(rx.recv()))
        .collect();
    for other in &mut others {
        assert!(other.poll().is_pending());
    }
    assert!(panics(|| drop(tx)));
    assert!(others.iter().all(|other| other.wakes() == 1));
}

#[test]
fn a_drop_that_panics_takes_no_room_along() {
    let (tx, rx) = mpsc::channel::<u8>(2);
    assert!(tx.try_send(1).is_ok());
    let rx = std::rc::Rc::new(RefCell::new(rx));
    let inside = rx.clone();
    AT_CLONE.set(Some(Box::new(move || {
        assert_eq!(inside.borrow_mut().try_recv(), Ok(1));
        PANICS_AT_DROP.set(true);
    })));
    let waker = TRICKY.waker();
    let mut reserve = Box::pin(tx.reserve_many(2));
    let cx = &mut Context::from_waker(&waker);
    assert!(panics(|| assert!(reserve.as_mut().poll(cx).is_pending())));
    drop(reserve);
    assert_eq!(tx.capacity(), 2);
}

#[test]
fn a_drop_that_panics_keeps_no_sender_asleep() {
    let (tx, rx) = mpmc::bounded::<u8>(1);
    let other = rx.clone();
    let mut first = Polled::new(rx.recv());
    assert!(first.poll().is_pending());
    let waker = TRICKY.waker();
    let mut second = Polled::new(other.recv());
    assert!(second.poll_with(&waker).is_pending());
    assert!(tx.try_send(1).is_ok());
    let mut send = Polled::new(tx.send(2));
    assert!(send.poll().is_pending());
    PANICS_AT_DROP.set(true);
    assert!(panics(|| assert!(second.poll_with(&waker).is_pending())));
    assert_eq!(send.wakes(), 1);
}

#[test]
fn a_clone_that_panics_leaves_the_send_its_message() {
    let (tx, _rx) = mpsc::channel(1);
    assert!(tx.try_send(1).is_ok());
    AT_CLONE.set(Some(Box::new(|| panic!("the clone panics"))));
    let waker = TRICKY.waker();
    let mut send = Polled::new(tx.send(2));
    assert!(panics(|| assert!(send.poll_with(&waker).is_pending())));
    assert!(send.poll().is_pending());
    assert_eq!(send.pinned().cancel(), Some(2));
}

#[test]
fn permits_of_a_semaphore_reach_everybody() {
    let semaphore = Semaphore::new(0);
    let mut first = Polled::new(semaphore.acquire());
    assert!(first.poll_with(&panicking()).is_pending());
    let mut others: Vec<_> = (0..MANY)
        .map(|_| Polled::new(semaphore.acquire()))
        .collect();
    for other in &mut others {
        assert!(other.poll().is_pending());
    }
    assert!(panics(|| semaphore.add_permits(MANY / 2 + 1)));
    assert!(others[..MANY / 2].iter().all(|other| other.wakes() == 1));
    assert!(others[MANY / 2].poll_with(&panicking()).is_pending());
    assert!(panics(|| semaphore.close()));
    assert!(
        others[MANY / 2 + 1..]
            .iter()
            .all(|other| other.wakes() == 1)
    );
}

#[test]
fn a_notification_reaches_everybody() {
    let notify = Notify::new();
    let mut first = Polled::new(notify.notified());
    assert!(first.poll_with(&panicking()).is_pending());
    let mut others: Vec<_> = (0..MANY).map(|_| Polled::new(notify.notified())).collect();
    for other in &mut others {
        assert!(other.poll().is_pending());
    }
    assert!(panics(|| notify.notify_waiters()));
    assert!(others.iter().all(|other| other.wakes() == 1));
}

#[test]
fn any_number_of_places_is_given_back_at_once() {
    let (tx, _rx) = mpsc::channel::<u8>(usize::MAX);
    let permits = tx.try_reserve_many(usize::MAX).expect("there is room");
    let mut waiting = Polled::new(tx.reserve_many(usize::MAX));
    assert!(waiting.poll().is_pending());
    drop(permits);
    assert_eq!(waiting.wakes(), 1);
    drop(waiting);
    assert_eq!(tx.capacity(), usize::MAX);
}

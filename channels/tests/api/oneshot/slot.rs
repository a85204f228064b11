use std::{mem, rc::Rc, task::Poll, thread};

use anyrt_channels::oneshot::{Slot, error::TryRecvError};

use crate::poller::{Polled, panics};

#[test]
fn rounds_follow_each_other() {
    let mut slot = Slot::new();
    for round in 0..10 {
        let (sender, receiver) = slot.pair();
        let mut receiver = Polled::new(receiver);
        assert_eq!(receiver.poll(), Poll::Pending);
        assert_eq!(sender.send(round), Ok(()));
        assert_eq!(receiver.wakes(), 1);
        assert_eq!(receiver.poll(), Poll::Ready(Ok(round)));
        assert!(panics(|| assert!(receiver.poll().is_pending())));
    }
}

#[test]
fn a_round_given_up_does_not_reach_the_next_one() {
    let mut slot = Slot::new();
    let (old, receiver) = slot.pair();
    drop(receiver);
    assert!(old.is_closed());
    let (new, mut receiver) = slot.pair();
    assert_eq!(old.send(1), Err(1));
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
    assert_eq!(new.send(2), Ok(()));
    assert_eq!(receiver.try_recv(), Ok(2));
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Closed));
    assert!(receiver.is_terminated() && receiver.is_empty());
}

#[test]
fn a_forgotten_receiver_does_not_reach_the_next_round() {
    let value = Rc::new(1);
    let mut slot = Slot::new();
    let (old, mut receiver) = slot.pair();
    let mut polled = Polled::new(&mut receiver);
    assert_eq!(polled.poll(), Poll::Pending);
    drop(polled);
    mem::forget(receiver);
    let (new, receiver) = slot.pair();
    assert_eq!(old.send(value.clone()), Err(value.clone()));
    assert_eq!(new.send(value.clone()), Ok(()));
    mem::forget(receiver);
    let (sender, mut receiver) = slot.pair();
    assert_eq!(
        Rc::strong_count(&value),
        1,
        "the value of the forgotten round is dropped"
    );
    drop(sender);
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Closed));
}

#[test]
fn a_value_that_nobody_takes_is_dropped_with_its_receiver() {
    let value = Rc::new(1);
    let mut slot = Slot::new();
    let (sender, receiver) = slot.pair();
    assert_eq!(sender.send(value.clone()), Ok(()));
    assert!(!receiver.is_empty());
    drop(receiver);
    assert_eq!(Rc::strong_count(&value), 1);
}

#[test]
fn a_sender_outlives_the_slot() {
    let mut slot = Slot::new();
    let (sender, receiver) = slot.pair();
    drop(receiver);
    drop(slot);
    assert_eq!(sender.send(1), Err(1));
}

#[test]
fn a_closed_round_ends() {
    let mut slot = Slot::new();
    let (sender, mut receiver) = slot.pair();
    receiver.close();
    assert_eq!(sender.send(1), Err(1));
    assert!(receiver.blocking_recv().is_err());
    let (sender, receiver) = slot.pair();
    thread::spawn(move || sender.send(2));
    assert_eq!(receiver.blocking_recv(), Ok(2));
}

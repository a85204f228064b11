use std::{
    rc::Rc,
    task::{Poll, Waker},
    thread,
};

use anyrt_channels::oneshot::{
    self,
    error::{RecvError, TryRecvError},
};

use crate::poller::{Polled, Run, panics};

#[test]
fn a_value_that_was_sent_before_is_ready_at_once() {
    let (sender, receiver) = oneshot::channel();
    assert_eq!(sender.send(1), Ok(()));
    assert!(!receiver.is_empty());
    assert_eq!(Polled::new(receiver).poll(), Poll::Ready(Ok(1)));
}

#[test]
fn a_value_that_is_sent_later_wakes_once() {
    let (sender, receiver) = oneshot::channel();
    let mut receiver = Polled::new(receiver);
    assert_eq!(receiver.poll(), Poll::Pending);
    assert_eq!(sender.send(1), Ok(()));
    assert_eq!(receiver.wakes(), 1);
    assert_eq!(receiver.poll(), Poll::Ready(Ok(1)));
}

#[test]
fn a_new_waker_takes_the_place_of_the_old_one() {
    let (sender, receiver) = oneshot::channel();
    let mut receiver = Polled::new(receiver);
    for _ in 0..3 {
        assert_eq!(receiver.poll(), Poll::Pending);
        assert_eq!(receiver.clones(), 1);
    }
    assert_eq!(sender.send(1), Ok(()));
    assert_eq!(receiver.wakes(), 1);
    assert_eq!(receiver.clones(), 0);
}

#[test]
fn the_end_of_the_sender_wakes_once() {
    let (sender, receiver) = oneshot::channel::<u8>();
    let mut receiver = Polled::new(receiver);
    assert_eq!(receiver.poll(), Poll::Pending);
    drop(sender);
    assert_eq!(receiver.wakes(), 1);
    assert!(matches!(receiver.poll(), Poll::Ready(Err(_))));
}

#[test]
fn a_receiver_dropped_while_pending_drops_its_waker() {
    let (sender, receiver) = oneshot::channel();
    let shared = Rc::new(1);
    let waker = Waker::from(std::sync::Arc::new(Run(|| ())));
    let mut receiver = Polled::new(receiver);
    assert_eq!(receiver.poll(), Poll::Pending);
    assert_eq!(receiver.poll_with(&waker), Poll::Pending);
    assert_eq!(receiver.clones(), 0);
    drop(receiver);
    assert_eq!(sender.send(shared.clone()), Err(shared.clone()));
    assert_eq!(Rc::strong_count(&shared), 1);
}

#[test]
fn a_value_that_nobody_takes_is_dropped_with_the_receiver() {
    let (sender, receiver) = oneshot::channel();
    let value = Rc::new(1);
    assert_eq!(sender.send(value.clone()), Ok(()));
    drop(receiver);
    assert_eq!(Rc::strong_count(&value), 1);
}

#[test]
fn close_leaves_what_was_sent() {
    let (sender, mut receiver) = oneshot::channel();
    assert_eq!(sender.send(1), Ok(()));
    receiver.close();
    assert_eq!(receiver.try_recv(), Ok(1));
    receiver.close();
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Closed));
}

#[test]
fn a_closed_receiver_is_ready() {
    let (sender, mut receiver) = oneshot::channel::<u8>();
    receiver.close();
    receiver.close();
    assert!(receiver.is_empty());
    assert!(matches!(Polled::new(receiver).poll(), Poll::Ready(Err(_))));
    assert_eq!(sender.send(1), Err(1));
}

#[test]
fn try_recv_tells_empty_from_closed() {
    let (sender, mut receiver) = oneshot::channel::<u8>();
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
    assert!(!receiver.is_terminated());
    drop(sender);
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Closed));
    assert!(receiver.is_terminated() && receiver.is_empty());
}

#[test]
fn polling_after_the_end_panics() {
    let (sender, receiver) = oneshot::channel();
    assert_eq!(sender.send(1), Ok(()));
    let mut receiver = Polled::new(receiver);
    assert!(receiver.poll().is_ready());
    assert!(panics(|| assert!(receiver.poll().is_pending())));
}

#[test]
fn blocking_recv_waits_for_another_thread() {
    let (sender, receiver) = oneshot::channel();
    let thread = thread::spawn(move || receiver.blocking_recv());
    assert_eq!(sender.send(1), Ok(()));
    assert!(thread.join().is_ok_and(|value| value == Ok(1)));
}

#[test]
fn errors_say_what_happened() {
    let (sender, receiver) = oneshot::channel::<u8>();
    drop(sender);
    let error: Result<u8, RecvError> = receiver.blocking_recv();
    assert_eq!(
        error.map_err(|error| error.to_string()),
        Err("channel closed".to_owned())
    );
    assert_eq!(TryRecvError::Empty.to_string(), "channel empty");
    assert_eq!(TryRecvError::Closed.to_string(), "channel closed");
}

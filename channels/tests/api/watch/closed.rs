use anyrt_channels::watch;

use crate::poller::Polled;

#[test]
fn it_is_ready_at_once_without_receivers() {
    let sender = watch::Sender::new(0);
    assert!(Polled::new(sender.closed()).poll().is_ready());
}

#[test]
fn the_last_receiver_wakes_the_last_waker_once() {
    let (sender, receiver) = watch::channel(0);
    let mut closed = Polled::new(sender.closed());
    for _ in 0..3 {
        assert!(closed.poll().is_pending());
        assert_eq!(closed.clones(), 1);
    }
    let other = receiver.clone();
    drop(receiver);
    assert!(sender.send(1).is_ok());
    assert_eq!(closed.wakes(), 0);
    drop(other);
    assert_eq!(closed.wakes(), 1);
    assert!(closed.poll().is_ready());
}

#[test]
fn it_waits_again_for_one_that_subscribed_meanwhile() {
    let (sender, receiver) = watch::channel(0);
    let mut closed = Polled::new(sender.closed());
    assert!(closed.poll().is_pending());
    drop(receiver);
    let receiver = sender.subscribe();
    assert!(closed.poll().is_pending());
    drop(receiver);
    assert_eq!(closed.wakes(), 1);
    assert!(closed.poll().is_ready());
}

#[test]
fn dropped_while_pending_it_leaves_no_trace() {
    let (sender, receiver) = watch::channel(0);
    let mut closed = Polled::new(sender.closed());
    assert!(closed.poll().is_pending());
    drop(closed);
    drop(receiver);
    assert!(sender.is_closed());
}

use std::task::Poll;

use anyrt_channels::watch;

use crate::poller::{Polled, panics};

#[test]
fn the_value_that_is_there_is_looked_at_first() {
    let (_sender, mut receiver) = watch::channel(1);
    let mut wait = Polled::new(receiver.wait_for(|value| *value == 1));
    assert!(matches!(wait.poll(), Poll::Ready(Ok(value)) if *value == 1));
}

#[test]
fn each_change_wakes_until_one_will_do() {
    let (sender, mut receiver) = watch::channel(0);
    let mut wait = Polled::new(receiver.wait_for(|value| *value == 2));
    for value in 1..=2 {
        assert!(wait.poll().is_pending());
        assert!(sender.send(value).is_ok());
        assert_eq!(wait.wakes(), 1);
    }
    assert!(matches!(wait.poll(), Poll::Ready(Ok(value)) if *value == 2));
}

#[test]
fn the_last_value_is_looked_at_after_the_end() {
    let (sender, mut receiver) = watch::channel(0);
    let mut other = receiver.clone();
    let mut wait = Polled::new(receiver.wait_for(|value| *value == 1));
    assert!(wait.poll().is_pending());
    assert!(sender.send(1).is_ok());
    drop(sender);
    assert!(matches!(wait.poll(), Poll::Ready(Ok(value)) if *value == 1));
    let mut wait = Polled::new(other.wait_for(|value| *value == 2));
    assert!(matches!(wait.poll(), Poll::Ready(Err(_))));
}

#[test]
fn a_condition_that_panics_leaves_the_channel_usable() {
    let (sender, mut receiver) = watch::channel(0);
    let mut wait = Polled::new(receiver.wait_for(|_| panic!("the condition panics")));
    assert!(panics(|| assert!(wait.poll().is_pending())));
    drop(wait);
    assert!(sender.send(1).is_ok());
    assert_eq!(*receiver.borrow(), 1);
}

#[test]
fn one_dropped_while_pending_leaves_no_trace() {
    let (sender, mut receiver) = watch::channel(0);
    let mut wait = Polled::new(receiver.wait_for(|value| *value == 1));
    assert!(wait.poll().is_pending());
    assert!(wait.poll().is_pending());
    assert_eq!(wait.clones(), 1);
    drop(wait);
    assert!(sender.send(1).is_ok());
    assert!(receiver.has_changed().is_ok_and(|has_changed| has_changed));
}

use std::{rc::Rc, sync::Arc};

use anyrt_channels::watch::{self, error::SendError};

use crate::poller::panics;

#[test]
fn without_receivers_the_value_comes_back_and_the_old_one_stays() {
    let (sender, receiver) = watch::channel(Rc::new(0));
    drop(receiver);
    let value = Rc::new(1);
    assert_eq!(sender.send(value.clone()), Err(SendError(value.clone())));
    assert_eq!(**sender.borrow(), 0);
    assert_eq!(*sender.send_replace(value), 0);
    assert_eq!(**sender.borrow(), 1);
}

#[test]
fn ends_are_counted() {
    let sender = watch::Sender::<u8>::default();
    let receivers = [sender.subscribe(), sender.subscribe()];
    let other = sender.clone();
    assert_eq!((sender.sender_count(), sender.receiver_count()), (2, 2));
    assert!(sender.same_channel(&other) && receivers[0].same_channel(&receivers[1]));
    assert!(!sender.same_channel(&watch::Sender::new(0)));
    drop((other, receivers));
    assert_eq!((sender.sender_count(), sender.receiver_count()), (1, 0));
}

#[test]
fn a_closure_that_panics_leaves_the_channel_usable() {
    let (sender, receiver) = watch::channel(0);
    assert!(panics(|| sender.send_modify(|value| {
        *value = 1;
        panic!("the closure panics");
    })));
    assert_eq!(*receiver.borrow(), 1, "as it left it");
    assert!(receiver.has_changed().is_ok_and(|has_changed| !has_changed));
    assert!(sender.send(2).is_ok());
    assert_eq!(*receiver.borrow(), 2);
}

/// A value that looks at the channel when it is dropped.
struct Looks(Option<watch::Receiver<Self>>, Arc<()>);

impl Drop for Looks {
    fn drop(&mut self) {
        if let Some(receiver) = &self.0 {
            assert!(receiver.borrow().0.is_none());
            assert!(Arc::strong_count(&self.1) > 1);
        }
    }
}

#[test]
fn the_old_value_is_dropped_without_a_lock() {
    let shared = Arc::new(());
    let (sender, receiver) = watch::channel(Looks(None, shared.clone()));
    sender.send_modify(|value| value.0 = Some(receiver));
    assert!(sender.send(Looks(None, shared.clone())).is_ok());
    drop(sender);
    assert_eq!(Arc::strong_count(&shared), 1);
}

#[test]
fn errors_say_what_happened() {
    struct Opaque;
    let error = SendError(Opaque);
    assert_eq!(error.to_string(), "channel closed");
    assert_eq!(format!("{error:?}"), "SendError { .. }");
}

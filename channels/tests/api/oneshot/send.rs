use std::{sync::Arc, task::Poll};

use anyrt_channels::oneshot;

use crate::poller::{Polled, Run, panics};

#[test]
fn a_value_that_nobody_wants_comes_back() {
    let (sender, receiver) = oneshot::channel();
    drop(receiver);
    assert!(sender.is_closed());
    assert_eq!(sender.send("value".to_owned()), Err("value".to_owned()));
}

/// A value without `Debug`, and without a size.
struct Opaque;

#[test]
fn nothing_is_asked_of_the_value() {
    let (sender, receiver) = oneshot::channel::<Opaque>();
    assert!(format!("{sender:?} {receiver:?}").contains("is_empty: true"));
    assert!(sender.send(Opaque).is_ok());
    assert!(receiver.blocking_recv().is_ok());
}

#[test]
fn a_waker_that_panics_costs_no_value() {
    let (sender, receiver) = oneshot::channel();
    let mut receiver = Polled::new(receiver);
    let waker = Run::waker(|| panic!("the waker panics"));
    assert_eq!(receiver.poll_with(&waker), Poll::Pending);
    assert!(panics(|| assert_eq!(sender.send(1), Ok(()))));
    assert_eq!(receiver.poll(), Poll::Ready(Ok(1)));
}

/// A value whose end panics.
struct Bomb(Arc<()>);

impl Drop for Bomb {
    fn drop(&mut self) {
        assert_eq!(Arc::strong_count(&self.0), 1, "the value panics");
    }
}

#[test]
fn a_value_that_panics_when_dropped_leaks_nothing() {
    let (sender, receiver) = oneshot::channel();
    let shared = Arc::new(());
    assert!(sender.send(Bomb(shared.clone())).is_ok());
    assert!(panics(|| drop(receiver)));
    assert_eq!(Arc::strong_count(&shared), 1);
}

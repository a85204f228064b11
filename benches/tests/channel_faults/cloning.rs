//! How tokio's broadcast clones a value.
//!
//! It once did so under a reference that several threads shared, whether or not the value was `Sync`
//! (RUSTSEC-2025-0023). Since 1.44.2 it holds the slot's lock meanwhile. That is sound, so the ends may still be
//! shared for a value that is not `Sync`; and a clone that takes its time holds up the sender that comes round to
//! the slot.

use std::{
    cell::Cell,
    sync::{
        Mutex,
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use tokio::sync::broadcast;

#[test]
fn ends_of_a_tokio_broadcast_are_shared_for_values_that_are_not_sync() {
    fn is_shared<T: Send + Sync>(_: &T) {}
    let (sender, receiver) = broadcast::channel::<Cell<u64>>(1);
    is_shared(&sender);
    is_shared(&receiver);
}

type Slow = Mutex<Option<Box<dyn FnOnce() + Send>>>;

/// A value that does something when it is cloned for the first time.
struct Value(Slow);

impl Clone for Value {
    fn clone(&self) -> Self {
        let act = self.0.lock().expect("nobody panics").take();
        act.into_iter().for_each(|act| act());
        Self(Mutex::new(None))
    }
}

#[test]
fn a_slow_clone_holds_up_the_sender_of_a_tokio_broadcast() {
    let (sender, mut receiver) = broadcast::channel(1);
    let (tell, told) = mpsc::channel();
    let during = {
        let another = sender.clone();
        let (ended, end) = mpsc::channel();
        let act = move || {
            thread::spawn(move || {
                let sent = another.send(Value(Mutex::new(None))).is_ok();
                ended.send(()).ok();
                sent
            });
            // The clone waits for the sender, and the sender for the clone.
            tell.send(end.recv_timeout(Duration::from_millis(500))).ok();
        };
        assert!(sender.send(Value(Mutex::new(Some(Box::new(act))))).is_ok());
        assert!(receiver.try_recv().is_ok());
        told.recv().expect("it was cloned")
    };
    assert_eq!(during, Err(RecvTimeoutError::Timeout));
}

//! What becomes of the messages themselves.

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

use anyrt_channels::broadcast::{self, error::TryRecvError};

#[derive(Debug)]
struct CountsClones(Arc<AtomicUsize>);

impl Clone for CountsClones {
    fn clone(&self) -> Self {
        self.0.fetch_add(1, Ordering::SeqCst);
        Self(self.0.clone())
    }
}

#[test]
fn the_last_receiver_takes_the_message() {
    let clones = Arc::new(AtomicUsize::new(0));
    let (tx, mut first) = broadcast::channel(2);
    let mut second = tx.subscribe();
    assert!(tx.send(CountsClones(clones.clone())).is_ok());
    assert!(first.try_recv().is_ok());
    assert_eq!(clones.load(Ordering::SeqCst), 1);
    assert!(second.try_recv().is_ok());
    assert_eq!(clones.load(Ordering::SeqCst), 1);
}

#[test]
fn a_message_that_all_have_read_is_in_no_place() {
    let message = Arc::new(());
    let (tx, mut first) = broadcast::channel(4);
    let mut second = tx.subscribe();
    assert!(tx.send(message.clone()).is_ok());
    assert!(first.try_recv().is_ok());
    assert_eq!(tx.len(), 1);
    assert_eq!(Arc::strong_count(&message), 2);
    assert!(second.try_recv().is_ok());
    assert_eq!(tx.len(), 0);
    assert_eq!(Arc::strong_count(&message), 1);
}

#[test]
fn a_receiver_that_goes_leaves_no_message_behind() {
    let message = Arc::new(());
    let (tx, mut rx) = broadcast::channel(4);
    let other = tx.subscribe();
    for _ in 0..3 {
        assert!(tx.send(message.clone()).is_ok());
    }
    assert!(rx.try_recv().is_ok());
    drop(other);
    assert_eq!(Arc::strong_count(&message), 3);
    drop(rx);
    assert_eq!(Arc::strong_count(&message), 1);
    assert!(tx.is_empty());
}

#[test]
fn the_channel_drops_what_nobody_read() {
    let message = Arc::new(());
    let (tx, rx) = broadcast::channel(4);
    assert!(tx.send(message.clone()).is_ok());
    drop(tx);
    drop(rx);
    assert_eq!(Arc::strong_count(&message), 1);
}

thread_local! {
    static PANICS: Cell<bool> = const { Cell::new(false) };
}

#[derive(Debug)]
struct Panics(Arc<()>);

impl Clone for Panics {
    fn clone(&self) -> Self {
        assert!(!PANICS.get(), "as it should");
        Self(self.0.clone())
    }
}

#[test]
fn a_clone_that_panics_takes_that_message_from_that_receiver_alone() {
    let message = Arc::new(());
    let (tx, mut first) = broadcast::channel(2);
    let mut second = tx.subscribe();
    assert!(tx.send(Panics(message.clone())).is_ok());
    assert!(tx.send(Panics(message.clone())).is_ok());
    PANICS.set(true);
    assert!(catch_unwind(AssertUnwindSafe(|| first.try_recv())).is_err());
    PANICS.set(false);
    assert!(second.try_recv().is_ok());
    assert!(second.try_recv().is_ok());
    assert!(first.try_recv().is_ok());
    assert!(matches!(first.try_recv(), Err(TryRecvError::Empty)));
    assert!(tx.is_empty());
    assert_eq!(Arc::strong_count(&message), 1);
}

#[test]
fn a_clone_that_panics_makes_room_for_a_sender_that_waits() {
    let (tx, mut first) = broadcast::lossless_channel(1);
    let mut second = tx.subscribe();
    let message = Arc::new(());
    assert!(tx.try_send(Panics(message.clone())).is_ok());
    PANICS.set(true);
    assert!(catch_unwind(AssertUnwindSafe(|| first.try_recv())).is_err());
    PANICS.set(false);
    assert!(tx.try_send(Panics(message.clone())).is_err());
    assert!(second.try_recv().is_ok());
    assert!(tx.try_send(Panics(message)).is_ok());
}

/// A message whose clone waits until it is told to go on.
struct Slow {
    number: u32,
    begun: mpsc::Sender<()>,
    go_on: Arc<std::sync::Mutex<mpsc::Receiver<()>>>,
    is_slow: bool,
}

impl Clone for Slow {
    fn clone(&self) -> Self {
        if self.is_slow {
            assert!(self.begun.send(()).is_ok());
            let go_on = self.go_on.lock().map(|go_on| go_on.recv());
            assert!(go_on.is_ok_and(|told| told.is_ok()));
        }
        Self {
            number: self.number,
            begun: self.begun.clone(),
            go_on: self.go_on.clone(),
            is_slow: self.is_slow,
        }
    }
}

#[test]
fn a_slow_clone_holds_up_neither_a_lossy_sender_nor_another_receiver() {
    let (begun, has_begun) = mpsc::channel();
    let (go_on, told) = mpsc::channel();
    let told = Arc::new(std::sync::Mutex::new(told));
    let message = |number, is_slow| Slow {
        number,
        begun: begun.clone(),
        go_on: told.clone(),
        is_slow,
    };
    let (tx, mut slow) = broadcast::channel(2);
    let mut fast = tx.subscribe();
    assert!(tx.send(message(0, true)).is_ok());
    let cloning = thread::spawn(move || {
        let first = slow.try_recv().map(|message| message.number);
        (slow, first)
    });
    assert!(has_begun.recv().is_ok());
    // Over the place of the message that is being cloned, twice.
    for number in 1..=5 {
        assert!(tx.send(message(number, false)).is_ok());
    }
    assert_eq!(tx.len(), 2);
    assert!(matches!(fast.try_recv(), Err(TryRecvError::Lagged(4))));
    assert_eq!(fast.try_recv().map(|message| message.number), Ok(4));
    assert!(go_on.send(()).is_ok());
    let (mut slow, first) = cloning.join().expect("no panic");
    assert_eq!(first, Ok(0));
    assert!(matches!(slow.try_recv(), Err(TryRecvError::Lagged(3))));
    assert_eq!(slow.try_recv().map(|message| message.number), Ok(4));
}

#[test]
fn a_message_that_is_cloned_still_takes_up_room_where_senders_wait() {
    let (begun, has_begun) = mpsc::channel();
    let (go_on, told) = mpsc::channel();
    let told = Arc::new(std::sync::Mutex::new(told));
    let message = |number, is_slow| Slow {
        number,
        begun: begun.clone(),
        go_on: told.clone(),
        is_slow,
    };
    let (tx, mut slow) = broadcast::lossless_channel(1);
    let mut fast = tx.subscribe();
    assert!(tx.try_send(message(0, true)).is_ok());
    let cloning = thread::spawn(move || {
        let first = slow.try_recv().map(|message| message.number);
        (slow, first)
    });
    assert!(has_begun.recv().is_ok());
    assert!(tx.try_send(message(1, false)).is_err());
    // The clone of the other receiver waits for a word of its own.
    assert!(go_on.send(()).is_ok());
    assert!(go_on.send(()).is_ok());
    assert_eq!(fast.try_recv().map(|message| message.number), Ok(0));
    let (mut slow, first) = cloning.join().expect("no panic");
    assert_eq!(first, Ok(0));
    assert!(tx.try_send(message(1, false)).is_ok());
    assert_eq!(slow.try_recv().map(|message| message.number), Ok(1));
}

#[derive(Clone)]
struct SendsWhenDropped(Option<broadcast::Sender<Self>>, Arc<AtomicUsize>);

impl Drop for SendsWhenDropped {
    fn drop(&mut self) {
        self.1.fetch_add(1, Ordering::SeqCst);
        if let Some(tx) = self.0.take() {
            drop(tx.send(Self(None, self.1.clone())));
        }
    }
}

#[test]
fn a_message_is_dropped_under_no_lock() {
    let drops = Arc::new(AtomicUsize::new(0));
    let (tx, rx) = broadcast::channel(1);
    let weak = tx.downgrade();
    assert!(
        tx.send(SendsWhenDropped(Some(tx.clone()), drops.clone()))
            .is_ok()
    );
    assert!(tx.send(SendsWhenDropped(None, drops.clone())).is_ok());
    assert_eq!(drops.load(Ordering::SeqCst), 2);
    drop(rx);
    assert_eq!(drops.load(Ordering::SeqCst), 3);
    drop(tx);
    assert_eq!(weak.strong_count(), 0);
}

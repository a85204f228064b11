use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use anyrt_channels::watch;

#[test]
fn a_look_tells_whether_the_version_was_seen() {
    let (sender, mut receiver) = watch::channel(0);
    assert!(!receiver.borrow().has_changed());
    assert!(sender.send(1).is_ok());
    assert!(receiver.borrow().has_changed());
    assert!(receiver.borrow_and_update().has_changed());
    assert!(!receiver.borrow().has_changed());
    assert!(!sender.borrow().has_changed());
    receiver.mark_changed();
    assert!(receiver.borrow().has_changed());
    receiver.mark_unchanged();
    assert!(!receiver.borrow().has_changed());
    assert!(format!("{:?}", receiver.borrow()).contains("value: 1"));
}

#[test]
fn many_looks_at_once_see_the_same() {
    let (sender, receiver) = watch::channel(1);
    let looks: Vec<_> = (0..10).map(|_| receiver.borrow()).collect();
    assert!(looks.iter().all(|look| **look == 1));
    drop(looks);
    assert!(sender.send(2).is_ok());
}

/// A second look in a thread is not blocked for good by a sender that waits for the first one.
#[test]
fn a_second_look_passes_a_sender_that_waits() {
    let (sender, receiver) = watch::channel(1);
    let first = receiver.borrow();
    let is_sending = Arc::new(AtomicBool::new(false));
    let sends = is_sending.clone();
    let sending = thread::spawn(move || {
        sends.store(true, Ordering::SeqCst);
        sender.send(2)
    });
    while !is_sending.load(Ordering::SeqCst) {
        thread::yield_now();
    }
    for _ in 0..1000 {
        thread::yield_now();
        assert_eq!(*receiver.borrow(), 1);
    }
    drop(first);
    assert!(sending.join().is_ok_and(|sent| sent.is_ok()));
    assert_eq!(*receiver.borrow(), 2);
}

#[test]
fn readers_and_writers_of_many_threads_see_whole_values() {
    let (sender, receiver) = watch::channel([0_u64; 4]);
    let writers = [sender.clone(), sender].map(|sender| {
        thread::spawn(move || {
            for _ in 0..2_000 {
                sender.send_modify(|value| value.iter_mut().for_each(|part| *part += 1));
            }
        })
    });
    let readers = [receiver.clone(), receiver.clone()].map(|mut receiver| {
        thread::spawn(move || {
            let mut last = 0;
            while !receiver.is_closed() {
                let value = *receiver.borrow_and_update();
                assert!(value.iter().all(|part| *part == value[0]));
                assert!(value[0] >= last);
                last = value[0];
                assert_eq!(receiver.borrow().len(), 4);
            }
        })
    });
    for thread in writers.into_iter().chain(readers) {
        thread.join().expect("it does not panic");
    }
    assert_eq!(*receiver.borrow(), [4_000; 4]);
}

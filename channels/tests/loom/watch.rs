use std::sync::Arc;

use anyrt_channels::watch::{self, Receiver, Sender};
use loom::{
    future::block_on,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use crate::{count::Polled, model::run};

/// Runs `send` and `receive` on two threads, each of them on the first one in turn: loom forgets a load of one
/// thread at a load of the other, so that who runs first matters.
fn pair(name: &str, bound: Option<usize>, send: fn(Sender<u8>), receive: fn(Receiver<u8>)) {
    run(&format!("watch {name}"), bound, move || {
        let (sender, receiver) = watch::channel(0);
        let receiving = thread::spawn(move || receive(receiver));
        send(sender);
        receiving.join().expect("it does not panic");
    });
    run(&format!("watch {name}, receiver first"), bound, move || {
        let (sender, receiver) = watch::channel(0);
        let sending = thread::spawn(move || send(sender));
        receive(receiver);
        sending.join().expect("it does not panic");
    });
}

fn send(sender: Sender<u8>) {
    let _sent = sender.send(1);
}

fn send_twice(sender: Sender<u8>) {
    let _sent = (sender.send(1), sender.send(2));
}

fn modify_in_vain_then_send(sender: Sender<u8>) {
    sender.send_if_modified(|_| false);
    sender.send_replace(1);
}

fn wait_until_closed(sender: Sender<u8>) {
    block_on(sender.closed());
    assert!(sender.send(1).is_err());
}

fn wait_for_change(mut receiver: Receiver<u8>) {
    assert!(block_on(receiver.changed()).is_ok());
    assert_eq!(*receiver.borrow_and_update(), 1);
}

fn wait_until_the_end(mut receiver: Receiver<u8>) {
    let mut last = *receiver.borrow_and_update();
    while block_on(receiver.changed()).is_ok() {
        let value = *receiver.borrow_and_update();
        assert!(value >= last);
        last = value;
    }
    assert_eq!(*receiver.borrow(), 2);
}

fn wait_for_two(mut receiver: Receiver<u8>) {
    let value = block_on(receiver.wait_for(|value| *value == 2));
    assert!(value.is_ok_and(|value| *value == 2));
}

fn wait_for_three_in_vain(mut receiver: Receiver<u8>) {
    assert!(block_on(receiver.wait_for(|value| *value == 3)).is_err());
}

fn look_twice(receiver: Receiver<u8>) {
    let first = receiver.borrow();
    let second = receiver.borrow();
    assert_eq!(*first, *second);
    assert_eq!(first.has_changed(), *first != 0);
}

fn look_and_update(mut receiver: Receiver<u8>) {
    for _ in 0..2 {
        let before = *receiver.borrow_and_update();
        let after = receiver.borrow();
        assert_eq!(after.has_changed(), *after != before);
    }
}

/// Polls with two wakers, and drops the future.
fn poll_twice_then_drop(mut receiver: Receiver<u8>) {
    let mut changed = Polled::new(async move { receiver.changed().await });
    let _done = changed.poll().is_ready() || changed.poll().is_ready();
}

#[test]
fn send_against_changed() {
    pair("send_against_changed", Some(3), send, wait_for_change);
}

/// With a sender that stays: its end would wake the receiver too.
#[test]
fn changed_against_send() {
    run("watch changed_against_send", Some(3), || {
        let (sender, receiver) = watch::channel(0);
        let sending = thread::spawn(move || {
            sender.send_replace(1);
            sender
        });
        wait_for_change(receiver);
        drop(sending.join().expect("it does not panic"));
    });
}

/// A value that is changed without a version is seen whole all the same.
#[test]
fn modify_without_a_version_against_a_look() {
    pair(
        "modify_without_a_version_against_a_look",
        Some(3),
        |sender| {
            sender.send_if_modified(|value| {
                *value = 1;
                false
            });
        },
        |receiver| assert!(*receiver.borrow() < 2),
    );
}

#[test]
fn modify_in_vain_then_send_against_changed() {
    pair(
        "modify_in_vain_then_send_against_changed",
        Some(3),
        modify_in_vain_then_send,
        wait_for_change,
    );
}

#[test]
fn send_twice_against_changed_until_the_end() {
    pair(
        "send_twice_against_changed_until_the_end",
        Some(2),
        send_twice,
        wait_until_the_end,
    );
}

#[test]
fn send_twice_against_wait_for() {
    pair(
        "send_twice_against_wait_for",
        Some(2),
        send_twice,
        wait_for_two,
    );
}

#[test]
fn send_then_drop_against_wait_for_in_vain() {
    pair(
        "send_then_drop_against_wait_for_in_vain",
        Some(2),
        send,
        wait_for_three_in_vain,
    );
}

#[test]
fn send_against_two_looks_at_once() {
    pair("send_against_two_looks_at_once", Some(2), send, look_twice);
}

#[test]
fn send_twice_against_looks() {
    pair(
        "send_twice_against_looks",
        Some(2),
        send_twice,
        look_and_update,
    );
}

#[test]
fn send_against_drop() {
    pair("send_against_drop", None, send, drop);
}

#[test]
fn send_against_polls_then_drop() {
    pair(
        "send_against_polls_then_drop",
        Some(4),
        send,
        poll_twice_then_drop,
    );
}

#[test]
fn drop_against_polls_then_drop() {
    pair(
        "drop_against_polls_then_drop",
        None,
        drop,
        poll_twice_then_drop,
    );
}

#[test]
fn closed_against_drop() {
    pair("closed_against_drop", None, wait_until_closed, drop);
}

#[test]
fn drop_against_changed() {
    pair("drop_against_changed", None, drop, |mut receiver| {
        assert!(block_on(receiver.changed()).is_err());
    });
}

#[test]
fn closed_against_clone_then_drop() {
    pair(
        "closed_against_clone_then_drop",
        Some(3),
        wait_until_closed,
        |receiver| {
            let other = receiver.clone();
            drop(receiver);
            drop(other);
        },
    );
}

#[test]
fn clone_then_drop_against_changed() {
    pair(
        "clone_then_drop_against_changed",
        Some(3),
        |sender| {
            let other = sender.clone();
            drop(sender);
            send(other);
        },
        |mut receiver| {
            assert!(block_on(receiver.changed()).is_ok());
            assert!(block_on(receiver.changed()).is_err());
        },
    );
}

#[test]
fn subscribe_against_drop() {
    run("watch subscribe_against_drop", None, || {
        let (sender, receiver) = watch::channel(0);
        let dropping = thread::spawn(move || drop(receiver));
        let other = sender.subscribe();
        dropping.join().expect("it does not panic");
        assert_eq!(sender.receiver_count(), 1);
        drop(other);
        assert!(sender.is_closed());
    });
}

/// The last waker is the one that is woken, and it is woken.
#[test]
fn the_last_waker_of_changed_is_woken() {
    for wake in [send as fn(Sender<u8>), drop] {
        run(
            "watch the_last_waker_of_changed_is_woken",
            Some(4),
            move || {
                let (sender, mut receiver) = watch::channel(0);
                let mut changed = Polled::new(async move { receiver.changed().await });
                assert!(changed.poll().is_pending());
                let sending = thread::spawn(move || wake(sender));
                let poll = changed.poll();
                sending.join().expect("it does not panic");
                if poll.is_pending() {
                    let _changed = changed.woken();
                }
            },
        );
    }
}

#[test]
fn the_last_waker_of_closed_is_woken() {
    run("watch the_last_waker_of_closed_is_woken", None, || {
        let (sender, receiver) = watch::channel(0);
        let mut closed = Polled::new(async move { sender.closed().await });
        assert!(closed.poll().is_pending());
        let dropping = thread::spawn(move || drop(receiver));
        let poll = closed.poll();
        dropping.join().expect("it does not panic");
        if poll.is_pending() {
            closed.woken();
        }
    });
}

/// What was done before is seen by who knows of the change or the end.
#[test]
fn changes_and_ends_pass_on_what_was_done() {
    let looks: [fn(&mut Receiver<u8>) -> bool; 3] = [
        |receiver| receiver.has_changed().unwrap_or(true),
        |receiver| receiver.borrow_and_update().has_changed(),
        |receiver| receiver.is_closed(),
    ];
    for look in looks {
        run(
            "watch changes_and_ends_pass_on_what_was_done",
            Some(3),
            move || {
                let (sender, mut receiver) = watch::channel(0);
                let is_done = Arc::new(AtomicBool::new(false));
                let done = is_done.clone();
                let looking = thread::spawn(move || {
                    if (0..2).any(|_| look(&mut receiver)) {
                        assert!(done.load(Ordering::Relaxed));
                    }
                });
                is_done.store(true, Ordering::Relaxed);
                sender.send_replace(1);
                drop(sender);
                looking.join().expect("it does not panic");
            },
        );
    }
}

#[test]
fn the_end_of_receivers_passes_on_what_was_done() {
    run(
        "watch the_end_of_receivers_passes_on_what_was_done",
        None,
        || {
            let (sender, receiver) = watch::channel(0);
            let is_done = Arc::new(AtomicBool::new(false));
            let done = is_done.clone();
            let dropping = thread::spawn(move || {
                done.store(true, Ordering::Relaxed);
                drop(receiver);
            });
            if sender.is_closed() {
                assert!(is_done.load(Ordering::Relaxed));
            }
            dropping.join().expect("it does not panic");
        },
    );
}

/// Writers exclude each other.
#[test]
fn send_against_send() {
    run("watch send_against_send", Some(3), || {
        let (sender, receiver) = watch::channel(0);
        let other = sender.clone();
        let sending = thread::spawn(move || other.send_modify(|value| *value += 1));
        sender.send_modify(|value| *value += 1);
        sending.join().expect("it does not panic");
        assert_eq!(*receiver.borrow(), 2);
    });
}

/// Three threads: of two that wait one is polled again and one is dropped, while a change comes.
///
/// No three threads look at the value or write it at once: loom lets two that spin wait for each other for
/// ever, and never lets the third one run.
#[test]
fn send_against_a_poll_and_a_drop() {
    run("watch send_against_a_poll_and_a_drop", Some(2), || {
        let (sender, receiver) = watch::channel(0);
        let [mut first, mut second] = [receiver.clone(), receiver]
            .map(|mut receiver| Polled::new(async move { receiver.changed().await }));
        assert!(first.poll().is_pending() && second.poll().is_pending());
        let polling = thread::spawn(move || {
            let is_ready = first.poll().is_ready();
            (first, is_ready)
        });
        let dropping = thread::spawn(move || drop(second));
        sender.send_replace(1);
        let (mut first, is_ready) = polling.join().expect("it does not panic");
        dropping.join().expect("it does not panic");
        assert!(is_ready || first.woken().is_ok());
    });
}

/// Three threads: the sender of the other thread is the last one, or this one is.
#[test]
fn two_senders_drop_against_changed() {
    run("watch two_senders_drop_against_changed", Some(2), || {
        let (sender, mut receiver) = watch::channel(0);
        let is_done = Arc::new(AtomicBool::new(false));
        let threads = [(sender.clone(), true), (sender, false)].map(|(sender, tells)| {
            let done = is_done.clone();
            thread::spawn(move || {
                if tells {
                    done.store(true, Ordering::Relaxed);
                }
                drop(sender);
            })
        });
        assert!(block_on(receiver.changed()).is_err());
        assert!(is_done.load(Ordering::Relaxed));
        for thread in threads {
            thread.join().expect("it does not panic");
        }
    });
}

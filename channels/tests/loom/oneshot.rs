use std::{pin::Pin, task::Poll};

use anyrt_channels::oneshot::{self, Receiver, Sender, error::TryRecvError};
use loom::{
    future::block_on,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use crate::{
    count::{Count, Polled},
    model::run,
};

/// A value that loom reports if it is never dropped.
type Value = Arc<u8>;

/// Runs two pieces of code on two threads, with a half each.
fn halves(name: &str, send: fn(Sender<Value>), receive: fn(Receiver<Value>)) {
    halves_within(name, None, send, receive);
}

/// As `halves`, with at most `bound` preemptions.
fn halves_within(
    name: &str,
    bound: Option<usize>,
    send: fn(Sender<Value>),
    receive: fn(Receiver<Value>),
) {
    run(&format!("oneshot {name}"), bound, move || {
        let (sender, receiver) = oneshot::channel();
        let sending = thread::spawn(move || send(sender));
        receive(receiver);
        sending.join().expect("it does not panic");
    });
}

fn send(sender: Sender<Value>) {
    let value = sender.send(Arc::new(7));
    if let Err(value) = value {
        assert_eq!(*value, 7);
    }
}

fn wait_until_closed(mut sender: Sender<Value>) {
    block_on(sender.closed());
    assert!(sender.send(Arc::new(7)).is_err());
}

/// Polls for the end twice, with two wakers, and then sends.
fn poll_closed_twice_then_send(mut sender: Sender<Value>) {
    for _ in 0..2 {
        let _poll = Count::new().poll(Pin::new(&mut sender.closed()));
    }
    send(sender);
}

fn poll_closed_twice_then_drop(mut sender: Sender<Value>) {
    for _ in 0..2 {
        let _poll = Count::new().poll(Pin::new(&mut sender.closed()));
    }
}

fn wait(receiver: Receiver<Value>) {
    assert!(block_on(receiver).is_ok_and(|value| *value == 7));
}

fn wait_in_vain(receiver: Receiver<Value>) {
    assert!(block_on(receiver).is_err());
}

fn try_twice(mut receiver: Receiver<Value>) {
    for _ in 0..2 {
        match receiver.try_recv() {
            Ok(value) => return assert_eq!(*value, 7),
            Err(TryRecvError::Empty) => thread::yield_now(),
            Err(TryRecvError::Closed) => panic!("the sender sends"),
        }
    }
}

/// Closes, and looks whether something was sent before.
fn close_then_try(mut receiver: Receiver<Value>) {
    receiver.close();
    match receiver.try_recv() {
        Ok(value) => assert_eq!(*value, 7),
        Err(error) => assert_eq!(error, TryRecvError::Closed),
    }
}

fn close_then_poll(mut receiver: Receiver<Value>) {
    receiver.close();
    if let Ok(value) = block_on(receiver) {
        assert_eq!(*value, 7);
    }
}

fn poll_then_close_then_poll(mut receiver: Receiver<Value>) {
    if Count::new().poll(Pin::new(&mut receiver)).is_pending() {
        close_then_poll(receiver);
    }
}

fn poll_then_drop(mut receiver: Receiver<Value>) {
    let _poll = Count::new().poll(Pin::new(&mut receiver));
}

fn poll_twice_then_drop(mut receiver: Receiver<Value>) {
    if Count::new().poll(Pin::new(&mut receiver)).is_pending() {
        let _poll = Count::new().poll(Pin::new(&mut receiver));
    }
}

/// Polls with two wakers in turn, then waits.
fn poll_twice_then_wait(mut receiver: Receiver<Value>) {
    for _ in 0..2 {
        if let Poll::Ready(value) = Count::new().poll(Pin::new(&mut receiver)) {
            assert!(value.is_ok_and(|value| *value == 7));
            return;
        }
    }
    wait(receiver);
}

#[test]
fn send_against_recv() {
    halves("send_against_recv", send, wait);
}

#[test]
fn send_against_try_recv() {
    halves("send_against_try_recv", send, try_twice);
}

#[test]
fn send_against_polls_with_new_wakers() {
    halves_within(
        "send_against_polls_with_new_wakers",
        Some(4),
        send,
        poll_twice_then_wait,
    );
}

#[test]
fn send_against_drop() {
    halves("send_against_drop", send, drop);
}

#[test]
fn drop_against_recv() {
    halves("drop_against_recv", drop, wait_in_vain);
}

#[test]
fn drop_against_drop() {
    halves("drop_against_drop", drop, drop);
}

/// RUSTSEC-2021-0124: a receiver that closes takes the value while the sender takes it back.
#[test]
fn close_then_try_recv_against_send() {
    halves("close_then_try_recv_against_send", send, close_then_try);
}

/// RUSTSEC-2021-0124, by polling.
#[test]
fn close_then_poll_against_send() {
    halves("close_then_poll_against_send", send, close_then_poll);
}

#[test]
fn poll_then_close_then_poll_against_send() {
    halves(
        "poll_then_close_then_poll_against_send",
        send,
        poll_then_close_then_poll,
    );
}

#[test]
fn poll_then_close_then_poll_against_drop() {
    halves(
        "poll_then_close_then_poll_against_drop",
        drop,
        poll_then_close_then_poll,
    );
}

/// RUSTSEC-2026-0005: a receiver that was polled is dropped while the sender uses its waker.
#[test]
fn poll_then_drop_against_send() {
    halves("poll_then_drop_against_send", send, poll_then_drop);
}

/// RUSTSEC-2026-0005, with a sender that sends nothing.
#[test]
fn poll_then_drop_against_drop() {
    halves("poll_then_drop_against_drop", drop, poll_then_drop);
}

#[test]
fn polls_with_new_wakers_then_drop_against_send() {
    halves(
        "polls_with_new_wakers_then_drop_against_send",
        send,
        poll_twice_then_drop,
    );
}

#[test]
fn closed_against_drop() {
    halves("closed_against_drop", wait_until_closed, drop);
}

#[test]
fn closed_against_close() {
    halves("closed_against_close", wait_until_closed, close_then_try);
}

#[test]
fn closed_against_poll_then_drop() {
    halves(
        "closed_against_poll_then_drop",
        wait_until_closed,
        poll_then_drop,
    );
}

#[test]
fn polls_of_closed_then_send_against_drop() {
    halves(
        "polls_of_closed_then_send_against_drop",
        poll_closed_twice_then_send,
        drop,
    );
}

#[test]
fn polls_of_closed_then_send_against_close() {
    halves(
        "polls_of_closed_then_send_against_close",
        poll_closed_twice_then_send,
        close_then_try,
    );
}

#[test]
fn polls_of_closed_then_send_against_recv() {
    halves_within(
        "polls_of_closed_then_send_against_recv",
        Some(4),
        poll_closed_twice_then_send,
        wait,
    );
}

#[test]
fn polls_of_closed_then_drop_against_close() {
    halves(
        "polls_of_closed_then_drop_against_close",
        poll_closed_twice_then_drop,
        close_then_poll,
    );
}

/// The last waker is the one that is woken, and it is woken.
#[test]
fn the_last_waker_of_recv_is_woken() {
    run("oneshot the_last_waker_of_recv_is_woken", None, || {
        let (sender, receiver) = oneshot::channel();
        let mut receiver = Polled::new(receiver);
        assert!(receiver.poll().is_pending());
        let sending = thread::spawn(move || send(sender));
        let poll = receiver.poll();
        sending.join().expect("it does not panic");
        if poll.is_pending() {
            assert!(receiver.woken().is_ok());
        }
    });
}

#[test]
fn the_last_waker_of_closed_is_woken() {
    run("oneshot the_last_waker_of_closed_is_woken", None, || {
        let (mut sender, receiver) = oneshot::channel::<Value>();
        let mut closed = Polled::new(async move {
            sender.closed().await;
            sender
        });
        assert!(closed.poll().is_pending());
        let closing = thread::spawn(move || drop(receiver));
        let poll = closed.poll();
        closing.join().expect("it does not panic");
        if poll.is_pending() {
            drop(closed.woken());
        }
    });
}

/// What the receiver did before it closed is seen by who knows that it is closed.
#[test]
fn closing_passes_on_what_was_done() {
    for by_polling in [false, true] {
        run("oneshot closing_passes_on_what_was_done", None, move || {
            let is_done = Arc::new(AtomicBool::new(false));
            let (mut sender, mut receiver) = oneshot::channel::<Value>();
            let done = is_done.clone();
            let closing = thread::spawn(move || {
                done.store(true, Ordering::Relaxed);
                receiver.close();
            });
            let is_closed = if by_polling {
                (0..2).any(|_| Count::new().poll(Pin::new(&mut sender.closed())).is_ready())
            } else {
                sender.is_closed()
            };
            assert!(!is_closed || is_done.load(Ordering::Relaxed));
            closing.join().expect("it does not panic");
        });
    }
}

/// What the sender did before it was dropped is seen by who knows that it is.
#[test]
fn dropping_passes_on_what_was_done() {
    run("oneshot dropping_passes_on_what_was_done", None, || {
        let is_done = Arc::new(AtomicBool::new(false));
        let (sender, mut receiver) = oneshot::channel::<Value>();
        let done = is_done.clone();
        let dropping = thread::spawn(move || {
            done.store(true, Ordering::Relaxed);
            drop(sender);
        });
        for _ in 0..2 {
            if Count::new().poll(Pin::new(&mut receiver)).is_ready() {
                assert!(is_done.load(Ordering::Relaxed));
                break;
            }
        }
        dropping.join().expect("it does not panic");
    });
}

/// Three threads: the receiver goes from one to another while the sender sends.
#[test]
fn send_against_a_receiver_that_moves() {
    run(
        "oneshot send_against_a_receiver_that_moves",
        Some(3),
        || {
            let (sender, mut receiver) = oneshot::channel();
            let sending = thread::spawn(move || send(sender));
            if Count::new().poll(Pin::new(&mut receiver)).is_pending() {
                let receiving = thread::spawn(move || wait(receiver));
                receiving.join().expect("it does not panic");
            }
            sending.join().expect("it does not panic");
        },
    );
}

/// Three threads: both halves leave for other threads at once.
#[test]
fn closed_then_send_against_poll_then_close_elsewhere() {
    run(
        "oneshot closed_then_send_against_poll_then_close_elsewhere",
        Some(3),
        || {
            let (sender, mut receiver) = oneshot::channel();
            let poll = Count::new().poll(Pin::new(&mut receiver));
            assert!(poll.is_pending());
            let sending = thread::spawn(move || poll_closed_twice_then_send(sender));
            let receiving = thread::spawn(move || close_then_poll(receiver));
            sending.join().expect("it does not panic");
            receiving.join().expect("it does not panic");
        },
    );
}

#[test]
fn slot_rounds_against_sends() {
    run("oneshot slot_rounds_against_sends", Some(3), || {
        let mut slot = oneshot::Slot::new();
        for _ in 0..2 {
            let (sender, receiver) = slot.pair();
            let sending = thread::spawn(move || send(sender));
            assert!(block_on(receiver).is_ok());
            sending.join().expect("it does not panic");
        }
    });
}

#[test]
fn slot_round_given_up_against_send() {
    run("oneshot slot_round_given_up_against_send", None, || {
        let mut slot = oneshot::Slot::new();
        let (sender, mut receiver) = slot.pair();
        let sending = thread::spawn(move || send(sender));
        let _poll = Count::new().poll(Pin::new(&mut receiver));
        drop(receiver);
        let (sender, mut receiver) = slot.pair();
        send(sender);
        assert!(receiver.try_recv().is_ok());
        sending.join().expect("it does not panic");
    });
}

#[test]
fn slot_round_forgotten_against_send() {
    run("oneshot slot_round_forgotten_against_send", None, || {
        let mut slot = oneshot::Slot::new();
        let (sender, mut receiver) = slot.pair();
        let sending = thread::spawn(move || send(sender));
        let _poll = Count::new().poll(Pin::new(&mut receiver));
        std::mem::forget(receiver);
        let (sender, receiver) = slot.pair();
        drop(sender);
        assert!(block_on(receiver).is_err());
        drop(slot);
        sending.join().expect("it does not panic");
    });
}

#[test]
fn slot_drop_against_drop() {
    run("oneshot slot_drop_against_drop", None, || {
        let mut slot = oneshot::Slot::<Value>::new();
        let (sender, receiver) = slot.pair();
        let dropping = thread::spawn(move || drop(sender));
        drop(receiver);
        drop(slot);
        dropping.join().expect("it does not panic");
    });
}

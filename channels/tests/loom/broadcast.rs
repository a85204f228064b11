//! Broadcast.

use anyrt_channels::broadcast::{
    self,
    error::{RecvError, TryRecvError},
};
use loom::{future::block_on, thread};

use crate::model::run;

#[test]
fn a_message_wakes_both_receivers() {
    run("broadcast send/recv/recv", Some(2), || {
        let (tx, mut rx) = broadcast::channel(2);
        let mut other = tx.subscribe();
        let receiver = thread::spawn(move || {
            assert_eq!(block_on(other.recv()), Ok(Box::new(1)));
            assert_eq!(block_on(other.recv()), Err(RecvError::Closed));
        });
        let sender = thread::spawn(move || assert!(tx.send(Box::new(1)).is_ok()));
        assert_eq!(block_on(rx.recv()), Ok(Box::new(1)));
        assert_eq!(block_on(rx.recv()), Err(RecvError::Closed));
        sender.join().expect("no panic");
        receiver.join().expect("no panic");
    });
}

#[test]
fn a_message_is_written_over_while_it_is_cloned() {
    run("broadcast send/clone/clone", Some(2), || {
        let (tx, mut rx) = broadcast::overwriting_channel(1);
        let mut other = tx.subscribe();
        assert!(tx.send(Box::new(1)).is_ok());
        let receiver = thread::spawn(move || {
            let first = *other.try_recv().expect("one is there");
            match other.try_recv() {
                Ok(second) => assert_eq!((first, *second), (1, 2)),
                Err(error) => assert!(matches!(error, TryRecvError::Empty | TryRecvError::Closed)),
            }
        });
        let sender = thread::spawn(move || assert!(tx.send(Box::new(2)).is_ok()));
        let first = *rx.try_recv().expect("one is there");
        assert!(first == 1 || first == 2);
        sender.join().expect("no panic");
        receiver.join().expect("no panic");
    });
}

#[test]
fn a_receiver_that_is_lapped_is_told() {
    run("broadcast send/try_recv", Some(3), || {
        let (tx, mut rx) = broadcast::channel(1);
        let keeper = tx.subscribe();
        let sender = thread::spawn(move || {
            for n in 0..2 {
                assert!(tx.send(Box::new(n)).is_ok());
            }
        });
        let mut next = 0;
        loop {
            match block_on(rx.recv()) {
                Ok(n) => {
                    assert_eq!(*n, next);
                    next += 1;
                }
                Err(RecvError::Lagged(missed)) => next += missed,
                Err(RecvError::Closed) => break,
            }
        }
        assert_eq!(next, 2);
        sender.join().expect("no panic");
        drop(keeper);
    });
}

#[test]
fn two_senders_and_a_receiver() {
    run("broadcast send/send/recv", Some(2), || {
        let (tx, mut rx) = broadcast::channel(2);
        let senders = [1, 2].map(|n| {
            let tx = tx.clone();
            thread::spawn(move || assert!(tx.send(n).is_ok()))
        });
        drop(tx);
        let mut sum = 0;
        while let Ok(n) = block_on(rx.recv()) {
            sum += n;
        }
        assert_eq!(sum, 3);
        for sender in senders {
            sender.join().expect("no panic");
        }
    });
}

#[test]
fn a_receiver_comes_while_another_goes() {
    run("broadcast send/subscribe/drop receiver", Some(2), || {
        let (tx, rx) = broadcast::channel(2);
        let other = tx.clone();
        let sender = thread::spawn(move || other.send(Box::new(1)).unwrap_or(0));
        let dropper = thread::spawn(move || drop(rx));
        let mut late = tx.subscribe();
        let got = late.try_recv();
        let receivers = sender.join().expect("no panic");
        dropper.join().expect("no panic");
        let later = late.try_recv();
        if got.is_ok() || later.is_ok() {
            assert!(receivers > 0);
        }
        assert!(tx.is_empty());
    });
}

#[test]
fn the_last_receiver_goes_while_a_sender_waits_for_that() {
    run("broadcast closed/drop receiver", Some(3), || {
        let (tx, rx) = broadcast::channel::<u8>(1);
        let sender = thread::spawn(move || block_on(tx.closed()));
        drop(rx);
        sender.join().expect("no panic");
    });
}

#[test]
fn the_last_sender_goes_while_a_receiver_waits() {
    run("broadcast recv/drop sender", Some(3), || {
        let (tx, mut rx) = broadcast::channel::<u8>(1);
        let sender = thread::spawn(move || drop(tx));
        assert_eq!(block_on(rx.recv()), Err(RecvError::Closed));
        sender.join().expect("no panic");
    });
}

#[test]
fn room_wakes_the_sender() {
    run("broadcast full send/recv", Some(3), || {
        let (tx, mut rx) = broadcast::lossless_channel(1);
        let sender = thread::spawn(move || {
            for n in 0..2 {
                assert!(block_on(tx.send(n)).is_ok());
            }
        });
        for n in 0..2 {
            assert_eq!(block_on(rx.recv()), Ok(n));
        }
        assert_eq!(block_on(rx.recv()), Err(RecvError::Closed));
        sender.join().expect("no panic");
    });
}

#[test]
fn a_sender_waits_for_two_receivers() {
    run("broadcast full send/recv/recv", Some(2), || {
        let (tx, mut rx) = broadcast::lossless_channel(1);
        let mut other = tx.subscribe();
        assert!(tx.try_send(Box::new(0)).is_ok());
        let receiver = thread::spawn(move || assert_eq!(other.try_recv(), Ok(Box::new(0))));
        let sender = thread::spawn(move || assert!(block_on(tx.send(Box::new(1))).is_ok()));
        assert_eq!(rx.try_recv(), Ok(Box::new(0)));
        receiver.join().expect("no panic");
        sender.join().expect("no panic");
        assert_eq!(rx.try_recv(), Ok(Box::new(1)));
    });
}

#[test]
fn a_receiver_that_goes_makes_room_or_ends_the_wait() {
    run("broadcast full send/drop receiver", Some(2), || {
        let (tx, rx) = broadcast::lossless_channel(1);
        let other = tx.subscribe();
        assert!(tx.try_send(Box::new(0)).is_ok());
        let sender = thread::spawn(move || block_on(tx.send(Box::new(1))).is_ok());
        let dropper = thread::spawn(move || drop(other));
        drop(rx);
        dropper.join().expect("no panic");
        sender.join().expect("no panic");
    });
}

#[test]
fn a_dropped_grant_is_passed_on() {
    use std::{
        future::Future,
        pin::pin,
        task::{Context, Waker},
    };
    run("broadcast send/cancel/recv", Some(2), || {
        let (tx, mut rx) = broadcast::lossless_channel(1);
        assert!(tx.try_send(0).is_ok());
        let other = tx.clone();
        let dropper = thread::spawn(move || {
            let mut send = pin!(other.send(1));
            let cx = &mut Context::from_waker(Waker::noop());
            let is_sent = send.as_mut().poll(cx).is_ready();
            assert_eq!(send.cancel().is_none(), is_sent);
            is_sent
        });
        let sender = thread::spawn(move || assert!(block_on(tx.send(2)).is_ok()));
        let mut got = 0;
        while block_on(rx.recv()).is_ok() {
            got += 1;
        }
        sender.join().expect("no panic");
        let is_sent = dropper.join().expect("no panic");
        assert_eq!(got, 2 + usize::from(is_sent));
    });
}

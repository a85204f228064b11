//! The bounded channel with one receiver.

use anyrt_channels::mpsc::{self, error::TryRecvError};
use loom::{future::block_on, thread};

use crate::model::run;

#[test]
fn a_message_wakes_the_receiver() {
    run("mpsc send/recv", Some(3), || {
        let (tx, mut rx) = mpsc::channel(2);
        let sender = thread::spawn(move || tx.try_send(1).expect("there is room"));
        assert_eq!(block_on(rx.recv()), Some(1));
        assert_eq!(block_on(rx.recv()), None);
        sender.join().expect("no panic");
    });
}

#[test]
fn room_wakes_the_sender() {
    run("mpsc full send/recv", Some(2), || {
        let (tx, mut rx) = mpsc::channel(1);
        let sender = thread::spawn(move || {
            for n in 0..2 {
                block_on(tx.send(n)).expect("it is open");
            }
        });
        for n in 0..2 {
            assert_eq!(block_on(rx.recv()), Some(n));
        }
        assert_eq!(block_on(rx.recv()), None);
        sender.join().expect("no panic");
    });
}

#[test]
fn two_senders_and_a_place() {
    run("mpsc send/send/recv", Some(2), || {
        let (tx, mut rx) = mpsc::channel(1);
        let senders = [1, 2].map(|n| {
            let tx = tx.clone();
            thread::spawn(move || block_on(tx.send(n)).expect("it is open"))
        });
        drop(tx);
        let mut sum = 0;
        while let Some(n) = block_on(rx.recv()) {
            sum += n;
        }
        assert_eq!(sum, 3);
        for sender in senders {
            sender.join().expect("no panic");
        }
    });
}

#[test]
fn the_close_meets_a_send() {
    run("mpsc send/close", Some(3), || {
        let (tx, mut rx) = mpsc::channel(1);
        tx.try_send(0).expect("there is room");
        let sender = thread::spawn(move || block_on(tx.send(1)));
        rx.close();
        let mut got = Vec::new();
        while let Some(n) = block_on(rx.recv()) {
            got.push(n);
        }
        let sent = sender.join().expect("no panic");
        assert_eq!(got.len(), 1 + usize::from(sent.is_ok()));
    });
}

#[test]
fn a_dropped_grant_is_passed_on() {
    use std::{
        future::Future,
        pin::pin,
        task::{Context, Waker},
    };
    run("mpsc send/drop/recv", Some(2), || {
        let (tx, mut rx) = mpsc::channel(1);
        tx.try_send(0).expect("there is room");
        let other = tx.clone();
        let dropper = thread::spawn(move || {
            let mut send = pin!(other.send(1));
            let cx = &mut Context::from_waker(Waker::noop());
            let is_sent = send.as_mut().poll(cx).is_ready();
            let value = send.cancel();
            assert_eq!(value.is_none(), is_sent);
            is_sent
        });
        let sender = thread::spawn(move || block_on(tx.send(2)).expect("it is open"));
        let mut got = Vec::new();
        while let Some(n) = block_on(rx.recv()) {
            got.push(n);
        }
        sender.join().expect("no panic");
        let is_sent = dropper.join().expect("no panic");
        assert_eq!(got.len(), 2 + usize::from(is_sent), "{got:?}");
    });
}

#[test]
fn a_permit_that_is_dropped_makes_room() {
    run("mpsc reserve/drop/send", Some(3), || {
        let (tx, mut rx) = mpsc::channel(1);
        let permit = tx.clone().try_reserve_owned().expect("there is room");
        let sender = thread::spawn(move || block_on(tx.send(2)).expect("it is open"));
        drop(permit);
        assert_eq!(block_on(rx.recv()), Some(2));
        assert_eq!(block_on(rx.recv()), None);
        sender.join().expect("no panic");
    });
}

#[test]
fn a_permit_outlives_the_close() {
    run("mpsc permit/close/recv", Some(3), || {
        let (tx, mut rx) = mpsc::channel(2);
        let used = tx.clone().try_reserve_owned().expect("there is room");
        let unused = tx.try_reserve_owned().expect("there is room");
        let sender = thread::spawn(move || {
            drop(used.send(1));
            drop(unused);
        });
        rx.close();
        assert_eq!(block_on(rx.recv()), Some(1));
        assert_eq!(block_on(rx.recv()), None);
        sender.join().expect("no panic");
    });
}

#[test]
fn a_send_that_returned_is_not_missed() {
    run("mpsc send/try_recv", Some(3), || {
        let (tx, mut rx) = mpsc::channel(2);
        let other = tx.clone();
        let sender = thread::spawn(move || other.try_send(1).expect("there is room"));
        tx.try_send(2).expect("there is room");
        let first = rx.try_recv().expect("a send returned");
        sender.join().expect("no panic");
        let second = rx.try_recv().expect("a send returned");
        assert_eq!(first + second, 3);
        assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    });
}

#[test]
fn the_receiver_goes_while_a_sender_waits() {
    run("mpsc send/drop receiver", Some(3), || {
        let (tx, rx) = mpsc::channel(1);
        tx.try_send(Box::new(0)).expect("there is room");
        let sender = thread::spawn(move || {
            let sent = block_on(tx.send(Box::new(1)));
            block_on(tx.closed());
            sent.is_ok()
        });
        drop(rx);
        sender.join().expect("no panic");
    });
}

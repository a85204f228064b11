//! The channel with priorities.

use anyrt_channels::priority::{self, error::TryRecvError};
use loom::{future::block_on, thread};

use crate::model::run;

#[test]
fn a_message_wakes_the_receiver() {
    run("priority send/recv", Some(3), || {
        let (tx, mut rx) = priority::unbounded();
        let sender = thread::spawn(move || assert!(tx.try_send(1, 'a').is_ok()));
        assert_eq!(block_on(rx.recv()), Some((1, 'a')));
        assert_eq!(block_on(rx.recv()), None);
        sender.join().expect("no panic");
    });
}

#[test]
fn room_wakes_the_sender() {
    run("priority full send/recv", Some(3), || {
        let (tx, mut rx) = priority::channel(1);
        let sender = thread::spawn(move || {
            for n in 0..2 {
                assert!(block_on(tx.send(n, n)).is_ok());
            }
        });
        for n in 0..2 {
            assert_eq!(block_on(rx.recv()), Some((n, n)));
        }
        assert_eq!(block_on(rx.recv()), None);
        sender.join().expect("no panic");
    });
}

#[test]
fn two_senders_and_a_place() {
    run("priority send/send/recv", Some(2), || {
        let (tx, mut rx) = priority::channel(1);
        let senders = [1, 2].map(|n| {
            let tx = tx.clone();
            thread::spawn(move || assert!(block_on(tx.send(n, n)).is_ok()))
        });
        drop(tx);
        let mut sum = 0;
        while let Some((_, n)) = block_on(rx.recv()) {
            sum += n;
        }
        assert_eq!(sum, 3);
        for sender in senders {
            sender.join().expect("no panic");
        }
    });
}

#[test]
fn a_send_that_returned_is_not_missed() {
    run("priority send/try_recv", Some(3), || {
        let (tx, mut rx) = priority::unbounded();
        let other = tx.clone();
        let sender = thread::spawn(move || assert!(other.try_send(1, ()).is_ok()));
        assert!(tx.try_send(2, ()).is_ok());
        assert_eq!(rx.try_recv(), Ok((2, ())));
        sender.join().expect("no panic");
        assert_eq!(rx.try_recv(), Ok((1, ())));
        assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    });
}

#[test]
fn the_close_meets_a_send() {
    run("priority send/close", Some(3), || {
        let (tx, mut rx) = priority::channel(1);
        assert!(tx.try_send(0, ()).is_ok());
        let sender = thread::spawn(move || block_on(tx.send(1, ())).is_ok());
        rx.close();
        let mut got = 0;
        while block_on(rx.recv()).is_some() {
            got += 1;
        }
        assert_eq!(got, 1 + usize::from(sender.join().expect("no panic")));
    });
}

#[test]
fn the_receiver_goes_while_senders_wait() {
    run("priority send/closed/drop receiver", Some(2), || {
        let (tx, rx) = priority::channel(1);
        assert!(tx.try_send(0, Box::new(0)).is_ok());
        let other = tx.clone();
        let waiter = thread::spawn(move || block_on(other.closed()));
        let sender = thread::spawn(move || drop(block_on(tx.send(1, Box::new(1)))));
        drop(rx);
        waiter.join().expect("no panic");
        sender.join().expect("no panic");
    });
}

#[test]
fn the_last_sender_goes_while_the_receiver_waits() {
    run("priority recv/clone/drop sender", Some(2), || {
        let (tx, mut rx) = priority::unbounded::<u8, u8>();
        let weak = tx.downgrade();
        let dropper = thread::spawn(move || drop(tx));
        let sender = thread::spawn(move || {
            weak.upgrade()
                .is_some_and(|tx| tx.clone().try_send(1, 1).is_ok())
        });
        let mut got = 0;
        while block_on(rx.recv()).is_some() {
            got += 1;
        }
        dropper.join().expect("no panic");
        assert_eq!(got, usize::from(sender.join().expect("no panic")));
    });
}

#[test]
fn a_dropped_grant_is_passed_on() {
    use std::{
        future::Future,
        pin::pin,
        task::{Context, Waker},
    };
    run("priority send/cancel/recv", Some(2), || {
        let (tx, mut rx) = priority::channel(1);
        assert!(tx.try_send(0, 0).is_ok());
        let other = tx.clone();
        let dropper = thread::spawn(move || {
            let mut send = pin!(other.send(2, 1));
            let cx = &mut Context::from_waker(Waker::noop());
            let is_sent = send.as_mut().poll(cx).is_ready();
            assert_eq!(send.cancel().is_none(), is_sent);
            is_sent
        });
        let sender = thread::spawn(move || assert!(block_on(tx.send(1, 2)).is_ok()));
        let mut got = 0;
        while block_on(rx.recv()).is_some() {
            got += 1;
        }
        sender.join().expect("no panic");
        let is_sent = dropper.join().expect("no panic");
        assert_eq!(got, 2 + usize::from(is_sent));
    });
}

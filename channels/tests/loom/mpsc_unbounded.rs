//! The unbounded channel with one receiver. A block has two slots here.

use anyrt_channels::mpsc::{self, error::TryRecvError};
use loom::{future::block_on, thread};

use crate::model::run;

#[test]
fn messages_cross_blocks() {
    run("mpsc unbounded send/recv", Some(3), || {
        let (tx, mut rx) = mpsc::unbounded_channel();
        let sender = thread::spawn(move || {
            for n in 0..5 {
                tx.send(Box::new(n)).expect("it is open");
            }
        });
        for n in 0..5 {
            assert_eq!(block_on(rx.recv()).as_deref(), Some(&n));
        }
        assert_eq!(block_on(rx.recv()), None);
        sender.join().expect("no panic");
    });
}

#[test]
fn two_senders_walk_blocks_that_are_retired() {
    run("mpsc unbounded send/send/recv", Some(2), || {
        let (tx, mut rx) = mpsc::unbounded_channel();
        let senders = [1, 10].map(|n| {
            let tx = tx.clone();
            thread::spawn(move || {
                for _ in 0..3 {
                    tx.send(n).expect("it is open");
                }
            })
        });
        drop(tx);
        let mut sum = 0;
        while let Some(n) = block_on(rx.recv()) {
            sum += n;
        }
        assert_eq!(sum, 33);
        for sender in senders {
            sender.join().expect("no panic");
        }
    });
}

#[test]
fn the_close_cuts_exactly() {
    run("mpsc unbounded send/close", Some(3), || {
        let (tx, mut rx) = mpsc::unbounded_channel();
        let sender = thread::spawn(move || {
            let mut sent = 0;
            for _ in 0..3 {
                sent += usize::from(tx.send(Box::new(1)).is_ok());
            }
            sent
        });
        rx.close();
        let len = rx.len();
        let mut got = 0;
        while let Some(n) = block_on(rx.recv()) {
            got += *n;
        }
        assert_eq!(got, len);
        assert_eq!(sender.join().expect("no panic"), got);
    });
}

#[test]
fn the_receiver_goes_while_a_message_is_written() {
    run("mpsc unbounded send/drop receiver", Some(3), || {
        let (tx, rx) = mpsc::unbounded_channel();
        let other = tx.clone();
        let sender = thread::spawn(move || {
            for _ in 0..3 {
                drop(other.send(Box::new(1)));
            }
        });
        drop(rx);
        drop(tx);
        sender.join().expect("no panic");
    });
}

#[test]
fn a_send_that_returned_is_not_missed() {
    run("mpsc unbounded send/try_recv", Some(3), || {
        let (tx, mut rx) = mpsc::unbounded_channel();
        let other = tx.clone();
        let sender = thread::spawn(move || other.send(1).expect("it is open"));
        tx.send(2).expect("it is open");
        let first = rx.try_recv().expect("a send returned");
        sender.join().expect("no panic");
        let second = rx.try_recv().expect("a send returned");
        assert_eq!(first + second, 3);
        assert_eq!(rx.try_recv(), Err(TryRecvError::Empty));
    });
}

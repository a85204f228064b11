//! The last handle of a side goes.

use std::task::Poll;

use anyrt_channels::mpmc::{self, RecvError};
use loom::{future::block_on, sync::Arc, thread};

use crate::{count::Polled, model::run};

#[test]
fn the_last_sender_goes_while_receives_wait() {
    for capacity in [Some(0), Some(1), None] {
        run(
            &format!("mpmc {capacity:?} recv/drop sender"),
            Some(3),
            move || {
                let (tx, rx) = capacity.map_or_else(mpmc::unbounded::<u8>, mpmc::bounded);
                let sender = thread::spawn(move || drop(tx));
                let mut receives = [(); 2].map(|()| Polled::new(rx.recv()));
                let polls = receives.each_mut().map(Polled::poll);
                sender.join().expect("no panic");
                for (receive, poll) in receives.iter_mut().zip(polls) {
                    match poll {
                        Poll::Ready(got) => assert_eq!(got, Err(RecvError)),
                        Poll::Pending => assert_eq!(receive.woken(), Err(RecvError)),
                    }
                }
            },
        );
    }
}

#[test]
fn the_last_receiver_goes_while_a_send_waits() {
    for capacity in [Some(0), Some(1), None] {
        run(
            &format!("mpmc {capacity:?} send/drop receiver"),
            Some(3),
            move || {
                let (tx, rx) = capacity.map_or_else(mpmc::unbounded, mpmc::bounded);
                let message = Arc::new(1);
                if capacity == Some(1) {
                    tx.try_send(message.clone()).expect("there is room");
                }
                let receiver = thread::spawn(move || drop(rx));
                let is_sent = block_on(tx.send(message.clone())).is_ok();
                assert!(!is_sent || capacity.is_none() || tx.is_closed());
                block_on(tx.closed());
                receiver.join().expect("no panic");
            },
        );
    }
}

#[test]
fn the_last_sender_goes_after_its_message() {
    for capacity in [Some(1), None] {
        run(
            &format!("mpmc {capacity:?} send, drop/recv"),
            Some(3),
            move || {
                let (tx, rx) = capacity.map_or_else(mpmc::unbounded, mpmc::bounded);
                let sender = thread::spawn(move || tx.try_send(1).expect("there is room"));
                assert_eq!(block_on(rx.recv()), Ok(1));
                assert_eq!(block_on(rx.recv()), Err(RecvError));
                sender.join().expect("no panic");
            },
        );
    }
}

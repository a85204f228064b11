//! The unbounded channel with one receiver. A block has two slots here.

use std::{
    ops::Range,
    task::{Context, Poll, Waker},
};

use anyrt_channels::mpsc::{self, UnboundedReceiver, UnboundedSender, error::TryRecvError};
use loom::{future::block_on, sync::Arc, thread};

use crate::{count::Count, model::run};

/// What a receiver got, and its last waker if its last poll was pending.
struct Taking {
    rx: UnboundedReceiver<Arc<u8>>,
    got: Vec<u8>,
    waker: Option<std::sync::Arc<Count>>,
}

impl Taking {
    /// Returns false at the end.
    fn poll(&mut self) -> bool {
        let count = Count::new();
        let waker = Waker::from(count.clone());
        let poll = self.rx.poll_recv(&mut Context::from_waker(&waker));
        self.waker = poll.is_pending().then_some(count);
        match poll {
            Poll::Ready(None) => false,
            Poll::Ready(message) => {
                self.got.extend(message.map(|message| *message));
                true
            }
            Poll::Pending => true,
        }
    }

    fn is_waiting(&self) -> bool {
        self.waker.as_ref().is_some_and(|waker| waker.get() == 0)
    }
}

/// Sends `before`, then polls that often in a thread while others send so many messages each, the last of them
/// the thread of the model.
fn model<const N: usize>(bound: usize, before: u8, polls: usize, counts: [u8; N]) {
    let name = format!("mpsc unbounded {before} {polls} {counts:?}");
    run(&name, Some(bound), move || {
        let (tx, rx) = mpsc::unbounded_channel();
        for n in 0..before {
            tx.send(Arc::new(n)).expect("it is open");
        }
        let mut taking = Taking {
            rx,
            got: Vec::new(),
            waker: None,
        };
        let receiver = thread::spawn(move || {
            for _ in 0..polls {
                taking.poll();
            }
            taking
        });
        let mut numbers = 100;
        let mut senders: Vec<_> = counts
            .iter()
            .map(|count| {
                numbers += 10;
                (numbers..numbers + count, tx.clone())
            })
            .collect();
        let send = |(numbers, tx): (Range<u8>, UnboundedSender<Arc<u8>>)| {
            numbers.for_each(|n| tx.send(Arc::new(n)).expect("it is open"));
        };
        let own = senders.pop();
        let threads: Vec<_> = senders
            .into_iter()
            .map(|sender| thread::spawn(move || send(sender)))
            .collect();
        own.into_iter().for_each(send);
        for thread in threads {
            thread.join().expect("no panic");
        }
        let mut taking = receiver.join().expect("no panic");
        assert!(!taking.is_waiting() || taking.rx.is_empty(), "it is told");
        let count = usize::from(before + counts.iter().sum::<u8>());
        while taking.got.len() < count {
            assert!(taking.poll() && !taking.is_waiting(), "it is there");
        }
        assert!(taking.poll() && taking.is_waiting(), "that was all");
        drop(tx);
        assert!(!taking.is_waiting(), "it is told of the end");
        assert!(!taking.poll());
        for sender in 0..=N {
            let of_sender = |n: &u8| usize::from(n.saturating_sub(100) / 10) == sender;
            let got: Vec<_> = taking.got.iter().copied().filter(of_sender).collect();
            assert!(got.is_sorted(), "in order");
        }
    });
}

#[test]
fn a_message_wakes_the_receiver() {
    model(3, 0, 1, [1]);
    model(3, 0, 2, [1]);
    model(3, 1, 2, [1]);
}

#[test]
fn messages_cross_blocks() {
    model(3, 0, 1, [3]);
    model(3, 1, 3, [2]);
    model(3, 2, 3, [3]);
    model(3, 3, 4, [3]);
}

#[test]
fn two_senders_walk_blocks_that_are_retired() {
    model(2, 0, 1, [1, 1]);
    model(2, 1, 1, [1, 2]);
    model(2, 1, 3, [1, 1]);
    model(2, 2, 3, [1, 1]);
    model(2, 3, 4, [1, 1]);
    model(2, 3, 4, [2, 1]);
}

#[test]
fn three_senders_make_blocks() {
    model(2, 0, 0, [1, 1, 1]);
    model(2, 1, 0, [1, 1, 1]);
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

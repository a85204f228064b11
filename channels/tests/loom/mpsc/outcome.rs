use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use anyrt_channels::mpsc::{Receiver, Sender};

use crate::count::{Count, Polled};

pub(super) type Pending = Polled<Pin<Box<dyn Future<Output = bool> + Send>>>;

/// What came of the senders' operations.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) sent: Vec<u8>,
    /// Sends that pend, and what they send.
    pub(super) sends: Vec<(u8, Pending)>,
}

impl Outcome {
    pub(super) fn add(&mut self, mut other: Self) {
        self.sent.append(&mut other.sent);
        self.sends.append(&mut other.sends);
    }

    pub(super) fn poll(&mut self, message: u8, mut send: Pending) {
        match send.poll() {
            Poll::Ready(is_sent) => self.sent.extend(is_sent.then_some(message)),
            Poll::Pending => self.sends.push((message, send)),
        }
    }

    /// Polls one that was woken. Returns whether there was one.
    fn poll_woken(&mut self) -> bool {
        let at = self.sends.iter().position(|(_, send)| send.is_woken());
        if let Some(at) = at {
            let (message, send) = self.sends.remove(at);
            self.poll(message, send);
        }
        at.is_some()
    }
}

/// What came of the receiver's operations.
pub(super) struct Taking {
    pub(super) rx: Receiver<u8>,
    pub(super) got: Vec<u8>,
    /// The last waker, if the last poll was pending.
    pub(super) waker: Option<Arc<Count>>,
}

impl Taking {
    pub(super) fn new(rx: Receiver<u8>) -> Self {
        Self {
            rx,
            got: Vec::new(),
            waker: None,
        }
    }

    /// Returns false at the end.
    pub(super) fn poll(&mut self) -> bool {
        let count = Count::new();
        let waker = Waker::from(count.clone());
        let poll = self.rx.poll_recv(&mut Context::from_waker(&waker));
        self.waker = poll.is_pending().then_some(count);
        match poll {
            Poll::Ready(None) => false,
            Poll::Ready(message) => {
                self.got.extend(message);
                true
            }
            Poll::Pending => true,
        }
    }

    pub(super) fn poll_many(&mut self) {
        let count = Count::new();
        let waker = Waker::from(count.clone());
        let poll = self
            .rx
            .poll_recv_many(&mut Context::from_waker(&waker), &mut self.got, 2);
        self.waker = poll.is_pending().then_some(count);
    }

    fn is_waiting(&self) -> bool {
        self.waker.as_ref().is_some_and(|waker| waker.get() == 0)
    }
}

/// Checks what holds when all threads are done and the receiver is there.
pub(super) fn settle(mut outcome: Outcome, mut taking: Taking, tx: Sender<u8>) {
    loop {
        assert!(!taking.is_waiting() || taking.rx.is_empty(), "it is told");
        if outcome.poll_woken() {
            continue;
        }
        let is_full = taking.rx.capacity() == 0;
        assert!(outcome.sends.is_empty() || is_full, "there is room");
        if taking.is_waiting() {
            break;
        }
        let before = taking.got.len();
        taking.poll();
        if taking.got.len() == before && !taking.is_waiting() {
            // It is at its end.
            break;
        }
    }
    assert!(outcome.sends.is_empty(), "there is room, or it is closed");
    drop(tx);
    assert!(!taking.is_waiting(), "it is told of the end");
    assert!(!taking.poll(), "it is at its end");
    outcome.sent.sort_unstable();
    taking.got.sort_unstable();
    assert_eq!(outcome.sent, taking.got, "what was sent was received");
}

/// Checks what holds when all threads are done and the receiver is gone.
pub(super) fn settle_without_receiver(mut outcome: Outcome) {
    while outcome.poll_woken() {}
    assert!(outcome.sends.is_empty(), "it is closed");
}

use std::{pin::Pin, task::Poll};

use anyrt_channels::mpmc::{Receiver, Sender};

use crate::count::Polled;

pub(super) type Pending<T> = Polled<Pin<Box<dyn Future<Output = T> + Send>>>;

/// What came of some operations.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) sent: Vec<u8>,
    pub(super) got: Vec<u8>,
    /// Sends that pend, and what they send.
    pub(super) sends: Vec<(u8, Pending<bool>)>,
    pub(super) receives: Vec<Pending<Option<u8>>>,
}

impl Outcome {
    pub(super) fn add(&mut self, mut other: Self) {
        self.sent.append(&mut other.sent);
        self.got.append(&mut other.got);
        self.sends.append(&mut other.sends);
        self.receives.append(&mut other.receives);
    }

    pub(super) fn poll_send(&mut self, message: u8, mut send: Pending<bool>) {
        match send.poll() {
            Poll::Ready(is_sent) => self.sent.extend(is_sent.then_some(message)),
            Poll::Pending => self.sends.push((message, send)),
        }
    }

    pub(super) fn poll_recv(&mut self, mut recv: Pending<Option<u8>>) {
        match recv.poll() {
            Poll::Ready(message) => self.got.extend(message),
            Poll::Pending => self.receives.push(recv),
        }
    }

    /// Polls whoever was woken, until nobody is.
    fn poll_woken(&mut self) {
        loop {
            if let Some(at) = self.sends.iter().position(|(_, send)| send.is_woken()) {
                let (message, send) = self.sends.remove(at);
                self.poll_send(message, send);
            } else if let Some(at) = self.receives.iter().position(Polled::is_woken) {
                let recv = self.receives.remove(at);
                self.poll_recv(recv);
            } else {
                return;
            }
        }
    }

    /// Checks what holds when all threads are done.
    pub(super) fn settle(mut self, tx: &Sender<u8>, rx: &Receiver<u8>) {
        loop {
            self.poll_woken();
            let (sends, receives) = (self.sends.len(), self.receives.len());
            assert!(receives == 0 || tx.is_empty(), "there is a message");
            assert!(sends == 0 || tx.is_full(), "there is room");
            assert!(sends == 0 || receives == 0, "they wait for one another");
            assert!(sends + receives == 0 || !tx.is_closed(), "it is closed");
            // It may make room.
            match rx.try_recv() {
                Ok(message) => self.got.push(message),
                Err(_) => break,
            }
        }
        drop((self.sends, self.receives));
        assert_eq!(tx.len(), 0);
        self.sent.sort_unstable();
        self.got.sort_unstable();
        assert_eq!(self.sent, self.got, "what was sent was received");
    }
}

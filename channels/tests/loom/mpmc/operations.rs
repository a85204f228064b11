#![expect(clippy::needless_pass_by_value, reason = "a thread drops its handles")]

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use anyrt_channels::mpmc::{Receiver, Sender};

use super::outcome::{Outcome, Pending};
use crate::count::Polled;

/// What a thread does with handles of its own, and a message.
pub(super) type Operation = fn(Sender<u8>, Receiver<u8>, u8) -> Outcome;

/// All of them.
pub(super) const ALL: [(&str, Operation); 11] = [
    ("send", send),
    ("cancel", cancel_send),
    ("try_send", try_send),
    ("force_send", force_send),
    ("recv", recv),
    ("drop recv", drop_recv),
    ("try_recv", try_recv),
    ("recv twice", recv_twice),
    ("close", close),
    ("clone", clone),
    ("send twice", send_twice),
];

fn sending(tx: Sender<u8>, message: u8) -> Pending<bool> {
    Polled::new(Box::pin(async move { tx.send(message).await.is_ok() }))
}

fn receiving(rx: Receiver<u8>) -> Pending<Option<u8>> {
    Polled::new(Box::pin(async move { rx.recv().await.ok() }))
}

pub(super) fn send(tx: Sender<u8>, _rx: Receiver<u8>, message: u8) -> Outcome {
    let mut outcome = Outcome::default();
    outcome.poll_send(message, sending(tx, message));
    outcome
}

/// With another waker the second time.
pub(super) fn send_twice(tx: Sender<u8>, rx: Receiver<u8>, message: u8) -> Outcome {
    let mut outcome = send(tx, rx, message);
    if let Some((message, send)) = outcome.sends.pop() {
        outcome.poll_send(message, send);
    }
    outcome
}

pub(super) fn cancel_send(tx: Sender<u8>, _rx: Receiver<u8>, message: u8) -> Outcome {
    let mut outcome = Outcome::default();
    let mut send = pin!(tx.send(message));
    let cx = &mut Context::from_waker(Waker::noop());
    match send.as_mut().poll(cx) {
        Poll::Ready(sent) => outcome.sent.extend(sent.is_ok().then_some(message)),
        Poll::Pending => assert_eq!(send.cancel(), Some(message)),
    }
    outcome
}

pub(super) fn try_send(tx: Sender<u8>, _rx: Receiver<u8>, message: u8) -> Outcome {
    let mut outcome = Outcome::default();
    if tx.try_send(message).is_ok() {
        outcome.sent.push(message);
    }
    outcome
}

pub(super) fn force_send(tx: Sender<u8>, _rx: Receiver<u8>, message: u8) -> Outcome {
    let mut outcome = Outcome::default();
    if let Ok(oldest) = tx.force_send(message) {
        outcome.sent.push(message);
        outcome.got.extend(oldest);
    }
    outcome
}

pub(super) fn recv(_tx: Sender<u8>, rx: Receiver<u8>, _message: u8) -> Outcome {
    let mut outcome = Outcome::default();
    outcome.poll_recv(receiving(rx));
    outcome
}

/// With another waker the second time.
pub(super) fn recv_twice(tx: Sender<u8>, rx: Receiver<u8>, message: u8) -> Outcome {
    let mut outcome = recv(tx, rx, message);
    if let Some(recv) = outcome.receives.pop() {
        outcome.poll_recv(recv);
    }
    outcome
}

pub(super) fn drop_recv(tx: Sender<u8>, rx: Receiver<u8>, message: u8) -> Outcome {
    let mut outcome = recv(tx, rx, message);
    outcome.receives.clear();
    outcome
}

pub(super) fn try_recv(_tx: Sender<u8>, rx: Receiver<u8>, _message: u8) -> Outcome {
    let mut outcome = Outcome::default();
    outcome.got.extend(rx.try_recv());
    outcome
}

pub(super) fn close(tx: Sender<u8>, rx: Receiver<u8>, _message: u8) -> Outcome {
    drop(rx);
    tx.close();
    Outcome::default()
}

pub(super) fn clone(tx: Sender<u8>, rx: Receiver<u8>, _message: u8) -> Outcome {
    drop((tx.clone(), rx.clone()));
    Outcome::default()
}

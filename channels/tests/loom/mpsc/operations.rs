#![expect(clippy::needless_pass_by_value, reason = "a thread drops its handles")]

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use anyrt_channels::mpsc::Sender;

use super::outcome::{Outcome, Pending, Taking};
use crate::count::Polled;

/// What the thread of a sender does with a handle of its own, and a message.
pub(super) type Operation = fn(Sender<u8>, u8) -> Outcome;
/// What the thread of the receiver does. Returns `None` if the receiver is gone.
pub(super) type Take = fn(Taking) -> Option<Taking>;

pub(super) const ALL: [(&str, Operation); 9] = [
    ("send", send),
    ("send twice", send_twice),
    ("cancel", cancel),
    ("try_send", try_send),
    ("permit", send_by_permit),
    ("drop permit", drop_permit),
    ("reserve_many", reserve_many),
    ("try_reserve", try_reserve),
    ("clone", clone),
];

pub(super) const TAKES: [(&str, Take); 7] = [
    ("recv", recv),
    ("recv twice", recv_twice),
    ("recv_many", recv_many),
    ("close", close),
    ("close, recv", close_and_recv),
    ("drop", forget),
    // It changes nothing if there is nothing, and so comes last, to be left out there.
    ("try_recv", try_recv),
];

fn poll(message: u8, send: impl Future<Output = bool> + Send + 'static) -> Outcome {
    let mut outcome = Outcome::default();
    let send: Pending = Polled::new(Box::pin(send));
    outcome.poll(message, send);
    outcome
}

pub(super) fn send(tx: Sender<u8>, message: u8) -> Outcome {
    poll(message, async move { tx.send(message).await.is_ok() })
}

/// With another waker the second time.
pub(super) fn send_twice(tx: Sender<u8>, message: u8) -> Outcome {
    let mut outcome = send(tx, message);
    if let Some((message, send)) = outcome.sends.pop() {
        outcome.poll(message, send);
    }
    outcome
}

pub(super) fn cancel(tx: Sender<u8>, message: u8) -> Outcome {
    let mut outcome = Outcome::default();
    let mut send = pin!(tx.send(message));
    let cx = &mut Context::from_waker(Waker::noop());
    match send.as_mut().poll(cx) {
        Poll::Ready(sent) => outcome.sent.extend(sent.is_ok().then_some(message)),
        Poll::Pending => assert_eq!(send.cancel(), Some(message)),
    }
    outcome
}

pub(super) fn try_send(tx: Sender<u8>, message: u8) -> Outcome {
    let mut outcome = Outcome::default();
    if tx.try_send(message).is_ok() {
        outcome.sent.push(message);
    }
    outcome
}

pub(super) fn send_by_permit(tx: Sender<u8>, message: u8) -> Outcome {
    poll(message, async move {
        let permit = tx.reserve().await;
        permit.map(|permit| permit.send(message)).is_ok()
    })
}

pub(super) fn drop_permit(tx: Sender<u8>, message: u8) -> Outcome {
    poll(message, async move {
        drop(tx.reserve_owned().await);
        false
    })
}

/// Uses the first of two permits.
pub(super) fn reserve_many(tx: Sender<u8>, message: u8) -> Outcome {
    poll(message, async move {
        let count = tx.max_capacity().min(2);
        let Ok(mut permits) = tx.reserve_many(count).await else {
            return false;
        };
        permits.next().map(|permit| permit.send(message)).is_some()
    })
}

pub(super) fn try_reserve(tx: Sender<u8>, message: u8) -> Outcome {
    let mut outcome = Outcome::default();
    if let Ok(permit) = tx.try_reserve() {
        permit.send(message);
        outcome.sent.push(message);
    }
    drop(tx.try_reserve());
    outcome
}

pub(super) fn clone(tx: Sender<u8>, _message: u8) -> Outcome {
    let weak = tx.downgrade();
    drop(tx);
    drop(weak.upgrade());
    Outcome::default()
}

pub(super) fn recv(mut taking: Taking) -> Option<Taking> {
    taking.poll();
    Some(taking)
}

/// With another waker the second time.
pub(super) fn recv_twice(mut taking: Taking) -> Option<Taking> {
    taking.poll();
    taking.poll();
    Some(taking)
}

pub(super) fn recv_many(mut taking: Taking) -> Option<Taking> {
    taking.poll_many();
    Some(taking)
}

pub(super) fn try_recv(mut taking: Taking) -> Option<Taking> {
    taking.got.extend(taking.rx.try_recv());
    Some(taking)
}

pub(super) fn close(mut taking: Taking) -> Option<Taking> {
    taking.rx.close();
    // It knows of it.
    taking.waker = None;
    Some(taking)
}

pub(super) fn close_and_recv(taking: Taking) -> Option<Taking> {
    close(taking).and_then(recv)
}

pub(super) fn forget(taking: Taking) -> Option<Taking> {
    drop(taking);
    None
}

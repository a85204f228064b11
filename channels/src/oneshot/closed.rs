use std::{
    pin::Pin,
    task::{Context, Poll},
};

use super::Sender;

/// The future of [`Sender::closed`].
///
/// # Cancel safety
///
/// Cancel safe: nothing is changed by waiting.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct Closed<'a, T> {
    sender: &'a mut Sender<T>,
}

impl<'a, T> Closed<'a, T> {
    pub(super) const fn new(sender: &'a mut Sender<T>) -> Self {
        Self { sender }
    }
}

impl<T> Future for Closed<'_, T> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.sender.poll_closed(cx)
    }
}

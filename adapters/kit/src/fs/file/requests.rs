use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use super::{
    Opened,
    request::{Answer, Request},
};
use crate::pool::{Pool, Running};

/// The one [`Request`] that is under way, if any.
pub(super) struct Requests<P: Pool> {
    pending: Option<(Request, Running<P, io::Result<Answer>>)>,
}

impl<P: Pool> Requests<P> {
    pub(super) const fn new() -> Self {
        Self { pending: None }
    }

    /// Tells whether `request` is what is under way.
    pub(super) fn is_pending(&self, request: &Request) -> bool {
        self.pending
            .as_ref()
            .is_some_and(|(pending, _)| pending == request)
    }

    /// Begins `request`; none may be under way.
    pub(super) fn begin(&mut self, pool: &P, file: &Opened, request: Request, rewind: u64) {
        let (doing, file) = (request.clone(), file.clone());
        let handle = pool.spawn_blocking(move || doing.perform(&file, rewind));
        self.pending = Some((request, handle));
    }

    /// Waits until nothing is under way, and gives what came of it.
    pub(super) fn poll_answer(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Answer>>> {
        let Some((_, handle)) = &mut self.pending else {
            return Poll::Ready(None);
        };
        let answer = ready!(Pin::new(handle).poll(cx));
        self.pending = None;
        Poll::Ready(Some(answer.unwrap_or_else(|error| Err(error.into()))))
    }
}

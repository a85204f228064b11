//! A child, and what it gave.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

pin_project! {
    /// A future, or its output once it is done.
    pub struct MaybeDone<F: Future> {
        #[pin]
        state: State<F>,
    }
}

pin_project! {
    #[project = Projected]
    #[project_replace = Replaced]
    enum State<F: Future> {
        Running { #[pin] future: F },
        Done { output: F::Output },
        Gone,
    }
}

impl<F: Future> MaybeDone<F> {
    /// Makes a child that is to be polled.
    #[inline]
    pub(super) const fn new(future: F) -> Self {
        let state = State::Running { future };
        Self { state }
    }

    /// Makes a child that is not there.
    #[inline]
    pub(super) const fn gone() -> Self {
        let state = State::Gone;
        Self { state }
    }

    /// Polls the future, if it is not done. It is ready in the poll that finishes it, never again.
    #[inline]
    pub(super) fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut state = self.project().state;
        let Projected::Running { future } = state.as_mut().project() else {
            return Poll::Pending;
        };
        future
            .poll(cx)
            .map(|output| state.set(State::Done { output }))
    }

    /// Returns the output, if it is there.
    #[inline]
    pub(super) fn output(&self) -> Option<&F::Output> {
        match &self.state {
            State::Done { output } => Some(output),
            State::Running { .. } | State::Gone => None,
        }
    }

    /// Takes the output, if it is there.
    #[inline]
    pub(super) fn take_output(self: Pin<&mut Self>) -> Option<F::Output> {
        let state = self.project().state;
        if !matches!(*state, State::Done { .. }) {
            return None;
        }
        match state.project_replace(State::Gone) {
            Replaced::Done { output } => Some(output),
            Replaced::Running { .. } | Replaced::Gone => None,
        }
    }

    /// Drops the future, or the output.
    #[inline]
    pub(super) fn clear(self: Pin<&mut Self>) {
        self.project().state.set(State::Gone);
    }

    /// Returns the future, if it is not done.
    pub(super) fn into_future(self) -> Option<F> {
        match self.state {
            State::Running { future } => Some(future),
            State::Done { .. } | State::Gone => None,
        }
    }
}

impl<F: Future> fmt::Debug for MaybeDone<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MaybeDone")
            .field("is_running", &matches!(self.state, State::Running { .. }))
            .finish_non_exhaustive()
    }
}

use std::{
    io,
    pin::Pin,
    sync::{Mutex, PoisonError},
    task::{Context, Poll},
};

use anyrt_traits::{
    AnyRuntime,
    any::AnySignals,
    signal::{Signal, SignalKind},
};
use futures_util::Stream;

/// Gives what arrives to the first stream of a signal alone.
pub(crate) struct WrongSignal {
    pub(crate) rt: AnyRuntime,
    pub(crate) taken: Mutex<Vec<SignalKind>>,
}

impl Signal for WrongSignal {
    type Signals = WrongSignals;

    fn signal(&self, kind: SignalKind) -> io::Result<WrongSignals> {
        let inner = self.rt.signal(kind)?;
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let is_first = !taken.contains(&kind);
        taken.push(kind);
        Ok(WrongSignals { inner, is_first })
    }

    fn ctrl_c(&self) -> io::Result<WrongSignals> {
        self.signal(SignalKind::Interrupt)
    }
}

pub(crate) struct WrongSignals {
    inner: AnySignals,
    is_first: bool,
}

impl Stream for WrongSignals {
    type Item = ();

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<()>> {
        if self.is_first {
            Pin::new(&mut self.inner).poll_next(cx)
        } else {
            Poll::Pending
        }
    }
}

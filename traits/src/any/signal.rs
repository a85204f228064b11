use std::{
    fmt, io,
    pin::Pin,
    task::{Context, Poll},
};

use futures_core::Stream;

use super::{
    AnyRuntime,
    absent::{Absent, unsupported},
    mirror::debug_by_name,
    parts::Part,
};
use crate::signal::{SendSignal, Signal, SignalKind};

pub(super) trait DynSignal: Part {
    fn listen(&self, kind: SignalKind) -> io::Result<AnySignals>;
    fn listen_for_ctrl_c(&self) -> io::Result<AnySignals>;
}

impl<T: SendSignal> DynSignal for T {
    fn listen(&self, kind: SignalKind) -> io::Result<AnySignals> {
        self.signal(kind).map(AnySignals::new)
    }

    fn listen_for_ctrl_c(&self) -> io::Result<AnySignals> {
        self.ctrl_c().map(AnySignals::new)
    }
}

impl DynSignal for Absent {
    fn listen(&self, _kind: SignalKind) -> io::Result<AnySignals> {
        Err(unsupported("signal"))
    }

    fn listen_for_ctrl_c(&self) -> io::Result<AnySignals> {
        Err(unsupported("signal"))
    }
}

#[deny(clippy::missing_trait_methods)]
impl Signal for AnyRuntime {
    type Signals = AnySignals;

    fn signal(&self, kind: SignalKind) -> io::Result<AnySignals> {
        self.parts.signal.listen(kind)
    }

    fn ctrl_c(&self) -> io::Result<AnySignals> {
        self.parts.signal.listen_for_ctrl_c()
    }
}

/// The arrivals of one signal, of an [`AnyRuntime`].
///
/// # Cancel safety
///
/// Cancel safe: an arrival is taken only in the poll that tells it.
#[must_use = "streams do nothing unless polled"]
pub struct AnySignals {
    inner: Box<dyn Stream<Item = ()> + Unpin + Send + Sync>,
}

impl AnySignals {
    fn new(signals: impl Stream<Item = ()> + Unpin + Send + Sync + 'static) -> Self {
        let inner = Box::new(signals);
        Self { inner }
    }
}

#[deny(clippy::missing_trait_methods)]
impl Stream for AnySignals {
    type Item = ();

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<()>> {
        Pin::new(&mut self.get_mut().inner).poll_next(cx)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.inner.size_hint()
    }
}

debug_by_name!(AnySignals);

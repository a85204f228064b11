//! Streams and sinks to be combined.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    convert::Infallible,
    hint::black_box,
    io,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
};

use futures_util::{AsyncRead, AsyncWrite, Sink, Stream};

use crate::reactor::Reactor;

/// A stream that has an item when it is told so.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) reactor: &'static Reactor,
    pub(crate) index: usize,
    pub(crate) items: Rc<Cell<u32>>,
}

impl Stream for Source {
    type Item = usize;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<usize>> {
        self.reactor.count();
        let items = self.items.get();
        if items > 0 {
            self.items.set(items - 1);
            return Poll::Ready(Some(self.index));
        }
        self.reactor.register(self.index, cx);
        Poll::Pending
    }
}

/// A sink that adds up what it is sent.
#[derive(Debug, Default)]
pub(crate) struct Sum(pub(crate) u64);

impl Sink<u64> for Sum {
    type Error = Infallible;

    fn poll_ready(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn start_send(mut self: Pin<&mut Self>, item: u64) -> Result<(), Infallible> {
        self.0 = black_box(self.0.wrapping_add(item));
        Ok(())
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }
}

/// A queue as the ends of a channel see it, which no other thread has.
#[derive(Debug, Clone, Default)]
pub(crate) struct Queue(pub(crate) Rc<RefCell<VecDeque<u64>>>);

impl Stream for Queue {
    type Item = u64;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<u64>> {
        Poll::Ready(self.0.borrow_mut().pop_front())
    }
}

impl Sink<u64> for Queue {
    type Error = Infallible;

    fn poll_ready(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn start_send(self: Pin<&mut Self>, item: u64) -> Result<(), Infallible> {
        self.0.borrow_mut().push_back(item);
        Ok(())
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }
}

/// Gives so many bytes.
#[derive(Debug)]
pub(crate) struct Bytes(pub(crate) usize);

impl AsyncRead for Bytes {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        buf: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let count = self.0.min(buf.len());
        buf[..count].fill(black_box(7));
        self.0 -= count;
        Poll::Ready(Ok(count))
    }
}

/// Takes bytes and keeps them for a moment.
#[derive(Debug)]
pub(crate) struct Store(pub(crate) Box<[u8]>);

impl Default for Store {
    fn default() -> Self {
        Self(vec![0; 8192].into())
    }
}

impl AsyncWrite for Store {
    fn poll_write(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        let count = buf.len().min(self.0.len());
        self.0[..count].copy_from_slice(&buf[..count]);
        black_box(&self.0);
        Poll::Ready(Ok(count))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

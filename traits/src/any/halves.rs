//! The halves of an erased stream, which remember the type of the stream they are of.

use std::{
    any::Any,
    io::{self, IoSlice, IoSliceMut},
    pin::Pin,
    task::{Context, Poll},
};

use super::forward::{forward_read, forward_write};
use crate::io::{
    AsyncRead, AsyncWrite, ByteRead, ByteStream, ByteWrite, OwnedWriteHalf, ReadCursor,
    ReuniteError,
};

pub(super) type BoxReadHalf<D> = Box<dyn DynReadHalf<D>>;
pub(super) type BoxWriteHalf = Box<dyn DynWriteHalf>;

/// The read half of some stream that `D` is the erased form of.
pub(super) trait DynReadHalf<D: ?Sized>: ByteRead + Unpin + Send + Sync {
    fn reunite(
        self: Box<Self>,
        write: BoxWriteHalf,
    ) -> Result<Box<D>, ReuniteError<BoxReadHalf<D>, BoxWriteHalf>>;
}

/// The write half of some stream.
pub(super) trait DynWriteHalf: ByteWrite + Unpin + Send + Sync + Any {
    fn forget(self: Box<Self>);
}

/// Takes `stream` apart; `erase` is how to erase it when it is put together again.
pub(super) fn split<S, D>(stream: S, erase: fn(S) -> Box<D>) -> (BoxReadHalf<D>, BoxWriteHalf)
where
    S: ByteStream<ReadHalf: Send + Sync, WriteHalf: Send + Sync> + 'static,
    D: ?Sized + 'static,
{
    let (read, write) = stream.into_halves();
    let read = ReadHalfOf { inner: read, erase };
    (Box::new(read), Box::new(WriteHalfOf::<S> { inner: write }))
}

struct ReadHalfOf<S: ByteStream, D: ?Sized> {
    inner: S::ReadHalf,
    erase: fn(S) -> Box<D>,
}

struct WriteHalfOf<S: ByteStream> {
    inner: S::WriteHalf,
}

forward_read!([S: ByteStream, D: ?Sized] ReadHalfOf<S, D>);
forward_write!([S: ByteStream] WriteHalfOf<S>);

impl<S, D> DynReadHalf<D> for ReadHalfOf<S, D>
where
    S: ByteStream<ReadHalf: Send + Sync, WriteHalf: Send + Sync> + 'static,
    D: ?Sized + 'static,
{
    fn reunite(
        self: Box<Self>,
        write: BoxWriteHalf,
    ) -> Result<Box<D>, ReuniteError<BoxReadHalf<D>, BoxWriteHalf>> {
        if !(&*write as &dyn Any).is::<WriteHalfOf<S>>() {
            return Err(ReuniteError { read: self, write });
        }
        let Ok(write) = (write as Box<dyn Any>).downcast::<WriteHalfOf<S>>() else {
            unreachable!("the type was compared just now");
        };
        let erase = self.erase;
        match S::reunite(self.inner, write.inner) {
            Ok(stream) => Ok(erase(stream)),
            Err(ReuniteError { read, write }) => Err(ReuniteError {
                read: Box::new(Self { inner: read, erase }),
                write: Box::new(WriteHalfOf::<S> { inner: write }),
            }),
        }
    }
}

impl<S> DynWriteHalf for WriteHalfOf<S>
where
    S: ByteStream<WriteHalf: Send + Sync> + 'static,
{
    fn forget(self: Box<Self>) {
        self.inner.forget();
    }
}

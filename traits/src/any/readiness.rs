use std::{
    fmt, io,
    os::fd::{AsFd, BorrowedFd, OwnedFd},
    task::{Context, Poll},
};

use super::{
    AnyRuntime,
    absent::{Absent, unsupported},
    mirror::debug_by_name,
    parts::Part,
};
use crate::net::{Interest, Readiness, ReadySource, SendReadiness, Waiter};

pub(super) trait DynReadiness: Part {
    fn register(&self, fd: OwnedFd) -> io::Result<AnyReadySource>;
}

impl<T: SendReadiness> DynReadiness for T {
    fn register(&self, fd: OwnedFd) -> io::Result<AnyReadySource> {
        let inner = Box::new(Readiness::register(self, fd)?);
        Ok(AnyReadySource { inner })
    }
}

impl DynReadiness for Absent {
    fn register(&self, _fd: OwnedFd) -> io::Result<AnyReadySource> {
        Err(unsupported("readiness"))
    }
}

impl Readiness for AnyRuntime {
    type Source = AnyReadySource;

    fn register(&self, fd: OwnedFd) -> io::Result<AnyReadySource> {
        self.parts.readiness.register(fd)
    }
}

/// The registered descriptor of an [`AnyRuntime`].
pub struct AnyReadySource {
    inner: Box<dyn DynReadySource>,
}

/// The object-safe mirror of [`ReadySource`].
trait DynReadySource: AsFd + Send + Sync {
    fn ready(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        interest: Interest,
    ) -> Poll<io::Result<()>>;
    fn perform(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        interest: Interest,
        operation: &mut dyn FnMut(BorrowedFd<'_>) -> io::Result<()>,
    ) -> Poll<io::Result<()>>;
    fn try_once(
        &self,
        interest: Interest,
        operation: &mut dyn FnMut(BorrowedFd<'_>) -> io::Result<()>,
    ) -> io::Result<()>;
    fn take_fd(self: Box<Self>) -> io::Result<OwnedFd>;
}

impl<S: ReadySource + Send + Sync> DynReadySource for S {
    fn ready(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        interest: Interest,
    ) -> Poll<io::Result<()>> {
        self.poll_ready(cx, waiter, interest)
    }

    fn perform(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        interest: Interest,
        operation: &mut dyn FnMut(BorrowedFd<'_>) -> io::Result<()>,
    ) -> Poll<io::Result<()>> {
        self.poll_io(cx, waiter, interest, operation)
    }

    fn try_once(
        &self,
        interest: Interest,
        operation: &mut dyn FnMut(BorrowedFd<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        self.try_io(interest, operation)
    }

    fn take_fd(self: Box<Self>) -> io::Result<OwnedFd> {
        (*self).into_fd()
    }
}

impl AsFd for AnyReadySource {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.inner.as_fd()
    }
}

#[deny(clippy::missing_trait_methods)]
impl ReadySource for AnyReadySource {
    fn poll_ready(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        interest: Interest,
    ) -> Poll<io::Result<()>> {
        self.inner.ready(cx, waiter, interest)
    }

    fn poll_io<R>(
        &self,
        cx: &mut Context<'_>,
        waiter: &mut Waiter,
        interest: Interest,
        mut operation: impl FnMut(BorrowedFd<'_>) -> io::Result<R>,
    ) -> Poll<io::Result<R>> {
        let mut result = None;
        let polled = self.inner.perform(cx, waiter, interest, &mut |fd| {
            result = Some(operation(fd)?);
            Ok(())
        });
        polled.map_ok(|()| result.expect("the operation has succeeded"))
    }

    fn try_io<R>(
        &self,
        interest: Interest,
        operation: impl FnOnce(BorrowedFd<'_>) -> io::Result<R>,
    ) -> io::Result<R> {
        let mut operation = Some(operation);
        let mut result = None;
        self.inner.try_once(interest, &mut |fd| {
            let operation = operation.take().expect("an operation is tried once");
            result = Some(operation(fd)?);
            Ok(())
        })?;
        Ok(result.expect("the operation has succeeded"))
    }

    fn into_fd(self) -> io::Result<OwnedFd> {
        self.inner.take_fd()
    }
}

debug_by_name!(AnyReadySource);

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use super::{File, Metadata, Permissions};

/// Makes the future of one method of [`FileExt`](super::FileExt), which polls `$method` of the file.
macro_rules! file_future {
    ($(#[$doc:meta])* $name:ident polls $method:ident($($arg:ident: $ty:ty)?) -> $output:ty) => {
        $(#[$doc])*
        ///
        /// # Errors
        ///
        /// What the system says; that bytes accepted before could not be written; also after the runtime's
        /// shutdown.
        ///
        /// # Cancel safety
        ///
        /// Runs on: an operation that has begun ends on its own thread, its result unseen.
        #[derive(Debug)]
        #[must_use = "futures do nothing unless polled"]
        pub struct $name<'a, F: ?Sized> {
            file: &'a mut F,
            $($arg: $ty,)?
        }

        impl<'a, F: ?Sized> $name<'a, F> {
            pub(super) const fn new(file: &'a mut F $(, $arg: $ty)?) -> Self {
                Self { file $(, $arg)? }
            }
        }

        impl<F: File + ?Sized> Future for $name<'_, F> {
            type Output = io::Result<$output>;

            fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
                let Self { file, $($arg)? } = self.get_mut();
                file.$method(cx $(, $arg.pass())?)
            }
        }
    };
}

/// Hands an argument of a future to each of its polls.
trait Pass<'a, T> {
    fn pass(&'a self) -> T;
}

impl Pass<'_, Self> for u64 {
    fn pass(&self) -> Self {
        *self
    }
}

impl<'a> Pass<'a, &'a Self> for Permissions {
    fn pass(&'a self) -> &'a Self {
        self
    }
}

file_future! {
    /// The future of [`FileExt::sync_all`](super::FileExt::sync_all).
    SyncAll polls poll_sync_all() -> ()
}

file_future! {
    /// The future of [`FileExt::sync_data`](super::FileExt::sync_data).
    SyncData polls poll_sync_data() -> ()
}

file_future! {
    /// The future of [`FileExt::set_len`](super::FileExt::set_len).
    SetLen polls poll_set_len(size: u64) -> ()
}

file_future! {
    /// The future of [`FileExt::metadata`](super::FileExt::metadata).
    GetMetadata polls poll_metadata() -> Metadata
}

file_future! {
    /// The future of [`FileExt::set_permissions`](super::FileExt::set_permissions).
    SetPermissions polls poll_set_permissions(permissions: Permissions) -> ()
}

/// The future of [`FileExt::try_clone`](super::FileExt::try_clone).
///
/// # Errors
///
/// What the system says; that bytes accepted before could not be written; also after the runtime's
/// shutdown.
///
/// # Cancel safety
///
/// Runs on: an operation that has begun ends on its own thread, its result unseen.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct TryClone<'a, F> {
    file: &'a mut F,
}

impl<'a, F> TryClone<'a, F> {
    pub(super) const fn new(file: &'a mut F) -> Self {
        Self { file }
    }
}

impl<F: File> Future for TryClone<'_, F> {
    type Output = io::Result<F>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().file.poll_try_clone(cx)
    }
}

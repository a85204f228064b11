use std::{
    fmt,
    io::{self, Error},
    mem,
    os::unix::fs::FileExt,
    pin::Pin,
    task::{Context, Poll, ready},
};

use anyrt_traits::fs::BufResult;

use super::Opened;
use crate::pool::{Pool, Running};

/// Makes the future of a positioned operation, which begins with its first poll.
macro_rules! positioned {
    ($(#[$doc:meta])* $name:ident by $operation:expr) => {
        $(#[$doc])*
        #[must_use = "futures do nothing unless polled"]
        pub struct $name<P: Pool>(Positioned<P>);

        impl<P: Pool> $name<P> {
            pub(super) fn new(pool: &P, file: &Opened, buf: Vec<u8>, offset: u64) -> Self {
                Self(Positioned::Idle(pool.clone(), file.clone(), buf, offset))
            }
        }

        impl<P: Pool> Unpin for $name<P> {}

        impl<P: Pool> Future for $name<P> {
            type Output = BufResult;

            fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<BufResult> {
                self.get_mut().0.poll_with(cx, $operation)
            }
        }

        impl<P: Pool> fmt::Debug for $name<P> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    };
}

positioned! {
    /// Reads from a place of a file.
    ///
    /// # Errors
    ///
    /// What the system says; also that the runtime has shut down, which loses the buffer if the read had
    /// begun.
    ///
    /// # Cancel safety
    ///
    /// Runs on: the bytes are read and dropped with the buffer.
    ReadAt by |file, buf, offset| file.get().read_at(buf, offset)
}

positioned! {
    /// Writes to a place of a file.
    ///
    /// # Errors
    ///
    /// What the system says; also that the runtime has shut down, which loses the buffer if the write had
    /// begun.
    ///
    /// # Cancel safety
    ///
    /// Runs on: the bytes are written all the same.
    WriteAt by |file, buf, offset| file.get().write_at(buf, offset)
}

type Operation = fn(&Opened, &mut [u8], u64) -> io::Result<usize>;

enum Positioned<P: Pool> {
    Idle(P, Opened, Vec<u8>, u64),
    Running(Running<P, BufResult>),
    Done,
}

impl<P: Pool> Positioned<P> {
    fn poll_with(&mut self, cx: &mut Context<'_>, operation: Operation) -> Poll<BufResult> {
        let polled = if let Self::Running(handle) = self {
            Pin::new(handle).poll(cx)
        } else {
            let Self::Idle(pool, file, mut buf, offset) = mem::replace(self, Self::Done) else {
                let told = "the operation has given its result already";
                return Poll::Ready((Err(Error::other(told)), Vec::new()));
            };
            if let Err(error) = pool.lifetime().check() {
                return Poll::Ready((Err(error), buf));
            }
            let (handle, polled) = pool.begin(cx, move || {
                loop {
                    match operation(&file, &mut buf, offset) {
                        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                        result => return (result, buf),
                    }
                }
            });
            *self = Self::Running(handle);
            polled
        };
        let result = ready!(polled);
        *self = Self::Done;
        Poll::Ready(result.unwrap_or_else(|error| (Err(error.into()), Vec::new())))
    }
}

//! What listeners have in common.

/// Implements a listener with `inner`, tokio's, `shared`, and `queue`, whose address is `addr`.
macro_rules! listener_impls {
    ($listener:ident, $tokio:ty, $stream:ty, $addr:ty, |$peer:ident| $to_addr:expr) => {
        impl anyrt_traits::net::Listener for $listener {
            type Stream = $stream;
            type Addr = $addr;

            fn poll_accept(
                &self,
                cx: &mut std::task::Context<'_>,
                waiter: &mut anyrt_traits::net::Waiter,
            ) -> std::task::Poll<std::io::Result<($stream, $addr)>> {
                let _context = self.shared.enter();
                self.queue
                    .poll(cx, waiter, |cx| {
                        self.shared.check()?;
                        self.inner.poll_accept(cx)
                    })
                    .map_ok(|(stream, $peer)| {
                        (<$stream>::new_in(stream, &self.shared.lifetime), $to_addr)
                    })
            }
        }

        impl $listener {
            /// Returns tokio's own listener.
            #[must_use]
            pub const fn get_ref(&self) -> &$tokio {
                &self.inner
            }

            /// Takes tokio's own listener out.
            #[must_use]
            pub fn into_inner(self) -> $tokio {
                self.inner
            }
        }

        impl std::os::fd::AsFd for $listener {
            fn as_fd(&self) -> std::os::fd::BorrowedFd<'_> {
                self.inner.as_fd()
            }
        }
    };
}

pub(super) use listener_impls;

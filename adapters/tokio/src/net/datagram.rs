//! What datagram sockets have in common.

/// Implements a datagram socket with `inner`, tokio's, and a queue for each direction.
macro_rules! datagram_impls {
    ($socket:ident, $tokio:ty, $addr:ty, $recv:path, $send:path) => {
        impl DatagramSocket for $socket {
            type Addr = $addr;

            fn poll_recv_from(
                &self,
                cx: &mut Context<'_>,
                waiter: &mut Waiter,
                buf: &mut [u8],
                mode: RecvMode,
            ) -> Poll<io::Result<Received<$addr>>> {
                self.receiving.poll(cx, waiter, |cx| {
                    loop {
                        self.lifetime.check()?;
                        let ready = self.inner.poll_recv_ready(cx)?;
                        // An error from the network makes a socket erroneous, not readable.
                        let interest = match ready {
                            Poll::Ready(()) => Interest::READABLE,
                            Poll::Pending => Interest::ERROR,
                        };
                        let receive = || $recv(&self.inner, buf, mode);
                        match self.inner.try_io(interest, receive) {
                            Err(error) if is_retried(&error) => {}
                            result => return Poll::Ready(result),
                        }
                        if ready.is_pending() {
                            ready!(self.poll_error(cx));
                        }
                    }
                })
            }

            fn poll_send_to(
                &self,
                cx: &mut Context<'_>,
                waiter: &mut Waiter,
                buf: &[u8],
                target: Option<&$addr>,
            ) -> Poll<io::Result<usize>> {
                self.sending.poll(cx, waiter, |cx| {
                    loop {
                        self.lifetime.check()?;
                        ready!(self.inner.poll_send_ready(cx))?;
                        let send = || $send(&self.inner, buf, target);
                        match self.inner.try_io(Interest::WRITABLE, send) {
                            Err(error) if is_retried(&error) => {}
                            result => return Poll::Ready(result),
                        }
                    }
                })
            }
        }

        impl From<$tokio> for $socket {
            fn from(inner: $tokio) -> Self {
                Self::new_in(inner, &Lifetime::GLOBAL)
            }
        }

        impl AsFd for $socket {
            fn as_fd(&self) -> BorrowedFd<'_> {
                self.inner.as_fd()
            }
        }
    };
}

pub(super) use datagram_impls;

use std::{fmt, io, net::UdpSocket, pin::Pin, sync::Arc, time::Instant};

use anyrt_traits::{Runtime, net::SendReadiness, task::JoinHandle};
use quinn::{AsyncTimer, AsyncUdpSocket};

use crate::{socket::Socket, timer::Timer};

/// A runtime as quinn wants it: its tasks, its time, and its sockets through
/// [`Readiness`](anyrt_traits::net::Readiness).
///
/// # Examples
///
/// ```
/// use std::{net::UdpSocket, sync::Arc};
///
/// use anyrt_quinn::AnyrtRuntime;
/// use anyrt_traits::{Runtime, net::SendReadiness};
/// use quinn::{Endpoint, EndpointConfig};
///
/// fn on_a_socket_of_ones_own<R>(rt: R, socket: UdpSocket) -> std::io::Result<Endpoint>
/// where
///     R: Runtime + SendReadiness,
/// {
///     let rt = Arc::new(AnyrtRuntime::new(rt));
///     Endpoint::new(EndpointConfig::default(), None, socket, rt)
/// }
/// ```
#[derive(Clone, Default)]
pub struct AnyrtRuntime<R> {
    rt: R,
}

impl<R> AnyrtRuntime<R> {
    /// Takes the runtime to run on.
    pub const fn new(rt: R) -> Self {
        Self { rt }
    }
}

impl<R: Runtime + SendReadiness> quinn::Runtime for AnyrtRuntime<R> {
    fn new_timer(&self, deadline: Instant) -> Pin<Box<dyn AsyncTimer>> {
        Box::pin(Timer::new(self.rt.sleep_until(deadline)))
    }

    fn spawn(&self, future: Pin<Box<dyn Future<Output = ()> + Send>>) {
        self.rt.spawn(future).detach();
    }

    fn wrap_udp_socket(&self, socket: UdpSocket) -> io::Result<Arc<dyn AsyncUdpSocket>> {
        Ok(Arc::new(Socket::new(&self.rt, socket)?))
    }

    fn now(&self) -> Instant {
        self.rt.now()
    }
}

impl<R> fmt::Debug for AnyrtRuntime<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnyrtRuntime").finish_non_exhaustive()
    }
}

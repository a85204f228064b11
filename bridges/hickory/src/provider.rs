use std::{fmt, io, net::SocketAddr, pin::Pin, sync::Arc, time::Duration};

use anyrt_traits::{
    Runtime,
    net::{TcpConnectOptions, UdpOptions},
    task::JoinHandle,
};
use hickory_net::runtime::{RuntimeProvider, Spawn, Time};

use crate::{
    AnyrtTime, DnsTcp, DnsUdp,
    scope::{Clock, Scope},
};

/// How long a connection may take to come about unless hickory says otherwise.
const PATIENCE: Duration = Duration::from_secs(5);

/// A runtime as hickory wants it.
///
/// The futures of what is built with it are to be polled inside of a [`scope`](crate::scope);
/// [`HickoryResolver`](crate::HickoryResolver) does so by itself.
#[derive(Clone)]
pub struct AnyrtProvider<R> {
    rt: R,
    clock: Arc<dyn Clock>,
}

impl<R: Runtime> AnyrtProvider<R> {
    /// Takes the runtime to run on.
    pub fn new(rt: R) -> Self {
        let clock = Arc::new(rt.clone());
        Self { rt, clock }
    }
}

/// Nothing in it is pinned.
impl<R> Unpin for AnyrtProvider<R> {}

type Boxed<T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send>>;

impl<R: Runtime> RuntimeProvider for AnyrtProvider<R> {
    type Handle = AnyrtHandle<R>;
    type Timer = AnyrtTime;
    type Udp = DnsUdp<R::UdpSocket>;
    type Tcp = DnsTcp<R::TcpStream>;

    fn create_handle(&self) -> AnyrtHandle<R> {
        AnyrtHandle {
            provider: self.clone(),
        }
    }

    fn connect_tcp(
        &self,
        server_addr: SocketAddr,
        bind_addr: Option<SocketAddr>,
        timeout: Option<Duration>,
    ) -> Boxed<Self::Tcp> {
        let mut options = TcpConnectOptions::new().nodelay(true);
        options.local_addr = bind_addr;
        let rt = self.rt.clone();
        let connect = async move { rt.tcp_connect(server_addr, &options).await };
        let limited = AnyrtTime::timeout(timeout.unwrap_or(PATIENCE), connect);
        let connected = async move { limited.await?.map(DnsTcp::new) };
        Box::pin(Scope::new(self.clock.clone(), connected))
    }

    fn bind_udp(&self, local_addr: SocketAddr, _server_addr: SocketAddr) -> Boxed<Self::Udp> {
        let bound = self.rt.udp_bind(local_addr, &UdpOptions::new());
        Box::pin(std::future::ready(bound.map(DnsUdp::new)))
    }
}

impl<R> fmt::Debug for AnyrtProvider<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnyrtProvider").finish_non_exhaustive()
    }
}

/// Starts the tasks of hickory, which serve its connections and end with them.
#[derive(Debug, Clone)]
pub struct AnyrtHandle<R> {
    provider: AnyrtProvider<R>,
}

impl<R: Runtime> Spawn for AnyrtHandle<R> {
    fn spawn_bg(&mut self, future: impl Future<Output = ()> + Send + 'static) {
        let scoped = Scope::new(self.provider.clock.clone(), future);
        self.provider.rt.spawn(scoped).detach();
    }
}

use std::{io, net::SocketAddr};

use super::{AnyTcpConnect, AnyTcpListener, AnyTcpStream};
use crate::{
    any::{AnyRuntime, exclusive::BoxFuture, map_ok::MapOk, parts::Part},
    io::ByteStream,
    net::{TcpConnectOptions, TcpListenOptions, TcpNet},
};

pub(in crate::any) trait DynTcpNet: Part {
    fn connect(
        &self,
        addr: SocketAddr,
        options: &TcpConnectOptions,
    ) -> BoxFuture<io::Result<AnyTcpStream>>;

    fn listen(&self, addr: SocketAddr, options: &TcpListenOptions) -> io::Result<AnyTcpListener>;
}

impl<N> DynTcpNet for N
where
    N: TcpNet<
            TcpStream: Send + Sync + ByteStream<ReadHalf: Send + Sync, WriteHalf: Send + Sync>,
            TcpConnect: Send,
            TcpListener: Send + Sync,
        > + Send
        + Sync,
{
    fn connect(
        &self,
        addr: SocketAddr,
        options: &TcpConnectOptions,
    ) -> BoxFuture<io::Result<AnyTcpStream>> {
        let future = self.tcp_connect(addr, options);
        Box::pin(MapOk::new(future, AnyTcpStream::new))
    }

    fn listen(&self, addr: SocketAddr, options: &TcpListenOptions) -> io::Result<AnyTcpListener> {
        self.tcp_listen(addr, options).map(AnyTcpListener::new)
    }
}

impl TcpNet for AnyRuntime {
    type TcpStream = AnyTcpStream;
    type TcpConnect = AnyTcpConnect;
    type TcpListener = AnyTcpListener;

    fn tcp_connect(&self, addr: SocketAddr, options: &TcpConnectOptions) -> AnyTcpConnect {
        AnyTcpConnect::new(self.parts.tcp.connect(addr, options))
    }

    fn tcp_listen(
        &self,
        addr: SocketAddr,
        options: &TcpListenOptions,
    ) -> io::Result<AnyTcpListener> {
        self.parts.tcp.listen(addr, options)
    }
}

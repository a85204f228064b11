use std::{io, path::Path};

use super::{AnyUnixConnect, AnyUnixDatagram, AnyUnixListener, AnyUnixStream};
use crate::{
    any::{AnyRuntime, exclusive::BoxFuture, map_ok::MapOk, parts::Part},
    net::{PlatformNet, SendPlatformNet, UnixListenOptions},
};

pub(in crate::any) trait DynUnixNet: Part {
    fn connect(&self, path: &Path) -> BoxFuture<io::Result<AnyUnixStream>>;
    fn listen(&self, path: &Path, options: &UnixListenOptions) -> io::Result<AnyUnixListener>;
    fn pair(&self) -> io::Result<(AnyUnixStream, AnyUnixStream)>;
    fn datagram(&self, path: Option<&Path>) -> io::Result<AnyUnixDatagram>;
    fn datagram_pair(&self) -> io::Result<(AnyUnixDatagram, AnyUnixDatagram)>;
}

impl<N: SendPlatformNet> DynUnixNet for N {
    fn connect(&self, path: &Path) -> BoxFuture<io::Result<AnyUnixStream>> {
        let future = self.unix_connect(path);
        Box::pin(MapOk::new(future, AnyUnixStream::new))
    }

    fn listen(&self, path: &Path, options: &UnixListenOptions) -> io::Result<AnyUnixListener> {
        self.unix_listen(path, options).map(AnyUnixListener::new)
    }

    fn pair(&self) -> io::Result<(AnyUnixStream, AnyUnixStream)> {
        let (a, b) = self.unix_pair()?;
        Ok((AnyUnixStream::new(a), AnyUnixStream::new(b)))
    }

    fn datagram(&self, path: Option<&Path>) -> io::Result<AnyUnixDatagram> {
        self.unix_datagram(path).map(AnyUnixDatagram::new)
    }

    fn datagram_pair(&self) -> io::Result<(AnyUnixDatagram, AnyUnixDatagram)> {
        let (a, b) = self.unix_datagram_pair()?;
        Ok((AnyUnixDatagram::new(a), AnyUnixDatagram::new(b)))
    }
}

impl PlatformNet for AnyRuntime {
    type UnixStream = AnyUnixStream;
    type UnixConnect = AnyUnixConnect;
    type UnixListener = AnyUnixListener;
    type UnixDatagram = AnyUnixDatagram;

    fn unix_connect(&self, path: &Path) -> AnyUnixConnect {
        AnyUnixConnect::new(self.parts.unix.connect(path))
    }

    fn unix_listen(&self, path: &Path, options: &UnixListenOptions) -> io::Result<AnyUnixListener> {
        self.parts.unix.listen(path, options)
    }

    fn unix_pair(&self) -> io::Result<(AnyUnixStream, AnyUnixStream)> {
        self.parts.unix.pair()
    }

    fn unix_datagram(&self, path: Option<&Path>) -> io::Result<AnyUnixDatagram> {
        self.parts.unix.datagram(path)
    }

    fn unix_datagram_pair(&self) -> io::Result<(AnyUnixDatagram, AnyUnixDatagram)> {
        self.parts.unix.datagram_pair()
    }
}

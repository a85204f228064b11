//! A small SOCKS5 proxy that works.

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use anyrt::combinators::io::copy_bidirectional;
use anyrt::net::TcpConnectOptions;
use anyrt::prelude::*;
use futures_util::io::{AsyncReadExt, AsyncWriteExt};

use crate::harness::listen;

/// Whom the proxy lets in.
#[derive(Clone, Copy)]
pub(crate) enum Door {
    Open,
    /// Those who know this name and this password.
    Password(&'static str, &'static str),
}

/// Starts a proxy, and returns its address.
pub(crate) fn start<R: Runtime>(rt: &R, door: Door) -> SocketAddr {
    let (listener, address) = listen(rt);
    let accepting = rt.clone();
    let accept = async move {
        while let Ok((client, _)) = listener.accept().await {
            // A client that breaks off is no concern of the proxy's.
            let serving = serve(accepting.clone(), client, door);
            accepting.spawn(async move { drop(serving.await) }).detach();
        }
    };
    rt.spawn(accept).detach();
    address
}

/// Serves one client.
async fn serve<R: Runtime>(rt: R, mut client: R::TcpStream, door: Door) -> io::Result<()> {
    if !let_in(&mut client, door).await? {
        return client.close().await;
    }
    let target = read_target(&mut client).await?;
    match rt.tcp_connect(target, &TcpConnectOptions::new()).await {
        Ok(target) => {
            client.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).await?;
            let copied = copy_bidirectional(rt, client, target).await;
            copied.map_err(io::Error::other)?;
            Ok(())
        }
        Err(error) => {
            let code = match error.kind() {
                ErrorKind::ConnectionRefused => 5,
                ErrorKind::HostUnreachable => 4,
                ErrorKind::NetworkUnreachable => 3,
                _ => 1,
            };
            client.write_all(&[5, code, 0, 1, 0, 0, 0, 0, 0, 0]).await?;
            client.close().await
        }
    }
}

/// Agrees on a method, and returns whether the client may go on.
async fn let_in<S>(client: &mut S, door: Door) -> io::Result<bool>
where
    S: anyrt::io::ByteStream,
{
    let [version, count] = read(client).await?;
    assert_eq!(version, 5);
    let mut methods = vec![0; count.into()];
    client.read_exact(&mut methods).await?;
    let wanted = match door {
        Door::Open => 0,
        Door::Password(..) => 2,
    };
    if !methods.contains(&wanted) {
        client.write_all(&[5, 0xff]).await?;
        return Ok(false);
    }
    client.write_all(&[5, wanted]).await?;
    let Door::Password(user, password) = door else {
        return Ok(true);
    };
    let [version] = read(client).await?;
    assert_eq!(version, 1);
    let shown = (read_text(client).await?, read_text(client).await?);
    let is_right = shown == (user.to_owned(), password.to_owned());
    client.write_all(&[1, u8::from(!is_right)]).await?;
    Ok(is_right)
}

/// Reads what to connect to.
async fn read_target<S: anyrt::io::ByteStream>(client: &mut S) -> io::Result<SocketAddr> {
    let [version, command, reserved, kind] = read(client).await?;
    assert_eq!((version, command, reserved), (5, 1, 0));
    let ip = match kind {
        1 => Ipv4Addr::from(read::<4, _>(client).await?).into(),
        4 => Ipv6Addr::from(read::<16, _>(client).await?).into(),
        _ => panic!("the type of the address is {kind}"),
    };
    let port = u16::from_be_bytes(read(client).await?);
    Ok(SocketAddr::new(ip, port))
}

async fn read<const N: usize, S: anyrt::io::ByteStream>(client: &mut S) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    client.read_exact(&mut bytes).await?;
    Ok(bytes)
}

async fn read_text<S: anyrt::io::ByteStream>(client: &mut S) -> io::Result<String> {
    let [len] = read(client).await?;
    let mut bytes = vec![0; len.into()];
    client.read_exact(&mut bytes).await?;
    Ok(String::from_utf8(bytes).expect("the names of these tests are text"))
}

//! Everything public, everything of `futures-util` and the traits of std, all by globs: every method of
//! ours can be called without saying whose it is.

#![expect(
    unused_imports,
    unused_qualifications,
    reason = "that globs do not get into each other's way is what is tested"
)]
#![cfg(unix)]

use std::{
    future::{pending, poll_fn},
    io::{self, IoSlice, prelude::*},
    mem::MaybeUninit,
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    path::Path,
    pin::Pin,
    time::*,
};

// The traits of futures and streams of many come under no name, by the prelude: futures-util has structs of
// the same names.
use anyrt::combinators::{
    forward::*, future::Select2, io::*, task::*, time::*, wake_set::*, watch::*, *,
};
use anyrt::{
    fs::*, io::*, net::*, prelude::*, process::*, random::*, runtime::*, signal::*, stdio::*,
    task::*, time::*, *,
};
use futures_util::{future::*, io::*, never::*, stream::*, task::*, *};

const LOCALHOST: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// Runs a test of every capability on every runtime that is compiled in.
fn on_each<F, Fut>(test: F)
where
    F: Fn(AnyRuntime) -> Fut,
    Fut: Future<Output = io::Result<()>>,
{
    for backend in Backend::available() {
        let result = run_on(*backend, &test).expect("the runtime starts");
        result.unwrap_or_else(|error| panic!("on {backend}: {error}"));
    }
}

#[test]
fn methods_of_tasks_and_time_are_unambiguous() {
    on_each(async |rt| {
        let handle = rt.spawn(async { 1 });
        let _finished: bool = handle.is_finished();
        assert_eq!(handle.await.expect("the task ends"), 1);
        rt.spawn(pending::<()>()).abort();
        rt.spawn(async {}).detach();
        rt.spawn_blocking(|| ()).await.expect("the closure ends");
        yield_now().await;

        let mut sleep = Box::pin(rt.sleep(Duration::MAX));
        assert_eq!(sleep.as_ref().deadline(), None);
        sleep.as_mut().reset_never();
        sleep.as_mut().reset(rt.now());
        sleep.await;
        rt.sleep_until(rt.now()).await;
        assert!(rt.system_time() > SystemTime::UNIX_EPOCH);
        let mut bytes = [0; 32];
        rt.fill_random(&mut bytes);
        assert_ne!(bytes, [0; 32]);
        Ok(())
    });
}

async fn tcp_pair<R: Runtime>(rt: &R) -> io::Result<(R::TcpStream, R::TcpStream)> {
    let listener = rt.tcp_listen(LOCALHOST, &TcpListenOptions::new())?;
    let addr = listener.local_addr()?;
    let client = rt.tcp_connect(addr, &TcpConnectOptions::new()).await?;
    let (server, peer) = listener.accept().await?;
    assert_eq!(peer, client.local_addr()?);
    Ok((client, server))
}

#[test]
fn methods_of_tcp_streams_are_unambiguous() {
    on_each(async |rt| {
        let (mut client, mut server) = tcp_pair(&rt).await?;
        assert_eq!(client.peer_addr()?, server.local_addr()?);
        client.set_nodelay(true)?;
        assert!(client.nodelay()?);
        client.set_ttl(client.ttl()?)?;
        client.set_linger(client.linger()?)?;
        client.set_keepalive(client.keepalive()?)?;
        client.set_recv_buffer_size(client.recv_buffer_size()?)?;
        client.set_send_buffer_size(client.send_buffer_size()?)?;
        assert!(client.is_write_vectored());

        client.write_all(b"plain").await?;
        let parts = [IoSlice::new(b"vec"), IoSlice::new(b"tored")];
        assert_eq!(client.write_vectored(&parts).await?, 8);
        client.flush().await?;
        client.close().await?;
        let mut text = [0; 5];
        server.read_exact(&mut text).await?;
        let mut rest = Vec::new();
        server.read_append(&mut rest).await?;
        assert_eq!((&text, &*rest), (b"plain", b"vectored".as_slice()));

        let mut memory = [MaybeUninit::uninit(); 8];
        let mut cursor = ReadCursor::new(&mut memory);
        poll_fn(|cx| Pin::new(&mut server).poll_read_uninit(cx, &mut cursor)).await?;
        assert_eq!(cursor.filled(), b"");

        let (read, write) = server.into_halves();
        let server = ByteStream::reunite(read, write);
        let server: any::AnyTcpStream = server.map_err(io::Error::other)?;
        let (_read, write) = server.into_halves();
        write.forget();
        Ok(())
    });
}

#[test]
fn methods_of_listeners_are_unambiguous() {
    on_each(async |rt| {
        let listener = rt.tcp_listen(LOCALHOST, &TcpListenOptions::new())?;
        let addr = listener.local_addr()?;
        let _client = rt.tcp_connect(addr, &TcpConnectOptions::new()).await?;
        let mut waiter = Waiter::new();
        poll_fn(|cx| listener.poll_accept(cx, &mut waiter)).await?;
        let _client = rt.tcp_connect(addr, &TcpConnectOptions::new()).await?;
        let mut connections = listener.accept_loop(rt.clone());
        connections.next().await?;
        assert!(connections.last_error().is_none());
        let _client = connect_host(&rt, "localhost", addr.port(), &TcpConnectOptions::new()).await;
        assert!(!rt.resolve("127.0.0.1", 1).await?.is_empty());
        Ok(())
    });
}

#[test]
fn methods_of_udp_sockets_are_unambiguous() {
    on_each(async |rt| {
        let one = rt.udp_bind(LOCALHOST, &UdpOptions::new())?;
        let other = rt.udp_bind(LOCALHOST, &UdpOptions::new())?;
        one.connect(other.local_addr()?)?;
        assert_eq!(one.peer_addr()?, other.local_addr()?);
        one.set_broadcast(!one.broadcast()?)?;
        one.set_ttl(one.ttl()?)?;
        one.set_multicast_loop(true)?;
        one.set_multicast_ttl(1)?;
        let nowhere = Ipv4Addr::new(10, 0, 0, 1);
        let interface = Ipv4Addr::LOCALHOST;
        assert!(other.join_multicast_v4(nowhere, interface).is_err());
        assert!(other.leave_multicast_v4(nowhere, interface).is_err());
        assert!(other.join_multicast_v6(Ipv6Addr::LOCALHOST, 0).is_err());
        assert!(other.leave_multicast_v6(Ipv6Addr::LOCALHOST, 0).is_err());

        let mut buf = [0; 8];
        one.send(b"a").await?;
        assert_eq!(other.peek_from(&mut buf).await?.len, 1);
        assert_eq!(other.recv_from(&mut buf).await?.addr, one.local_addr()?);
        other.send_to(b"bc", one.local_addr()?).await?;
        assert_eq!(one.recv(&mut buf).await?, 2);
        let mut waiter = Waiter::new();
        poll_fn(|cx| one.poll_send_to(cx, &mut waiter, b"d", None)).await?;
        let mut waiter = Waiter::new();
        poll_fn(|cx| other.poll_recv_from(cx, &mut waiter, &mut buf, RecvMode::Take)).await?;
        Ok(())
    });
}

#[test]
fn methods_of_unix_sockets_are_unambiguous() {
    on_each(async |rt| {
        let (mut one, mut other) = rt.unix_pair()?;
        assert!(one.peer_addr()?.is_unnamed() && one.local_addr()?.is_unnamed());
        one.write_all(b"x").await?;
        one.close().await?;
        let mut text = String::new();
        other.read_to_string(&mut text).await?;
        assert_eq!(text, "x");

        let (one, other) = rt.unix_datagram_pair()?;
        assert!(one.peer_addr()?.is_unnamed() && one.local_addr()?.is_unnamed());
        one.send(b"y").await?;
        assert_eq!(other.recv(&mut [0; 4]).await?, 1);

        let nowhere = Path::new("no/such/folder/socket");
        assert!(rt.unix_connect(nowhere).await.is_err());
        assert!(rt.unix_listen(nowhere, &UnixListenOptions::new()).is_err());
        assert!(rt.unix_datagram(None)?.connect(nowhere).is_err());
        Ok(())
    });
}

#[test]
fn methods_of_files_are_unambiguous() {
    on_each(async |rt| {
        let name = format!("anyrt-globs-{}", std::process::id());
        let dir = std::env::temp_dir().join(name);
        rt.create_dir_all(dir.join("a/b")).await?;
        rt.remove_dir(dir.join("a/b")).await?;
        let path = dir.join("file");
        let options = OpenOptions::creating().read(true);
        let mut file = rt.open_file(&path, &options).await?;
        file.write_all(b"written").await?;
        file.flush().await?;
        file.seek(io::SeekFrom::Start(2)).await?;
        let mut text = String::new();
        file.read_to_string(&mut text).await?;
        assert_eq!(text, "itten");
        assert_eq!(file.write_at(b"W".to_vec(), 0).await.0?, 1);
        assert_eq!(file.read_at(vec![0; 2], 0).await.1, b"Wr");
        file.set_len(3).await?;
        file.sync_data().await?;
        file.sync_all().await?;
        let permissions = file.metadata().await?.permissions;
        file.set_permissions(permissions).await?;
        let mut clone = file.try_clone().await?;
        assert_eq!(clone.stream_position().await?, 7);
        clone.close().await?;

        assert_eq!(rt.read_file(&path).await?, b"Wri");
        rt.write_file(&path, "text").await?;
        rt.replace_file(&path, "replaced").await?;
        assert_eq!(rt.copy_file(&path, dir.join("copy")).await?, 8);
        rt.rename(dir.join("copy"), dir.join("renamed")).await?;
        rt.hard_link(&path, dir.join("hard")).await?;
        rt.symlink("file", dir.join("soft")).await?;
        assert_eq!(rt.read_link(dir.join("soft")).await?, Path::new("file"));
        let whole = rt.canonicalize(dir.join("soft")).await?;
        assert_eq!(whole, rt.canonicalize(&path).await?);
        let metadata = rt.metadata(&path).await?;
        assert!(rt.symlink_metadata(dir.join("soft")).await?.is_symlink());
        rt.set_permissions(&path, metadata.permissions).await?;
        let entries: Vec<_> = rt.read_dir(&dir).await?.try_collect().await?;
        assert_eq!(entries.len(), 5);
        rt.remove_file(&path).await?;
        rt.remove_dir_all(&dir).await
    });
}

#[test]
fn methods_of_programs_signals_and_standard_streams_are_unambiguous() {
    on_each(async |rt| {
        let output = Command::new("echo").arg("said").output(&rt).await?;
        assert_eq!(output.stdout, b"said\n");
        assert!(Command::new("true").status(&rt).await?.success());
        let mut command = Command::new("cat");
        command.stdin(process::Stdio::piped());
        command.stdout(process::Stdio::piped());
        let mut child = command.spawn(&rt)?;
        assert!(child.id().is_some());
        assert!(child.try_wait()?.is_none());
        let mut input = child.stdin().take().expect("it is piped");
        input.write_all(b"echoed").await?;
        input.close().await?;
        drop(input);
        assert!(child.stderr().is_none());
        assert_eq!(child.wait_with_output().await?.stdout, b"echoed");
        let mut child = command.spawn(&rt)?;
        child.kill()?;
        assert!(!child.wait().await?.success());

        let mut hangups = rt.signal(SignalKind::Hangup)?;
        assert!(hangups.next().now_or_never().is_none());
        let mut interrupts = rt.ctrl_c()?;
        assert!(interrupts.next().now_or_never().is_none());

        rt.stdout().flush().await?;
        rt.stderr().flush().await?;
        let _stdin = rt.stdin();
        Ok(())
    });
}

#[test]
fn methods_of_descriptors_are_unambiguous() {
    on_each(async |rt| {
        let (ours, mut theirs) = std::os::unix::net::UnixStream::pair()?;
        let source = rt.register(ours.into())?;
        source.writable().await?;
        std::io::Write::write_all(&mut theirs, b"x")?;
        source.readable().await?;
        let read = |fd: std::os::fd::BorrowedFd<'_>| {
            let mut stream = std::os::unix::net::UnixStream::from(fd.try_clone_to_owned()?);
            std::io::Read::read(&mut stream, &mut [0; 8])
        };
        assert_eq!(source.async_io(Interest::Readable, read).await?, 1);
        let again = source.try_io(Interest::Readable, read);
        let kind = again.map_err(|error| error.kind());
        assert_eq!(kind, Err(io::ErrorKind::WouldBlock));
        let _fd = source.into_fd()?;
        Ok(())
    });
}

#[test]
fn methods_of_futures_and_streams_of_many_are_unambiguous() {
    on_each(async |rt| {
        assert_eq!((ready(1), ready(2)).join().await, (1, 2));
        assert_eq!(vec![ready(1), ready(2)].join().await, [1, 2]);
        assert_eq!([ready(Ok::<u8, u8>(1))].try_join().await, Ok([1]));
        assert_eq!((ready(1), pending()).race().await, 1);
        assert_eq!([ready(Ok::<u8, u8>(1))].race_ok().await.ok(), Some(1));
        assert_eq!(
            [ready(1).left_future(), pending().right_future()]
                .select()
                .await,
            (0, 1)
        );
        let ((place, output), _rest) = [ready(1).left_future(), pending().right_future()]
            .select_with_rest()
            .await;
        assert_eq!((place, output), (0, 1));
        let streams = || [iter([1, 2]), iter([3, 4])];
        assert_eq!(streams().merge().count().await, 4);
        assert_eq!(streams().zip().collect::<Vec<_>>().await, [[1, 3], [2, 4]]);
        assert_eq!(streams().chain().collect::<Vec<_>>().await, [1, 2, 3, 4]);

        let limit = rt.sleep(Duration::from_secs(600));
        let work = rt.spawn(async { 5 });
        match (work, limit).select().await {
            Select2::A(done) => assert_eq!(done.expect("the task ends"), 5),
            Select2::B(()) => panic!("ten minutes are over"),
        }
        let ticks = interval(rt.clone(), Duration::from_millis(1)).map_err(io::Error::other)?;
        assert_eq!(ticks.take(2).count().await, 2);
        let token = CancellationToken::new();
        token.cancel();
        assert!(token.run_until_cancelled(pending::<()>()).await.is_none());
        Ok(())
    });
}

#[cfg(feature = "tokio")]
#[test]
fn methods_of_owners_are_unambiguous() {
    let owner = anyrt::tokio::Tokio::new().expect("the runtime starts");
    let _handle = owner.handle();
    owner.block_on(async |_| ());
    owner.shutdown(Duration::ZERO).expect("nothing is running");

    let local = anyrt::tokio::TokioLocal::new().expect("the runtime starts");
    local.block_on(async |rt| {
        rt.spawn_local(async {}).await.expect("the task ends");
    });
}

//! What the combinators promise of tasks and sockets, on the runtimes themselves: their own tests drive an
//! executor and byte streams by hand.

use std::{
    future::pending,
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use anyrt_async_std::AsyncStd;
use anyrt_combinators::{
    io::{BidirectionalReason, copy_bidirectional},
    task::{TaskGroup, TaskGroupError},
    time::timeout,
};
use anyrt_smol::Smol;
use anyrt_tokio::Tokio;
use anyrt_traits::{
    AnyRuntime,
    any::{AnyTcpListener, AnyTcpStream},
    net::{ListenerExt, TcpConnectOptions, TcpListenOptions, TcpListener, TcpNet},
    task::{BlockOn, yield_now},
};
use futures_util::{AsyncReadExt, AsyncWriteExt};

const LOCALHOST: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
const LIMIT: Duration = Duration::from_secs(30);

/// Runs a test on each runtime, and fails if it hangs.
fn on_each<F, Fut>(test: F)
where
    F: Fn(AnyRuntime) -> Fut,
    Fut: Future<Output = io::Result<()>>,
{
    let limited = async |rt: AnyRuntime| {
        let result = timeout(&rt, LIMIT, test(rt.clone())).await;
        result.expect("it does not hang").expect("nothing fails");
    };
    let tokio = Tokio::new().expect("threads to start");
    tokio.block_on(async |rt| limited(AnyRuntime::new(rt)).await);
    let smol = Smol::new().expect("threads to start");
    smol.block_on(async |rt| limited(AnyRuntime::new(rt)).await);
    AsyncStd::new().block_on(async |rt| limited(AnyRuntime::new(rt)).await);
}

#[test]
fn a_group_ends_with_its_first_error_once_every_future_is_dropped() {
    on_each(async |rt| {
        let held = Arc::new(());
        let mut group = TaskGroup::new(rt);
        for _ in 0..100 {
            let held = held.clone();
            group.spawn(async move {
                pending::<()>().await;
                drop(held);
                Ok(())
            });
        }
        group.spawn(async {
            yield_now().await;
            Err("failed")
        });
        assert!(matches!(
            group.join().await,
            Err(TaskGroupError::Failed("failed"))
        ));
        assert_eq!(Arc::strong_count(&held), 1);
        Ok(())
    });
}

#[test]
fn a_group_that_is_dropped_ends_its_tasks() {
    on_each(async |rt| {
        let held = Arc::new(());
        let mut group = TaskGroup::<_, ()>::new(rt);
        for _ in 0..100 {
            let held = held.clone();
            group.spawn(async move {
                pending::<()>().await;
                drop(held);
                Ok(())
            });
        }
        drop(group);
        while Arc::strong_count(&held) > 1 {
            yield_now().await;
        }
        Ok(())
    });
}

fn listen(rt: &AnyRuntime) -> io::Result<(AnyTcpListener, SocketAddr)> {
    let listener = rt.tcp_listen(LOCALHOST, &TcpListenOptions::new())?;
    let addr = listener.local_addr()?;
    Ok((listener, addr))
}

async fn pair(rt: &AnyRuntime) -> io::Result<(AnyTcpStream, AnyTcpStream)> {
    let (listener, addr) = listen(rt)?;
    let there = rt.tcp_connect(addr, &TcpConnectOptions::new()).await?;
    let (here, _) = listener.accept().await?;
    Ok((there, here))
}

#[test]
fn a_copy_in_both_directions_forwards_the_ends_of_sockets() {
    on_each(async |rt| {
        let (mut client, client_side) = pair(&rt).await?;
        let (mut server, server_side) = pair(&rt).await?;
        let question = vec![b'q'; 1 << 20];
        let answer = vec![b'a'; 1 << 19];
        let ask = async {
            client.write_all(&question).await?;
            client.close().await?;
            let mut got = Vec::new();
            client.read_to_end(&mut got).await?;
            Ok::<_, io::Error>(got)
        };
        let reply = async {
            let mut got = Vec::new();
            server.read_to_end(&mut got).await?;
            server.write_all(&answer).await?;
            server.close().await?;
            Ok::<_, io::Error>(got)
        };
        let copy = copy_bidirectional(rt.clone(), client_side, server_side);
        let copy = copy.idle_timeout(LIMIT).grace(LIMIT);
        let (copied, asked, replied) = futures_util::future::join3(copy, ask, reply).await;
        let copied = copied?;
        assert_eq!((copied.a_to_b, copied.b_to_a), (1 << 20, 1 << 19));
        assert!(asked? == answer && replied? == question);
        Ok(())
    });
}

#[test]
fn a_copy_between_silent_sockets_ends_when_it_is_idle() {
    on_each(async |rt| {
        let (_client, client_side) = pair(&rt).await?;
        let (_server, server_side) = pair(&rt).await?;
        let copy = copy_bidirectional(rt, client_side, server_side);
        let error = copy.idle_timeout(Duration::from_millis(5)).await;
        assert!(matches!(
            error.expect_err("nothing moves").reason,
            BidirectionalReason::Idle
        ));
        Ok(())
    });
}

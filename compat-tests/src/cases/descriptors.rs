//! L1: when descriptors run out, `accept` says so, and an accept loop pauses and goes on afterwards.

use std::{
    fs::File,
    net::{SocketAddr, TcpStream},
    os::fd::AsRawFd,
    pin::pin,
    time::Duration,
};

use anyrt_traits::{net::ListenerExt, time::Timer};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use socket2::{Domain, Socket, Type};

use super::flavour::Owner;
use crate::harness::{Counter, is_pending, tcp_listener, tcp_pair};

/// The number of the error that says that the process has no descriptor left.
const NO_DESCRIPTOR_LEFT: i32 = 24;

/// Takes every descriptor the process may have, a hundred more than it has now.
fn take_every_descriptor() -> Vec<File> {
    let null = || File::open("/dev/null");
    let next = null().expect("a descriptor is left").as_raw_fd();
    let limit = getrlimit(Resource::Nofile);
    let current = u64::try_from(next).expect("it is positive") + 100;
    setrlimit(
        Resource::Nofile,
        Rlimit {
            current: Some(current),
            ..limit
        },
    )
    .expect("a limit may be lowered");
    std::iter::from_fn(|| null().ok()).collect()
}

/// Connects a socket that was made before, which takes no further descriptor.
fn connect(socket: Socket, addr: SocketAddr) -> TcpStream {
    socket.connect(&addr.into()).expect("somebody listens");
    socket.into()
}

fn sockets(count: usize) -> Vec<Socket> {
    (0..count)
        .map(|_| Socket::new(Domain::IPV4, Type::STREAM, None).expect("descriptors are left"))
        .collect()
}

pub fn accept_reports_that_descriptors_ran_out_and_recovers<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        drop(tcp_pair(&rt).await);
        let mut sockets = sockets(1);
        let taken = take_every_descriptor();
        let _client = connect(sockets.remove(0), addr);
        for _ in 0..3 {
            let error = listener
                .accept()
                .await
                .err()
                .expect("no descriptor is left");
            assert_eq!(error.raw_os_error(), Some(NO_DESCRIPTOR_LEFT));
        }
        drop(taken);
        listener
            .accept()
            .await
            .map(drop)
            .expect("descriptors are back");
    });
}

pub fn every_waiter_goes_on_once_descriptors_are_back<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        drop(tcp_pair(&rt).await);
        let sockets = sockets(8);
        let mut waiters: Vec<_> = (0..8)
            .map(|_| (Box::pin(listener.accept()), Counter::new()))
            .collect();
        for (accept, counter) in &mut waiters {
            assert!(is_pending(accept.as_mut(), counter), "nobody connects");
        }
        let taken = take_every_descriptor();
        let _clients: Vec<_> = sockets
            .into_iter()
            .map(|socket| connect(socket, addr))
            .collect();
        waiters[0].1.woken().await;
        drop(taken);
        for (accept, counter) in waiters {
            counter.woken().await;
            accept
                .await
                .map(drop)
                .expect("there is a connection for each");
        }
    });
}

pub fn an_accept_loop_pauses_and_goes_on_once_descriptors_are_back<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        drop(tcp_pair(&rt).await);
        rt.sleep(Duration::from_millis(1)).await;
        let mut sockets = sockets(1);
        let taken = take_every_descriptor();
        let _client = connect(sockets.remove(0), addr);
        let mut connections = listener.accept_loop(rt.clone());
        {
            let counter = Counter::new();
            let mut next = pin!(connections.next());
            let start = rt.now();
            // Twice at least, however late the first is told of.
            while counter.wakes() < 2 || rt.now() - start < Duration::from_millis(60) {
                let wakes = counter.wakes();
                assert!(is_pending(next.as_mut(), &counter), "no descriptor is left");
                counter.woken_after(wakes).await;
            }
            assert!(
                counter.wakes() < 50,
                "{} attempts in a row",
                counter.wakes()
            );
        }
        let error = connections.last_error().expect("attempts failed");
        assert_eq!(error.raw_os_error(), Some(NO_DESCRIPTOR_LEFT));
        drop(taken);
        connections
            .next()
            .await
            .map(drop)
            .expect("descriptors are back");
    });
}

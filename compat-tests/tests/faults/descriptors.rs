//! The process has no descriptor left.

use std::{fs::File, os::fd::AsRawFd, pin::pin, time::Duration};

use anyrt_traits::{
    fs::{Fs, OpenOptions},
    net::{ListenerExt, TcpConnectOptions, TcpNet},
    time::Timer,
};
use futures_util::AsyncReadExt;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use socket2::{Domain, Socket, Type};

use super::flavour::Owner;
use crate::harness::{Counter, TempDir, is_pending, tcp_listener, tcp_pair};

/// EMFILE.
const NO_DESCRIPTOR_LEFT: Option<i32> = Some(24);

/// Takes every descriptor the process may have, a few more than it has now.
fn take_every_descriptor() -> Vec<File> {
    let null = || File::open("/dev/null");
    let next = null().expect("a descriptor is left").as_raw_fd();
    let limit = Rlimit {
        current: u64::try_from(next).ok().map(|next| next + 50),
        ..getrlimit(Resource::Nofile)
    };
    setrlimit(Resource::Nofile, limit).expect("a limit may be lowered");
    std::iter::from_fn(|| null().ok()).collect()
}

/// A socket made while there are descriptors, to connect with when there are none.
fn spare_socket() -> Socket {
    Socket::new(Domain::IPV4, Type::STREAM, None).expect("descriptors are left")
}

pub(crate) fn an_accept_without_a_descriptor<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        drop(tcp_pair(&rt).await);
        let spare = spare_socket();
        let taken = take_every_descriptor();
        spare.connect(&addr.into()).expect("somebody listens");
        for _ in 0..3 {
            let error = listener.accept().await.err().expect("none is left");
            assert_eq!(error.raw_os_error(), NO_DESCRIPTOR_LEFT);
        }
        drop(taken);
        let accepted = listener.accept().await;
        accepted.map(drop).expect("descriptors are back");
        "EMFILE is told each time; the connection is accepted once there is a descriptor".into()
    })
}

pub(crate) fn an_accept_loop_without_a_descriptor<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        drop(tcp_pair(&rt).await);
        rt.sleep(Duration::from_millis(1)).await;
        let spare = spare_socket();
        let taken = take_every_descriptor();
        spare.connect(&addr.into()).expect("somebody listens");
        let mut connections = listener.accept_loop(rt.clone());
        {
            let (counter, start) = (Counter::new(), rt.now());
            let mut next = pin!(connections.next());
            // Twice at least, however late the first is told of.
            while counter.wakes() < 2 || rt.now() - start < Duration::from_millis(60) {
                let wakes = counter.wakes();
                assert!(is_pending(next.as_mut(), &counter), "none is left");
                counter.woken_after(wakes).await;
            }
            assert!(counter.wakes() < 50, "{} attempts", counter.wakes());
        }
        let error = connections.last_error().expect("attempts failed");
        assert_eq!(error.raw_os_error(), NO_DESCRIPTOR_LEFT);
        drop(taken);
        let accepted = connections.next().await;
        accepted.map(drop).expect("descriptors are back");
        "it pauses between attempts, keeps EMFILE as its last error, and goes on by itself".into()
    })
}

pub(crate) fn a_connection_without_a_descriptor<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        drop(tcp_pair(&rt).await);
        let listener = std::net::TcpListener::bind(crate::harness::LOCALHOST).expect("a port");
        let addr = listener.local_addr().expect("a bound socket");
        let options = TcpConnectOptions::new();
        let taken = take_every_descriptor();
        for _ in 0..3 {
            let error = rt.tcp_connect(addr, &options).await.err();
            let error = error.expect("none is left");
            assert_eq!(error.raw_os_error(), NO_DESCRIPTOR_LEFT);
        }
        drop(taken);
        let connected = rt.tcp_connect(addr, &options).await;
        connected.map(drop).expect("descriptors are back");
        "EMFILE is told each time; the next attempt with a descriptor connects".into()
    })
}

pub(crate) fn an_opening_without_a_descriptor<O: Owner>(make: fn() -> O) -> String {
    make().block_on(async |rt| {
        let dir = TempDir::new();
        let path = dir.path("file");
        rt.sleep(Duration::from_millis(1)).await;
        std::fs::write(&path, b"here").expect("the directory is writable");
        let options = OpenOptions::reading();
        drop(rt.open_file(&path, &options).await.expect("opens"));
        let taken = take_every_descriptor();
        for _ in 0..3 {
            let error = rt.open_file(&path, &options).await.err();
            assert_eq!(
                error.expect("none is left").raw_os_error(),
                NO_DESCRIPTOR_LEFT
            );
            let error = rt.read_file(&path).await.expect_err("none is left");
            assert_eq!(error.raw_os_error(), NO_DESCRIPTOR_LEFT);
        }
        drop(taken);
        let mut file = rt.open_file(&path, &options).await.expect("opens");
        let mut text = String::new();
        file.read_to_string(&mut text).await.expect("reads");
        assert_eq!(text, "here");
        "EMFILE is told each time; the next attempt with a descriptor opens".into()
    })
}

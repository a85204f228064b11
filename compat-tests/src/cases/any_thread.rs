//! T10: whoever holds a handle can use it, on any thread, outside of any runtime's context.

use std::{thread, time::Duration};

use anyrt_traits::{
    net::{
        DatagramSocketExt, ListenerExt, PlatformNet, Resolve, TcpConnectOptions, TcpNet,
        UnixListenOptions,
    },
    task::{Spawn, SpawnBlocking},
    time::Timer,
};
use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::Owner;
use crate::harness::{Event, LOCALHOST, OnDrop, TempDir, tcp_listener, udp_socket, wait};

/// Runs `work` on a plain thread while this one drives the owner.
fn beside<O: Owner, T: Send + 'static>(
    make: fn() -> O,
    work: impl FnOnce(O::Handle) -> T + Send + 'static,
) -> T {
    let (owner, done) = (make(), Event::new());
    let (rt, set) = (owner.handle(), done.clone());
    let thread = thread::spawn(move || {
        let _done = OnDrop::new(move || set.set());
        work(rt)
    });
    owner.block_on(async |_| done.wait().await);
    thread.join().expect("the thread does not panic")
}

pub fn a_plain_thread_spawns_and_awaits_a_task<O: Owner>(make: fn() -> O) {
    let output = beside(make, |rt| wait(rt.spawn(async { 3 })));
    assert_eq!(output.expect("it ends"), 3);
}

pub fn a_plain_thread_spawns_and_awaits_a_closure<O: Owner>(make: fn() -> O) {
    let value = beside(make, |rt| wait(rt.spawn_blocking(|| 3)));
    assert_eq!(value.expect("it ends"), 3);
}

pub fn a_plain_thread_sleeps<O: Owner>(make: fn() -> O) {
    beside(make, |rt| {
        let start = rt.now();
        wait(rt.sleep(Duration::from_millis(3)));
        assert!(rt.now() - start >= Duration::from_millis(3));
    });
}

pub fn a_plain_thread_connects<O: Owner>(make: fn() -> O) {
    beside(make, |rt| {
        let listener = std::net::TcpListener::bind(LOCALHOST).expect("a free port");
        let addr = listener.local_addr().expect("a bound socket");
        wait(rt.tcp_connect(addr, &TcpConnectOptions::new())).expect("somebody listens");
    });
}

pub fn a_plain_thread_listens_and_accepts<O: Owner>(make: fn() -> O) {
    beside(make, |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let client = thread::spawn(move || std::net::TcpStream::connect(addr));
        assert!(wait(listener.accept()).is_ok());
        client
            .join()
            .expect("it does not panic")
            .expect("somebody listens");
    });
}

pub fn a_plain_thread_reads_and_writes<O: Owner>(make: fn() -> O) {
    beside(make, |rt| {
        wait(async {
            let (mut a, mut b) = crate::harness::tcp_pair(&rt).await;
            let mut buf = [0; 4];
            a.write_all(b"ping").await.expect("the peer reads");
            b.read_exact(&mut buf).await.expect("the peer wrote");
            assert_eq!(&buf, b"ping");
        });
    });
}

pub fn a_plain_thread_sends_and_receives_datagrams<O: Owner>(make: fn() -> O) {
    beside(make, |rt| {
        let (a, _) = udp_socket(&rt);
        let (b, b_addr) = udp_socket(&rt);
        let mut buf = [0; 8];
        wait(a.send_to(b"data", b_addr)).expect("a free way");
        assert_eq!(wait(b.recv(&mut buf)).expect("it was sent"), 4);
    });
}

pub fn a_plain_thread_uses_unix_sockets<O: Owner>(make: fn() -> O) {
    beside(make, |rt| {
        let dir = TempDir::new();
        let path = dir.path("socket");
        let listener = rt
            .unix_listen(&path, &UnixListenOptions::new())
            .expect("a fresh path");
        let (connected, accepted) = wait(futures_util::future::join(
            rt.unix_connect(&path),
            listener.accept(),
        ));
        assert!(connected.is_ok() && accepted.is_ok());
        let (a, b) = rt.unix_datagram_pair().expect("descriptors are left");
        wait(a.send(b"data")).expect("a free way");
        assert_eq!(wait(b.recv(&mut [0; 8])).expect("it was sent"), 4);
    });
}

pub fn a_plain_thread_resolves_a_name<O: Owner>(make: fn() -> O) {
    let addresses = beside(make, |rt| wait(rt.resolve("localhost", 80)));
    assert!(!addresses.expect("every machine has it").is_empty());
}

pub fn resources_made_on_one_thread_work_on_another<O: Owner>(make: fn() -> O) {
    beside(make, |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let sleep = rt.sleep(Duration::from_millis(1));
        let connect = rt.tcp_connect(addr, &TcpConnectOptions::new());
        let accepting = thread::spawn(move || wait(listener.accept()).is_ok());
        let connecting = thread::spawn(move || wait(connect).is_ok());
        thread::spawn(move || wait(sleep))
            .join()
            .expect("it does not panic");
        assert!(accepting.join().expect("it does not panic"));
        assert!(connecting.join().expect("it does not panic"));
    });
}

pub fn threads_spawn_side_by_side<O: Owner>(make: fn() -> O) {
    let total = beside(make, |rt| {
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let rt = rt.clone();
                thread::spawn(move || {
                    (0..200)
                        .map(|number| wait(rt.spawn(async move { number })).unwrap_or(0))
                        .sum::<u32>()
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("it does not panic"))
            .sum::<u32>()
    });
    assert_eq!(total, 4 * (0..200).sum::<u32>());
}

pub fn a_task_of_one_runtime_uses_the_handle_of_another<O: Owner>(make: fn() -> O) {
    beside(make, move |rt| {
        make().block_on(async |other| {
            let task = other.spawn(async move {
                rt.sleep(Duration::from_millis(1)).await;
                let (mut a, mut b) = crate::harness::tcp_pair(&rt).await;
                a.write_all(b"ping").await.expect("the peer reads");
                let mut buf = [0; 4];
                b.read_exact(&mut buf).await.expect("the peer wrote");
                rt.spawn(async { 3 }).await
            });
            let output = task.await.expect("it does not panic");
            assert_eq!(output.expect("it ends"), 3);
        });
    });
}

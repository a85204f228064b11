//! C1: dropped futures leave no descriptor open.

use std::{fs, pin::pin, time::Duration};

use anyrt_traits::{
    net::{DatagramSocketExt, ListenerExt, PlatformNet, Resolve, TcpConnectOptions, TcpNet},
    time::Timer,
};
use futures_util::AsyncReadExt;

use super::flavour::Owner;
use crate::harness::{
    Counter, LOCALHOST, TempDir, poll_up_to, tcp_listener, tcp_pair, udp_socket, until,
};

/// How many descriptors this process has open, where the system tells.
fn open_descriptors() -> usize {
    fs::read_dir("/proc/self/fd").map_or(0, Iterator::count)
}

/// Waits until no more descriptors are open than were before.
async fn settled(before: usize) {
    until("every descriptor is closed", || {
        open_descriptors() <= before
    })
    .await;
}

pub fn futures_of_sockets_dropped_at_any_point_leave_no_descriptor<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        drop(tcp_pair(&rt).await);
        rt.sleep(Duration::from_millis(1)).await;
        rt.resolve("localhost", 80)
            .await
            .expect("every machine has it");
        let (dir, counter) = (TempDir::new(), Counter::new());
        let path = dir.path("listener");
        let unix = std::os::unix::net::UnixListener::bind(&path).expect("a fresh path");
        let before = open_descriptors();
        for round in 0..40 {
            let polls = round % 4;
            let (listener, addr) = tcp_listener(&rt);
            drop(poll_up_to(polls.min(1), pin!(listener.accept()), &counter).await);
            let options = TcpConnectOptions::new();
            drop(poll_up_to(polls, pin!(rt.tcp_connect(addr, &options)), &counter).await);
            drop(listener);
            drop(poll_up_to(polls, pin!(rt.tcp_connect(addr, &options)), &counter).await);
            drop(poll_up_to(polls, pin!(rt.unix_connect(&path)), &counter).await);
            let (socket, _) = udp_socket(&rt);
            drop(poll_up_to(polls.min(1), pin!(socket.recv(&mut [0; 4])), &counter).await);
            let (mut a, _b) = tcp_pair(&rt).await;
            drop(poll_up_to(polls.min(1), pin!(a.read(&mut [0; 4])), &counter).await);
            drop(poll_up_to(polls, pin!(rt.resolve("localhost", 80)), &counter).await);
        }
        settled(before).await;
        drop(unix);
    });
}

pub fn runtimes_that_come_and_go_leave_no_descriptor<O: Owner>(make: fn() -> O) {
    let run = || {
        make().block_on(async |rt| {
            let listener = std::net::TcpListener::bind(LOCALHOST).expect("a free port");
            let addr = listener.local_addr().expect("a bound socket");
            let options = TcpConnectOptions::new();
            drop(
                rt.tcp_connect(addr, &options)
                    .await
                    .expect("somebody listens"),
            );
            rt.sleep(Duration::from_millis(1)).await;
        });
    };
    run();
    let before = open_descriptors();
    for _ in 0..20 {
        run();
    }
    crate::harness::until_blocking("every descriptor is closed", || {
        open_descriptors() <= before
    });
}

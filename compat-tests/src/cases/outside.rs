//! T10: what is made outside of `block_on` works inside.

use std::time::Duration;

use anyrt_traits::{
    net::{ListenerExt, TcpConnectOptions, TcpNet},
    time::Timer,
};

use super::flavour::{Owner, spawn};
use crate::harness::{tcp_listener, udp_socket};

pub fn a_task_spawned_before_the_owner_is_driven_runs_when_it_is<O: Owner>(make: fn() -> O) {
    let owner = make();
    let task = spawn(&owner.handle(), async { 5 });
    assert_eq!(owner.block_on(async |_| task.await).expect("it ends"), 5);
}

pub fn a_sleep_made_before_the_owner_is_driven_completes_when_it_is<O: Owner>(make: fn() -> O) {
    let owner = make();
    let sleep = owner.handle().sleep(Duration::from_millis(1));
    owner.block_on(async |_| sleep.await);
}

pub fn sockets_made_before_the_owner_is_driven_work_when_it_is<O: Owner>(make: fn() -> O) {
    let owner = make();
    let rt = owner.handle();
    let (listener, addr) = tcp_listener(&rt);
    let (_socket, _) = udp_socket(&rt);
    let connect = rt.tcp_connect(addr, &TcpConnectOptions::new());
    let (connected, accepted) =
        owner.block_on(async |_| futures_util::future::join(connect, listener.accept()).await);
    assert!(connected.is_ok() && accepted.is_ok());
}

pub fn a_task_goes_on_in_the_next_block_on<O: Owner>(make: fn() -> O) {
    let owner = make();
    let task = owner.block_on(async |rt| {
        let rt_inside = rt.clone();
        spawn(&rt, async move {
            rt_inside.sleep(Duration::from_millis(1)).await;
            5
        })
    });
    assert_eq!(owner.block_on(async |_| task.await).expect("it ends"), 5);
}

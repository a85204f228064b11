//! L1: the waiters on one listener may be tasks on any threads.

use std::{net::TcpStream, sync::Arc};

use anyrt_traits::net::ListenerExt;

use super::flavour::{Owner, spawn};
use crate::harness::tcp_listener;

pub fn tasks_that_share_a_listener_are_all_served<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let listener = Arc::new(listener);
        let tasks: Vec<_> = (0..16)
            .map(|_| {
                let listener = listener.clone();
                spawn(&rt, async move {
                    for _ in 0..8 {
                        listener
                            .accept()
                            .await
                            .map(drop)
                            .expect("somebody connects");
                    }
                })
            })
            .collect();
        let clients = std::thread::spawn(move || {
            for _ in 0..16 * 8 {
                TcpStream::connect(addr).expect("somebody listens");
            }
        });
        for task in tasks {
            task.await.expect("it does not panic");
        }
        clients.join().expect("it does not panic");
    });
}

pub fn a_task_aborted_while_it_accepts_takes_no_connection<O: Owner>(make: fn() -> O) {
    use anyrt_traits::task::{JoinHandle, yield_now};
    make().block_on(async |rt| {
        let (listener, addr) = tcp_listener(&rt);
        let listener = Arc::new(listener);
        for _ in 0..20 {
            let shared = listener.clone();
            let aborted = spawn(&rt, async move { shared.accept().await.map(drop) });
            let shared = listener.clone();
            let kept = spawn(&rt, async move { shared.accept().await.map(drop) });
            yield_now().await;
            aborted.abort();
            assert!(aborted.await.expect_err("nobody connected").is_cancelled());
            let client = TcpStream::connect(addr).expect("somebody listens");
            kept.await
                .expect("it does not panic")
                .expect("a connection");
            drop(client);
        }
    });
}

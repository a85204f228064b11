//! T11: `yield_now` gives others a turn, and a loop of it starves nobody.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyrt_traits::{
    net::DatagramSocketExt,
    task::{JoinHandle, SpawnBlocking, yield_now},
    time::Timer,
};
use futures_util::{AsyncReadExt, AsyncWriteExt};

use super::flavour::{Handle, Owner, spawn};
use crate::harness::{Event, limit, tcp_pair, udp_socket};

/// How long a loop goes on at most; others must have had their turn by then.
fn longest() -> Duration {
    limit() / 4
}

/// Loops that yield, more of them than the runtime has threads.
struct Loops<H> {
    stop: Event,
    given_up: Event,
    tasks: Vec<H>,
}

impl<H: JoinHandle<()>> Loops<H> {
    /// Stops the loops, which must not have come to their end before.
    async fn stop(self) {
        assert!(!self.given_up.is_set(), "the loops had to end first");
        self.stop.set();
        for task in self.tasks {
            task.await.expect("it does not panic");
        }
    }
}

async fn looping(stop: Event, given_up: Event) {
    let start = Instant::now();
    while !stop.is_set() {
        if start.elapsed() > longest() {
            given_up.set();
            break;
        }
        yield_now().await;
    }
}

macro_rules! start_loops {
    ($rt:expr) => {{
        let (stop, given_up) = (Event::new(), Event::new());
        let count = 4 * thread::available_parallelism().map_or(1, usize::from);
        let tasks = (0..count)
            .map(|_| spawn($rt, looping(stop.clone(), given_up.clone())))
            .collect();
        let loops: Loops<Handle<O::Handle, ()>> = Loops {
            stop,
            given_up,
            tasks,
        };
        loops
    }};
}

pub fn yielding_gives_the_other_ready_tasks_a_turn<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let turns: [_; 2] = std::array::from_fn(|_| Arc::new(AtomicUsize::new(0)));
        let tasks: Vec<_> = (0..2)
            .map(|own| {
                let turns = turns.clone();
                spawn(&rt, async move {
                    let start = Instant::now();
                    for turn in 1..=100 {
                        turns[own].store(turn, Ordering::Release);
                        while turns[1 - own].load(Ordering::Acquire) + 1 < turn {
                            assert!(start.elapsed() < longest(), "the other has no turn");
                            yield_now().await;
                        }
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.expect("it does not panic");
        }
    });
}

pub fn yielding_loops_starve_no_task<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let loops = start_loops!(&rt);
        for _ in 0..20 {
            let (go, waits) = (Event::new(), Event::new());
            let (set, wait) = (waits.clone(), go.clone());
            let task = spawn(&rt, async move {
                set.set();
                wait.wait().await;
            });
            waits.wait().await;
            go.set();
            task.await.expect("it does not panic");
        }
        loops.stop().await;
    });
}

pub fn yielding_loops_starve_no_timer<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let loops = start_loops!(&rt);
        for _ in 0..3 {
            rt.sleep(Duration::from_millis(2)).await;
        }
        let inside = rt.clone();
        let task = spawn(
            &rt,
            async move { inside.sleep(Duration::from_millis(2)).await },
        );
        task.await.expect("it does not panic");
        loops.stop().await;
    });
}

pub fn yielding_loops_starve_no_stream<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let loops = start_loops!(&rt);
        let (mut a, mut b) = tcp_pair(&rt).await;
        let echo = spawn(&rt, async move {
            let mut buf = [0; 4];
            for _ in 0..10 {
                b.read_exact(&mut buf).await.expect("the peer writes");
                b.write_all(&buf).await.expect("the peer reads");
            }
        });
        let mut buf = [0; 4];
        for _ in 0..10 {
            a.write_all(b"ping").await.expect("the peer reads");
            a.read_exact(&mut buf).await.expect("the peer writes");
        }
        echo.await.expect("it does not panic");
        loops.stop().await;
    });
}

pub fn yielding_loops_starve_no_datagram_socket<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let loops = start_loops!(&rt);
        let (socket, addr) = udp_socket(&rt);
        let receive = spawn(&rt, async move {
            let mut buf = [0; 4];
            socket.recv(&mut buf).await
        });
        let (sender, _) = udp_socket(&rt);
        sender.send_to(b"data", addr).await.expect("a free way");
        let received = receive.await.expect("it does not panic");
        assert_eq!(received.expect("it was sent"), 4);
        loops.stop().await;
    });
}

pub fn yielding_loops_starve_no_blocking_closure<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let loops = start_loops!(&rt);
        assert_eq!(rt.spawn_blocking(|| 3).await.expect("it does not panic"), 3);
        loops.stop().await;
    });
}

pub fn a_main_future_that_yields_in_a_loop_starves_nobody<O: Owner>(make: fn() -> O) {
    make().block_on(async |rt| {
        let (done, given_up) = (Event::new(), Event::new());
        let (set, inside) = (done.clone(), rt.clone());
        let task = spawn(&rt, async move {
            inside.sleep(Duration::from_millis(2)).await;
            let (mut a, mut b) = tcp_pair(&inside).await;
            a.write_all(b"ping").await.expect("the peer reads");
            b.read_exact(&mut [0; 4]).await.expect("the peer writes");
            set.set();
        });
        looping(done, given_up.clone()).await;
        assert!(!given_up.is_set(), "the task had no turn");
        task.await.expect("it does not panic");
    });
}

use std::{
    cell::RefCell,
    io,
    net::SocketAddr,
    rc::Rc,
    time::{Duration, Instant},
};

use tokio::{runtime::Runtime, task::LocalSet};

use super::{one, two};
use crate::workload::Workload;

/// The connections to one server for one workload, which stay open between rounds.
pub(crate) struct Load {
    connections: Vec<Connection>,
    workload: Workload,
}

enum Connection {
    One(one::Client),
    Two(two::Client),
}

/// What one round gave.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Taken {
    pub(crate) requests: u32,
    pub(crate) nanos: u64,
    /// The time that 99 of 100 requests took at most, in nanoseconds.
    pub(crate) p99: u64,
}

impl Load {
    pub(crate) async fn connect(
        addresses: [SocketAddr; 2],
        workload: Workload,
    ) -> io::Result<Self> {
        let mut connections = Vec::new();
        for _ in 0..workload.connections() {
            connections.push(if workload.is_http2() {
                Connection::Two(two::Client::connect(addresses[1]).await?)
            } else {
                Connection::One(one::Client::connect(addresses[0], workload.path()).await?)
            });
        }
        Ok(Self {
            connections,
            workload,
        })
    }

    /// Asks for as long as `time`, or until `requests` are answered.
    pub(crate) fn run(
        &mut self,
        runtime: &Runtime,
        tasks: &LocalSet,
        time: Duration,
        requests: u32,
    ) -> io::Result<Taken> {
        let times = Rc::new(RefCell::new(Vec::with_capacity(1 << 16)));
        let start = Instant::now();
        let goes_on = {
            let times = times.clone();
            move || start.elapsed() < time && times.borrow().len() < requests as usize
        };
        let note = {
            let times = times.clone();
            move |since: Instant| times.borrow_mut().push(since.elapsed())
        };
        let (workload, connections) = (self.workload, &mut self.connections);
        runtime.block_on(tasks.run_until(async {
            let running = connections.iter_mut().map(|connection| {
                let (goes_on, note) = (&goes_on, &note);
                async move {
                    match connection {
                        Connection::One(client) => {
                            while goes_on() {
                                let since = Instant::now();
                                client.ask().await?;
                                note(since);
                            }
                            Ok(())
                        }
                        Connection::Two(client) => {
                            let streams = (0..workload.streams()).map(|_| async {
                                while goes_on() {
                                    let since = Instant::now();
                                    client.ask(workload.path()).await?;
                                    note(since);
                                }
                                io::Result::Ok(())
                            });
                            futures_util::future::try_join_all(streams).await.map(drop)
                        }
                    }
                }
            });
            futures_util::future::try_join_all(running).await.map(drop)
        }))?;
        let nanos = nanos(start.elapsed());
        let mut times = times.borrow_mut();
        times.sort_unstable();
        let p99 = times
            .get(times.len() * 99 / 100)
            .or(times.last())
            .copied()
            .unwrap_or_default();
        Ok(Taken {
            requests: u32::try_from(times.len()).unwrap_or(u32::MAX),
            nanos,
            p99: self::nanos(p99),
        })
    }
}

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

//! The load: threads that step their connections in turn.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::client::Client;
use super::connection::Connection;
use super::histogram::Histogram;
use super::workload::Workload;
use crate::failure::{Failure, Outcome};

/// How the load is shaped.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// The number of connections.
    pub(crate) connections: usize,
    /// The number of threads that share them.
    pub(crate) threads: usize,
    /// How many requests a connection sends before it waits for their replies.
    pub(crate) pipeline: u64,
    /// How long is measured.
    pub(crate) duration: Duration,
}

/// What was measured.
#[derive(Clone, Debug)]
pub(crate) struct Measured {
    /// Requests answered per second.
    pub(crate) rate: f64,
    /// From sending a request, or the pipeline it is in, to having its reply.
    pub(crate) latency: Histogram,
}

/// Puts the server under one kind of load, then checks its state. `progress` is called now and then
/// with the number of requests answered so far.
///
/// # Errors
///
/// Fails on the first wrong reply, lost connection or lost update.
pub(crate) fn measure(
    server: SocketAddr,
    workload: Workload,
    shape: Shape,
    progress: impl Fn(u64),
) -> Outcome<Measured> {
    let mut client = Client::connect(server)?;
    workload.prepare(&mut client)?;
    let mut groups: Vec<Vec<Connection>> = (0..shape.threads).map(|_| Vec::new()).collect();
    for number in 0..shape.connections {
        groups[number % shape.threads].push(Connection::open(server, workload, number)?);
    }
    let answered = AtomicU64::new(0);
    // The first tenth only warms up: caches, allocators, the kernel's buffers.
    let start = Instant::now() + shape.duration / 10;
    let end = start + shape.duration;
    let results = thread::scope(|scope| {
        let run = |group| scope.spawn(|| drive(group, shape.pipeline, start, end, &answered));
        let workers: Vec<_> = groups.into_iter().map(run).collect();
        while !workers.iter().all(thread::ScopedJoinHandle::is_finished) {
            // Relaxed: the number is for show.
            progress(answered.load(Ordering::Relaxed));
            thread::sleep(Duration::from_millis(50));
        }
        workers
            .into_iter()
            .map(thread::ScopedJoinHandle::join)
            .collect::<Vec<_>>()
    });
    let mut latency = Histogram::new();
    for result in results {
        let (connections, part) =
            result.map_err(|_| Failure::new("a thread of the load panicked"))??;
        latency.merge(&part);
        for connection in connections {
            workload.verify(&mut client, connection.number(), connection.acknowledged())?;
        }
    }
    let rate = Duration::as_secs_f64(&shape.duration).recip() * count(latency.total());
    Ok(Measured { rate, latency })
}

fn drive(
    mut group: Vec<Connection>,
    pipeline: u64,
    start: Instant,
    end: Instant,
    answered: &AtomicU64,
) -> Outcome<(Vec<Connection>, Histogram)> {
    let mut latency = Histogram::new();
    loop {
        let now = Instant::now();
        let mut moved = false;
        let mut idle = true;
        for connection in &mut group {
            // However late the thread gets to run, each connection asks once.
            if connection.is_idle() && (now < end || connection.acknowledged() == 0) {
                connection.send(pipeline)?;
                moved = true;
            }
            moved |= connection.step(|took| {
                // Relaxed: the number is for show.
                answered.fetch_add(1, Ordering::Relaxed);
                let now = Instant::now();
                if now >= start && now < end {
                    latency.record(took);
                }
            })?;
            idle &= connection.is_idle();
        }
        if idle && now >= end {
            return Ok((group, latency));
        }
        if !moved {
            thread::yield_now();
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a count of requests is far below 2^53"
)]
fn count(requests: u64) -> f64 {
    requests as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::stand_in::StandIn;

    const SHAPE: Shape = Shape {
        connections: 5,
        threads: 2,
        pipeline: 4,
        duration: Duration::from_millis(50),
    };

    #[test]
    fn every_workload_agrees_with_a_server_that_answers_right() {
        let server = StandIn::start(|_| None);
        for workload in Workload::ALL {
            let outcome = measure(server.address(), workload, SHAPE, |_| {});
            assert!(outcome.is_ok(), "{workload:?}: {outcome:?}");
        }
    }

    #[test]
    fn a_wrong_reply_is_told_with_what_was_expected() {
        let server = StandIn::start(|words| (words[0] == "INCR").then(|| ":7\r\n".to_owned()));
        let failure = measure(server.address(), Workload::Incr, SHAPE, |_| {})
            .expect_err("must fail")
            .to_string();
        assert!(
            failure.contains("the reply to request 1 is `:7\\r\\n`, expected `:1\\r\\n`"),
            "{failure}"
        );
    }

    #[test]
    fn a_lost_update_is_told() {
        let server = StandIn::start(|words| (words[0] == "GET").then(|| "$-1\r\n".to_owned()));
        let failure = measure(server.address(), Workload::Set, SHAPE, |_| {})
            .expect_err("must fail")
            .to_string();
        assert!(
            failure.starts_with("GET SET:") && failure.contains("`$-1\\r\\n`"),
            "{failure}"
        );
    }

    #[test]
    fn a_server_that_hangs_up_is_told() {
        let server = StandIn::start(|words| (words[0] == "PING").then(String::new));
        let failure = measure(server.address(), Workload::Ping, SHAPE, |_| {})
            .expect_err("must fail")
            .to_string();
        assert!(failure.contains("closed the connection"), "{failure}");
    }
}

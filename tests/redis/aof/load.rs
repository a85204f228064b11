//! Clients that remember what they asked for, and what was acknowledged.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};

use redis::Connection;

use crate::harness::ask;

/// The longest pipeline.
const PIPELINE: usize = 16;

/// Pseudo-random numbers: Marsaglia's xorshift, "Xorshift RNGs", 2003.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chance(u64);

impl Chance {
    /// Starts from a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// Returns a number below a limit.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// One client of many, with keys of its own.
///
/// Its requests are numbered through all lives of the server.
#[derive(Debug)]
pub(super) struct Writer {
    name: usize,
    chance: Chance,
    /// How many requests certainly were done.
    acknowledged: usize,
    /// How many requests may have been done.
    sent: usize,
}

impl Writer {
    /// Makes a client that has asked for nothing yet.
    pub(super) fn new(name: usize, seed: u64) -> Self {
        Self {
            name,
            chance: Chance::new(seed.wrapping_mul(2 * name as u64 + 3)),
            acknowledged: 0,
            sent: 0,
        }
    }

    /// Sends pipelines and reads replies until the server is gone.
    pub(super) fn run(&mut self, mut stream: TcpStream, all_acknowledged: &AtomicUsize) {
        let mut buffer = [0; 4096];
        loop {
            let count = 1 + self.chance.below(PIPELINE);
            let mut pipeline = String::new();
            for number in self.sent..self.sent + count {
                pipeline += &self.request(number);
            }
            // What is cut short may have been done as far as it went.
            self.sent += count;
            if stream.write_all(pipeline.as_bytes()).is_err() {
                return;
            }
            let mut replies = 0;
            while replies < count {
                let read = match stream.read(&mut buffer) {
                    Ok(read) if read > 0 => &buffer[..read],
                    _ => return,
                };
                // Every reply is one line, and none an error.
                assert!(!read.contains(&b'-'), "{}", String::from_utf8_lossy(read));
                let lines = read.iter().filter(|byte| **byte == b'\n').count();
                replies += lines;
                self.acknowledged += lines;
                all_acknowledged.fetch_add(lines, Ordering::Relaxed);
            }
        }
    }

    /// Returns the request of a number.
    fn request(&self, number: usize) -> String {
        let name = self.name;
        match number % 5 {
            0 => format!("SET text:{name} {number}\r\n"),
            1 => format!("RPUSH list:{name} {number}\r\n"),
            2 => format!("INCR count:{name}\r\n"),
            3 => format!("HSET hash:{name} {} {number}\r\n", number % 7),
            _ => format!("LTRIM list:{name} -20 -1\r\n"),
        }
    }

    /// Compares what the server has with what it must have: what was acknowledged, and perhaps some of
    /// the requests that were sent after that, in their order, and nothing else.
    pub(super) fn compare(&mut self, client: &mut Connection) {
        let name = self.name;
        let found = State {
            text: ask(client, &format!("GET text:{name}")),
            list: ask(client, &format!("LRANGE list:{name} 0 -1")),
            count: ask::<Option<usize>>(client, &format!("GET count:{name}")).unwrap_or(0),
            hash: ask(client, &format!("HGETALL hash:{name}")),
        };
        let mut expected = State::default();
        (0..self.acknowledged).for_each(|number| expected.apply(number));
        let done = (self.acknowledged..=self.sent).find(|number| {
            let right = expected == found;
            expected.apply(*number);
            right
        });
        let Some(done) = done else {
            panic!(
                "client {name}: {} requests were acknowledged, {} were sent, and the server has {found:?}",
                self.acknowledged, self.sent
            );
        };
        // The others never were done, and are asked for anew.
        (self.acknowledged, self.sent) = (done, done);
    }

    /// Returns how many requests were done.
    pub(super) fn done(&self) -> usize {
        self.acknowledged
    }
}

/// What the server has under the keys of one client.
#[derive(Debug, Default, PartialEq, Eq)]
struct State {
    text: Option<usize>,
    list: Vec<usize>,
    count: usize,
    hash: BTreeMap<usize, usize>,
}

impl State {
    /// Does what the request of a number asks for.
    fn apply(&mut self, number: usize) {
        match number % 5 {
            0 => self.text = Some(number),
            1 => self.list.push(number),
            2 => self.count += 1,
            3 => {
                self.hash.insert(number % 7, number);
            }
            _ => drop(self.list.drain(..self.list.len().saturating_sub(20))),
        }
    }
}
